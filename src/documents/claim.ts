import { arrearsKeptBefore } from '../address/property-owner.ts';
import { addDays, endOfMonth } from '../calendar/date.ts';
import { monthOf } from '../calendar/month.ts';
import { rentReceipts } from '../accounts/receipts.ts';
import { leaseTerms, ledgerOf, type LedgerLease } from '../accounts/tenancy-ledger.ts';
import type { Property } from '../generated/prisma/client.ts';
import { computeLedger, receivedBy, type Ledger, type LeaseTerms, type Receipt } from '../ledger/index.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';

/** A claim of rent. */
export interface Claim {
  readonly lease: LedgerLease;
  readonly property: Pick<Property, 'owners'>;
  /** Day of the claim, `YYYY-MM-DD`. */
  readonly servedOn: string;
  /** Day whose money judges it. */
  readonly asOf: string;
}

/** Tells of money whether it names rent that was due before a day. */
function paysRentBefore(terms: LeaseTerms, day: string): (receipt: Receipt) => boolean {
  const { rows } = computeLedger(terms, [], endOfMonth(day));
  const later = new Set(rows.filter(({ dueOn }) => dueOn >= day).map(({ month }) => month));
  return ({ dueOn, period }) =>
    dueOn ? dueOn < day : period !== null && period <= monthOf(day) && !later.has(period);
}

/** Money that is held of receipts on a day, each as one that nothing happened to. */
function heldOf(receipts: readonly Receipt[], day: string): Receipt[] {
  return receivedBy(receipts, day)
    .filter(({ amountCents }) => amountCents > 0)
    .map((receipt) => ({ ...receipt, returnedOn: null, refunds: [] }));
}

/**
 * Sets aside the rent that a former owner kept: what is owing of it on the day of a claim. Other money received since the
 * transfer pays the present owner.
 */
function withoutFormerArrears(
  receipts: readonly Receipt[],
  terms: LeaseTerms,
  { from, day }: { readonly from: string; readonly day: string },
): Receipt[] {
  const held = heldOf(receipts, day);
  const { arrearsCents } = computeLedger(terms, held, addDays(from, -1));
  const paysFormer = paysRentBefore(terms, from);
  const paidCents = held
    .filter((receipt) => (receipt.receivedOn ?? '') >= from && paysFormer(receipt))
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (arrearsCents <= paidCents) return [...receipts];
  const amountCents = arrearsCents - paidCents;
  const kept = { kind: 'credit', receivedOn: from, period: null, dueOn: null, status: 'PAID' } as const;
  return [...receipts, { ...kept, id: 'former owner', amountCents }];
}

/** The receipts of a tenancy for a claim: rent that a former owner kept counts as credited. */
export function claimReceipts({ lease, property, servedOn, asOf }: Claim): Receipt[] {
  const from = arrearsKeptBefore(property, servedOn);
  const known = rentReceipts(lease);
  return from === null ? known : withoutFormerArrears(known, leaseTerms(lease), { from, day: asOf });
}

/** The account for a claim: money for a later month pays the oldest rent, so that no claim exceeds the balance. */
export function claimLedger(claim: Claim, budget: LedgerBudget | null): Ledger {
  const { lease, property, servedOn, asOf } = claim;
  const ledger = ledgerOf(lease, asOf, budget);
  const isTransferred = arrearsKeptBefore(property, servedOn) !== null;
  if (ledger.heldForLaterCents === 0 && !isTransferred) return ledger;
  const unnamed = claimReceipts(claim).map((receipt) =>
    // A deposit pays the last period only (RTA s.106(10)).
    receipt.kind === 'deposit' ? receipt : { ...receipt, period: null, dueOn: null },
  );
  return computeLedger(leaseTerms(lease), unnamed, asOf);
}
