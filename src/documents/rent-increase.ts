import type { ServiceMethod } from '../generated/prisma/enums.ts';
import {
  ACT_IN_FORCE_FROM,
  allowedMethods,
  judge,
  latestSending,
  type IncreasePlan,
  type Warning,
} from '../law/index.ts';
import type { Context } from '../request/context.ts';
import { authorize } from '../policies/acts.ts';
import { caseFactsOf } from './case-facts.ts';
import type { FormInput } from './plan/plan.ts';
import { fixedTermWarnings, planTenancyIncrease } from './plan/rent-increase.ts';
import { findTenancy, type Tenancy } from './plan/tenancy.ts';

/** An increase as a caller wishes it. Amounts in cents. */
export type IncreaseWishInput = Pick<FormInput, 'rent' | 'effectiveOn' | 'serviceMethod'>;

/** A planned increase of a tenancy. */
export interface RentIncreasePlan extends IncreasePlan {
  /** Last day to serve the notice, by each lawful method. */
  readonly serveBy: readonly { readonly method: ServiceMethod; readonly date: string }[];
  readonly warnings: readonly Warning[];
}

function serveBy({ lease }: Tenancy, latestGivenOn: string | null): RentIncreasePlan['serveBy'] {
  const isUnderTheAct = latestGivenOn !== null && latestGivenOn.slice(0, 4) > ACT_IN_FORCE_FROM.slice(0, 4);
  if (!isUnderTheAct) return [];
  return allowedMethods('N1').flatMap((method) => {
    if (method === 'SMS' || (method === 'EMAIL_WITH_CONSENT' && !lease.emailConsent)) return [];
    return [{ method, date: latestSending(latestGivenOn, method) }];
  });
}

/** Plans an increase of a tenancy by notice. Nothing is stored. */
export async function rentIncreasePlan(
  context: Context,
  tenantId: string,
  wish: IncreaseWishInput,
): Promise<RentIncreasePlan> {
  const tenancy = await findTenancy(context, tenantId);
  authorize(context.viewer, 'generateForm');
  const plan = planTenancyIncrease(context, tenancy, wish);
  const input = { ...wish, tenantId };
  const { defects } = judge(caseFactsOf(context, tenancy, 'N1', { input, stated: null }));
  return {
    ...plan,
    obstacles: defects.length > 0 ? defects : plan.obstacles,
    serveBy: serveBy(tenancy, plan.latestGivenOn),
    warnings: fixedTermWarnings(tenancy, plan.effectiveOn),
  };
}
