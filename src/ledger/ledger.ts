import { dateFaults, refuse } from '../faults/faults.ts';
import { monthOf } from '../calendar/month.ts';
import { ageing, type Ageing } from './ageing.ts';
import { allocate, upcomingCharges, type Allocation, type LedgerRow } from './allocation.ts';
import { chargePlan, type ChargePlan } from './charge.ts';
import { receiptFaults, type Receipt } from './receipt.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

/** Next rent due. */
export interface NextRent {
  /** YYYY-MM-DD. */
  readonly on: string;
  /** Full charge. */
  readonly amountCents: number;
  /** Amount that credit does not cover. */
  readonly remainingCents: number;
}

/** Account of a tenancy on a day. Amounts in cents, dates YYYY-MM-DD. */
export interface Ledger {
  /** Day of the ledger. Rent due and payments received on that day count. */
  readonly asOf: string;
  /** `arrearsCents` − `creditCents`. Positive: the tenant owes; negative: credit. */
  readonly balanceCents: number;
  /** Unpaid rent due: the sum of `owingCents`. */
  readonly arrearsCents: number;
  /** Payments received that are not allocated to rent due. */
  readonly creditCents: number;
  /** Part of the credit that is paid for periods not due yet. Only this credit can coexist with arrears. */
  readonly heldForLaterCents: number;
  /** Due date of the oldest period with rent owing; null without arrears. */
  readonly arrearsSince: string | null;
  /** Every period due, oldest first. */
  readonly rows: readonly LedgerRow[];
  readonly ageing: Ageing;
  /** Null if the tenancy ends before rent is due again, or if no rent follows. */
  readonly nextRentDue: NextRent | null;
}

function nextRent(plan: ChargePlan, allocation: Allocation, asOf: string): NextRent | null {
  for (const { charge, remainingCents } of upcomingCharges(plan, allocation, asOf)) {
    const { dueOn, chargedCents } = charge;
    // Skip rent-free periods.
    if (chargedCents > 0) return { on: dueOn, amountCents: chargedCents, remainingCents };
  }
  return null;
}

function sum(amountsCents: Iterable<number>): number {
  let totalCents = 0;
  for (const amountCents of amountsCents) totalCents += amountCents;
  return totalCents;
}

function rejectBadInput(terms: LeaseTerms, receipts: readonly Receipt[], asOf: string): void {
  refuse([...termsFaults(terms), ...receiptFaults(receipts), ...dateFaults(['asOf'], asOf)]);
}

/**
 * Computes the ledger of a tenancy on a day. It depends on its arguments only, so a backdated payment or rent change
 * changes everything after it.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the date.
 */
export function computeLedger(terms: LeaseTerms, receipts: readonly Receipt[], asOf: string): Ledger {
  rejectBadInput(terms, receipts, asOf);
  const plan = chargePlan(terms);
  const allocation = allocate(plan, receipts, asOf);
  const { settled: rows } = allocation;
  const arrearsCents = sum(rows.map(({ owingCents }) => owingCents));
  const heldForLaterCents = sum(allocation.heldByMonth.values()) + sum(allocation.heldByDueDay.values());
  const creditCents = allocation.freeCents + heldForLaterCents;
  return {
    asOf,
    balanceCents: arrearsCents - creditCents,
    arrearsCents,
    creditCents,
    heldForLaterCents,
    arrearsSince: rows.find(({ owingCents }) => owingCents > 0)?.dueOn ?? null,
    rows,
    ageing: ageing(rows, asOf),
    nextRentDue: nextRent(plan, allocation, asOf),
  };
}

/**
 * Month (`YYYY-MM`) of a payment that names no month: that of the oldest period with rent owing, or else of the next
 * period that credit does not cover. Null if the tenancy has ended and is fully paid.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the date.
 */
export function oldestOwingPeriod(
  terms: LeaseTerms,
  receipts: readonly Receipt[],
  asOf: string,
): string | null {
  rejectBadInput(terms, receipts, asOf);
  const plan = chargePlan(terms);
  const allocation = allocate(plan, receipts, asOf);
  const owing = allocation.settled.find(({ owingCents }) => owingCents > 0);
  if (owing) return owing.month;
  for (const { charge, remainingCents } of upcomingCharges(plan, allocation, asOf)) {
    if (remainingCents > 0) return monthOf(charge.from);
  }
  return null;
}
