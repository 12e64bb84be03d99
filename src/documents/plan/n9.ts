import type { Context } from '../../request/context.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { representativeOf, tenantSigners } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** N9, tenant's notice to end the tenancy (RTA ss.44, 47, 48, 49, 96). */
export function planN9(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { reason, landlordTerminationDate, signedAtStartOfTenancy } = input;
  const facts = { reason: reason ?? 'TENANT_LEAVING', landlordTerminationDate, signedAtStartOfTenancy };
  const noticeCheck = checkNotice(context, tenancy, 'N9', input, facts);
  return {
    ...noticeCheck,
    document: {
      type: 'N9',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: noticeCheck.terminationDate ?? undefined,
        signers: tenantSigners(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
