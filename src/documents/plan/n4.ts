import type { Context } from '../../request/context.ts';
import { arrearsTable, computeLedger, type ArrearsTable, type Ledger } from '../../ledger/index.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, ledgerOf } from '../../accounts/tenancy-ledger.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/**
 * Rent owing that was due before the day of service, as recorded today. Payments for a later month count against the
 * oldest rent here, so that a notice never claims more than the total balance.
 */
export function arrearsFor(context: Context, tenancy: Tenancy, servedOn: string): ArrearsTable {
  const { today } = context;
  return arrearsTable(arrearsLedger(context, tenancy, servedOn < today ? servedOn : today), servedOn);
}

/** The account on a day, in which money for a later month pays the oldest rent. */
export function arrearsLedger({ ledgerBudget }: Context, { lease }: Tenancy, asOf: string): Ledger {
  const ledger = ledgerOf(lease, asOf, ledgerBudget);
  if (ledger.heldForLaterCents === 0) return ledger;
  const unnamed = rentReceipts(lease).map((receipt) =>
    // A deposit pays the last period only (RTA s.106(10)).
    receipt.kind === 'deposit' ? receipt : { ...receipt, period: null, dueOn: null },
  );
  return computeLedger(leaseTerms(lease), unnamed, asOf);
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
