import type { Context } from '../../request/context.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf, tenantSigners } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/**
 * N11, agreement to end the tenancy (RTA ss.37, 77). It is signed on `servedOn`, by default today, and ends the tenancy on
 * any day from then on.
 */
export function planN11(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { terminationDate } = input;
  return {
    terminationDate: terminationDate ?? null,
    rules: [],
    defects: [],
    warnings: [],
    document: {
      type: 'N11',
      facts: {
        ...partiesOf(tenancy),
        terminationDate: terminationDate ?? undefined,
        agreedOn: input.servedOn ?? context.today,
        landlordSigner: landlordSigner(tenancy, input),
        tenantSigners: tenantSigners(tenancy, { tenantId: input.tenantId }),
        representative: representativeOf(input),
      },
    },
  };
}
