import { badInput, notFound } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import type { ExpectedVersion } from '../versions.ts';
import { updateTenant } from './update-tenant.ts';

export interface EndTenancyInput {
  readonly endedOn?: string | null;
  readonly reason?: string | null;
  /** The served notice or agreement that ends it. */
  readonly formId?: string | null;
  readonly creditFrom?: string | null;
}

/** @throws DomainError NOT_FOUND for a form of another tenancy; BAD_INPUT for one that was not served. */
async function assertEndingForm(context: Context, tenantId: string, formId: string): Promise<void> {
  const form = await context.db.form.findUnique({ where: { id: formId } });
  const tenant = await context.db.tenant.findUnique({ where: { id: tenantId } });
  if (!tenant) throw notFound('tenant');
  if (!form || form.leaseId !== tenant.leaseId) throw notFound('form of this tenancy');
  if (form.status === 'SERVED') return;
  const message = 'This form was not served, so it ends no tenancy. Give a served one.';
  throw badInput([{ path: ['input', 'formId'], code: 'not_applicable', message }]);
}

/** Ends a tenancy, or corrects its end. The patch of a tenant does the same. */
export async function endTenancy(
  context: Context,
  id: string,
  { endedOn, reason, formId, creditFrom }: EndTenancyInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  if (formId) await assertEndingForm(context, id, formId);
  const given = {
    ...(endedOn ? { endedOn } : {}),
    ...(creditFrom ? { creditFrom } : {}),
    ...(reason ? { endReason: reason } : {}),
    ...(formId ? { endedByFormId: formId } : {}),
  };
  await updateTenant(context, id, { status: 'PAST', ...given }, expectedVersion);
}
