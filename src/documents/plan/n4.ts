import type { Context } from '../../request/context.ts';
import { arrearsKeptBefore } from '../../address/property-owner.ts';
import { addDays, endOfMonth } from '../../calendar/date.ts';
import { monthOf } from '../../calendar/month.ts';
import {
  arrearsTable,
  computeLedger,
  type ArrearsTable,
  type Ledger,
  type LeaseTerms,
  type Receipt,
} from '../../ledger/index.ts';
import { rentReceipts } from '../../accounts/receipts.ts';
import { leaseTerms, ledgerOf } from '../../accounts/tenancy-ledger.ts';
import { checkNotice } from './notice.ts';
import type { FormInput, FormPlan } from './plan.ts';
import { landlordSigner, representativeOf } from './signer.ts';
import { partiesOf, type Tenancy } from './tenancy.ts';

/** Tells of money whether it names rent that was due before a day. */
function paysRentBefore(terms: LeaseTerms, day: string): (receipt: Receipt) => boolean {
  const { rows } = computeLedger(terms, [], endOfMonth(day));
  const later = new Set(rows.filter(({ dueOn }) => dueOn >= day).map(({ month }) => month));
  return ({ dueOn, period }) =>
    dueOn ? dueOn < day : period !== null && period <= monthOf(day) && !later.has(period);
}

/**
 * Sets aside the rent that a former owner kept: what was owing before the transfer, less what was paid for it since. Other
 * money received since then pays the present owner.
 */
function withoutFormerArrears(receipts: readonly Receipt[], terms: LeaseTerms, from: string): Receipt[] {
  const { arrearsCents } = computeLedger(terms, receipts, addDays(from, -1));
  const paysFormer = paysRentBefore(terms, from);
  const paidCents = receipts
    .filter((receipt) => (receipt.receivedOn ?? '') >= from && !receipt.returnedOn && paysFormer(receipt))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (arrearsCents <= paidCents) return [...receipts];
  const amountCents = arrearsCents - paidCents;
  const kept = { kind: 'credit', receivedOn: from, period: null, dueOn: null, status: 'PAID' } as const;
  return [...receipts, { ...kept, id: 'former owner', amountCents }];
}

/**
 * Rent owing that was due before the day of service, as recorded today. Payments for a later month count against the
 * oldest rent here, so that a notice never claims more than the total balance. Rent that a former owner kept is left out.
 */
export function arrearsFor(context: Context, tenancy: Tenancy, servedOn: string): ArrearsTable {
  const asOf = servedOn < context.today ? servedOn : context.today;
  return arrearsTable(arrearsLedger(context, tenancy, { servedOn, asOf }), servedOn);
}

/** The receipts of a tenancy for a claim on a day: rent that a former owner kept counts as credited. */
export function claimReceipts({ lease }: Tenancy, servedOn: string): Receipt[] {
  const transferredOn = arrearsKeptBefore(lease.unit.property, servedOn);
  const known = rentReceipts(lease);
  return transferredOn === null ? known : withoutFormerArrears(known, leaseTerms(lease), transferredOn);
}

/** The account on a day, for a claim on another, in which money for a later month pays the oldest rent. */
export function arrearsLedger(
  { ledgerBudget }: Context,
  tenancy: Tenancy,
  { servedOn, asOf }: { readonly servedOn: string; readonly asOf: string },
): Ledger {
  const { lease } = tenancy;
  const ledger = ledgerOf(lease, asOf, ledgerBudget);
  const isTransferred = arrearsKeptBefore(lease.unit.property, servedOn) !== null;
  if (ledger.heldForLaterCents === 0 && !isTransferred) return ledger;
  const unnamed = claimReceipts(tenancy, servedOn).map((receipt) =>
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
