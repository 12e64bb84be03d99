import { dateFaults, refuse } from '../faults/faults.ts';
import { monthOf } from '../calendar/month.ts';
import { ageing, type Ageing } from './ageing.ts';
import {
  allocate,
  allocateHeld,
  upcomingCharges,
  type Allocation,
  type HeldMoney,
  type LedgerRow,
} from './allocation.ts';
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

/** What a tenancy owes on a day: its ledger without rows. Amounts in cents, dates YYYY-MM-DD. */
export interface LedgerSums {
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
  readonly ageing: Ageing;
}

/** Account of a tenancy on a day. */
export interface Ledger extends LedgerSums {
  /** Day of the ledger, YYYY-MM-DD. Rent due and payments received on that day count. */
  readonly asOf: string;
  /** Every period due, oldest first. */
  readonly rows: readonly LedgerRow[];
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

function sumsOf({ settled, heldByMonth, heldByDueDay, freeCents }: Allocation, asOf: string): LedgerSums {
  const owing = settled.filter(({ owingCents }) => owingCents > 0);
  const arrearsCents = sum(owing.map(({ owingCents }) => owingCents));
  const heldForLaterCents = sum(heldByMonth.values()) + sum(heldByDueDay.values());
  const creditCents = freeCents + heldForLaterCents;
  return {
    balanceCents: arrearsCents - creditCents,
    arrearsCents,
    creditCents,
    heldForLaterCents,
    arrearsSince: owing[0]?.dueOn ?? null,
    ageing: ageing(owing, asOf),
  };
}

/**
 * Computes what a tenancy owes on a day from the money held on that day. It equals the sums of the ledger.
 * @throws DomainError `BAD_INPUT` with every fault of the terms and the date.
 */
export function computeSums(terms: LeaseTerms, held: readonly HeldMoney[], asOf: string): LedgerSums {
  rejectBadInput(terms, [], asOf);
  return sumsOf(allocateHeld(chargePlan(terms), held, asOf), asOf);
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
  return {
    asOf,
    ...sumsOf(allocation, asOf),
    rows: allocation.settled,
    nextRentDue: nextRent(plan, allocation, asOf),
  };
}

/**
 * Month (`YYYY-MM`) of a payment that names no month: that of the oldest period with rent owing, or else of the next
 * period that credit does not cover. Null if the tenancy has ended and is fully paid. Rent due from `first` on comes
 * before older rent: it is owed to another landlord.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the date.
 */
export function oldestOwingPeriod(
  terms: LeaseTerms,
  receipts: readonly Receipt[],
  asOf: string,
  first: string | null = null,
): string | null {
  rejectBadInput(terms, receipts, asOf);
  const plan = chargePlan(terms);
  const allocation = allocate(plan, receipts, asOf);
  const owing = allocation.settled.filter(({ owingCents }) => owingCents > 0);
  const oldest = owing.find(({ dueOn }) => first === null || dueOn >= first);
  if (oldest) return oldest.month;
  for (const { charge, remainingCents } of upcomingCharges(plan, allocation, asOf)) {
    if (remainingCents > 0) return monthOf(charge.from);
  }
  return owing[0]?.month ?? null;
}
