import { monthOf } from '../calendar/month.ts';
import type { Charge, ChargePlan } from './charge.ts';
import { receivedBy, type MoneyReceived, type Receipt } from './receipt.ts';

/** A charge with the amount paid, in cents. */
export interface SettledCharge extends Charge {
  readonly paidCents: number;
}

/** Allocation of the payments received by a day. All amounts in cents. */
export interface Allocation {
  /** Charges due by that day, oldest first. */
  readonly settled: readonly SettledCharge[];
  /** Payments for a month that are held for its periods not due yet, by month. */
  readonly heldByMonth: ReadonlyMap<string, number>;
  /** Credit that pays the next charge. */
  readonly freeCents: number;
}

/** Payments by the month that they name; `freeCents` name no month. */
interface PaymentTotals {
  readonly byMonth: Map<string, number>;
  freeCents: number;
}

function totalsByMonth(payments: readonly MoneyReceived[]): PaymentTotals {
  const totals: PaymentTotals = { byMonth: new Map(), freeCents: 0 };
  for (const { period, amountCents } of payments) {
    if (period === null) totals.freeCents += amountCents;
    else totals.byMonth.set(period, (totals.byMonth.get(period) ?? 0) + amountCents);
  }
  return totals;
}

/** Deducts at most `wantedCents` from the payments for a month and returns the amount deducted. */
function deductForMonth(byMonth: Map<string, number>, month: string, wantedCents: number): number {
  const takenCents = Math.min(byMonth.get(month) ?? 0, wantedCents);
  if (takenCents > 0) byMonth.set(month, (byMonth.get(month) ?? 0) - takenCents);
  return takenCents;
}

/** Holds the rest of each month's payments for its later periods. The surplus becomes free credit. */
function holdForLater(totals: PaymentTotals, plan: ChargePlan, asOf: string): Map<string, number> {
  const held = new Map<string, number>();
  for (const [month, leftCents] of totals.byMonth) {
    const isOver = month < monthOf(asOf);
    const later = isOver || leftCents === 0 ? [] : plan.inMonth(month).filter(({ dueOn }) => dueOn > asOf);
    const roomCents = later.reduce((sum, { chargedCents }) => sum + chargedCents, 0);
    const heldCents = Math.min(leftCents, roomCents);
    if (heldCents > 0) held.set(month, heldCents);
    totals.freeCents += leftCents - heldCents;
  }
  return held;
}

/** Copies field by field, which is several times faster than a spread for thousands of charges. */
function settle(
  { from, to, dueOn, chargedCents, basis, rentCents }: Charge,
  paidCents: number,
): SettledCharge {
  return { from, to, dueOn, chargedCents, basis, rentCents, paidCents };
}

/**
 * Allocates the payments received by a day to the rent due by that day. A payment for a month pays the periods that
 * begin in it, oldest first. Surplus and payments without a month pay the oldest rent owing. Payments for a month are
 * allocated first, so the order of entry or receipt does not matter.
 */
export function allocate(plan: ChargePlan, receipts: readonly Receipt[], asOf: string): Allocation {
  const charges = plan.through(asOf);
  const totals = totalsByMonth(receivedBy(receipts, asOf));
  const named = charges.map((charge) =>
    deductForMonth(totals.byMonth, monthOf(charge.from), charge.chargedCents),
  );
  const heldByMonth = holdForLater(totals, plan, asOf);
  let { freeCents } = totals;
  const settled = charges.map((charge, index) => {
    const namedCents = named[index] ?? 0;
    const topUpCents = Math.min(freeCents, charge.chargedCents - namedCents);
    freeCents -= topUpCents;
    return settle(charge, namedCents + topUpCents);
  });
  return { settled, heldByMonth, freeCents };
}

/** A charge not due yet, with the amount that credit does not cover. */
export interface UpcomingCharge {
  readonly charge: Charge;
  readonly remainingCents: number;
}

/** Charges due after a day, oldest first, less the credit of that day. */
export function* upcomingCharges(
  plan: ChargePlan,
  { heldByMonth, freeCents }: Allocation,
  asOf: string,
): Generator<UpcomingCharge> {
  const held = new Map(heldByMonth);
  let creditCents = freeCents;
  for (const charge of plan.after(asOf)) {
    const namedCents = deductForMonth(held, monthOf(charge.from), charge.chargedCents);
    const topUpCents = Math.min(creditCents, charge.chargedCents - namedCents);
    creditCents -= topUpCents;
    yield { charge, remainingCents: charge.chargedCents - namedCents - topUpCents };
  }
}
