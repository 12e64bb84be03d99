import { fromColumn } from '../../db/date-column.ts';
import { findTenancy } from '../../documents/plan/tenancy.ts';
import type { IncreaseWishInput } from '../../documents/rent-increase.ts';
import { isFreeOfGuideline } from '../../law/index.ts';
import type { Context } from '../../request/context.ts';
import { generateForm } from './generate-form.ts';

/**
 * Generates the notice of a rent increase: an N1, or an N2 for an exempt unit. Returns the form's id.
 *
 * @throws DomainError RULE_VIOLATION with every obstacle if the increase is not lawful.
 */
export async function scheduleRentIncrease(
  context: Context,
  tenantId: string,
  wish: IncreaseWishInput,
): Promise<string> {
  const { lease } = await findTenancy(context, tenantId);
  const isExempt = isFreeOfGuideline(lease.unit.guidelineExempt, fromColumn(lease.startsOn));
  return generateForm(context, isExempt ? 'N2' : 'N1', { ...wish, tenantId });
}
