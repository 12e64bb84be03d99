import type { Context } from '../../request/context.ts';
import { arrearsTable, type ArrearsTable } from '../../ledger/index.ts';
import { claimLedger } from '../claim.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/**
 * Rent owing that was due before the day of service, as recorded today. Payments for a later month count against the
 * oldest rent here, so that a notice never claims more than the total balance. Rent that a former owner kept is left out.
 */
export function arrearsFor(context: Context, tenancy: Tenancy, servedOn: string): ArrearsTable {
  const asOf = servedOn < context.today ? servedOn : context.today;
  const { lease } = tenancy;
  const claim = { lease, property: lease.unit.property, servedOn, asOf };
  return arrearsTable(claimLedger(claim, context.ledgerBudget), servedOn);
}

/** N4, notice to end a tenancy early for non-payment of rent (RTA s.59). The claim comes from the ledger only. */
export function planN4(context: Context, tenancy: Tenancy, input: FormInput): FormPlan {
  const { rows, totalCents } = arrearsFor(context, tenancy, input.servedOn ?? context.today);
  const isOwing = totalCents > 0;
  const claim = isOwing ? { amountClaimedCents: totalCents, rentOwingCents: totalCents } : {};
  const { noticeDays } = input;
  const noticeCheck = checkNotice(context, tenancy, 'N4', input, { ...claim, noticeDays });
  return {
    ...noticeCheck,
    document: {
      type: 'N4',
      facts: {
        ...partiesOf(tenancy),
        rentOwedCents: totalCents,
        terminationDate: noticeCheck.terminationDate ?? undefined,
        periods: rows,
        signer: landlordSigner(tenancy, input),
        representative: representativeOf(input),
      },
    },
  };
}
