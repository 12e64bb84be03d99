import { addDays } from '../../calendar/date.ts';
import { monthOf } from '../../calendar/month.ts';
import type { Fault } from '../../errors.ts';
import { faultAt } from '../../faults/faults.ts';
import type { RentPeriod } from '../../generated/prisma/enums.ts';
import { scheduledRent } from '../../law/index.ts';
import { computeLedger, type LeaseTerms, type LedgerRow } from '../../ledger/index.ts';
import { money } from '../../money/words.ts';
import { lawfulRows, type RentFacts, type RentReceipt } from './rent-facts.ts';

/** The days at one rent of a schedule, in cents. */
export interface RentSpan {
  readonly from: string;
  /** First day after it; null: no end. */
  readonly until: string | null;
  readonly amountCents: number;
}

/** Whether money counts for the days of a span. */
function isFor({ period, receivedOn }: RentReceipt, { from, until }: RentSpan): boolean {
  if (period !== null) {
    return period >= monthOf(from) && (until === null || period <= monthOf(addDays(until, -1)));
  }
  return receivedOn !== null && receivedOn >= from && (until === null || receivedOn < until);
}

function sumsByMonth(receipts: readonly RentReceipt[]): number[] {
  const sums = new Map<string, number>();
  for (const { period, receivedOn, amountCents } of receipts) {
    const month = period ?? monthOf(receivedOn ?? '');
    sums.set(month, (sums.get(month) ?? 0) + amountCents);
  }
  return [...sums.values()];
}

/** Whether the rent of a span was received as such: by one payment, or by those of a month together. */
function isReceived({ receipts }: RentFacts, span: RentSpan): boolean {
  const own = receipts.filter((receipt) => isFor(receipt, span));
  const amounts = [...own.map(({ amountCents }) => amountCents), ...sumsByMonth(own)];
  return amounts.some((amountCents) => amountCents % span.amountCents === 0);
}

/** The periods due by today that are paid in full, by money at least in part, at the rents of a schedule. */
function periodsPaid(
  { terms, money: receipts, today }: RentFacts,
  rentSchedule: LeaseTerms['rentSchedule'],
): LedgerRow[] {
  const charged = { ...terms, rentSchedule };
  const payments = receipts.filter(({ kind = 'payment' }) => kind === 'payment');
  const byMoney = computeLedger(charged, payments, today).rows.filter(({ paidCents }) => paidCents > 0);
  const days = new Set(byMoney.map(({ dueOn }) => dueOn));
  return computeLedger(charged, receipts, today).rows.filter(
    ({ chargedCents, owingCents, dueOn }) => chargedCents > 0 && owingCents === 0 && days.has(dueOn),
  );
}

/** Whether a period of a span is paid in full at its rent, and would not be at another one. */
function isPaidUp(facts: RentFacts, { from, until }: RentSpan, rent: number): boolean {
  const rows = lawfulRows(facts);
  const other = { effectiveOn: from, amountCents: rent };
  const paid = periodsPaid(facts, rows).filter(
    ({ dueOn }) => dueOn >= from && (until === null || dueOn < until),
  );
  if (paid.length === 0) return false;
  const later = periodsPaid(facts, [...rows.filter(({ effectiveOn }) => effectiveOn !== from), other]);
  const days = new Set(later.map(({ dueOn }) => dueOn));
  return paid.some(({ dueOn }) => !days.has(dueOn));
}

/**
 * Whether the rent of a span was taken, so that a higher one cannot be what was agreed. Money of the higher rent proves
 * that one.
 */
function isTaken(facts: RentFacts, span: RentSpan, rent: number): boolean {
  if (isReceived(facts, span)) return true;
  return !isReceived(facts, { ...span, amountCents: rent }) && isPaidUp(facts, span, rent);
}

const SECTION = 'RTA s.116(4)';

/** `paid_at_this_rent`: a rent that was taken was no mistake, so only a lower one can correct it. */
export function paidFaults(facts: RentFacts, span: RentSpan, rent: number): Fault[] {
  if (rent <= span.amountCents || !isTaken(facts, span, rent)) return [];
  const message = `Rent of ${money(span.amountCents)} was received for this time, so it was no mistake. Schedule a rent increase instead.`;
  return [faultAt(['input', 'rent'], 'paid_at_this_rent', message, { section: SECTION })];
}

/** Before every day of a tenancy. */
const EVER = '0001-01-01';

/** The same of the first rent of a tenancy that lies ahead, whatever money for it names. */
export function prepaidFaults(facts: RentFacts, amountCents: number, rent: number): Fault[] {
  if (rent <= amountCents || !isReceived(facts, { from: EVER, until: null, amountCents })) return [];
  const message = `Rent of ${money(amountCents)} was received, so that rent was agreed. Refund that payment first, or schedule a rent increase.`;
  return [faultAt(['input', 'rent'], 'paid_at_this_rent', message, { section: SECTION })];
}

/** Rental periods of a year. */
const A_YEAR: Readonly<Record<RentPeriod, number>> = {
  DAILY: 365,
  WEEKLY: 365 / 7,
  BIWEEKLY: 365 / 14,
  MONTHLY: 12,
  YEARLY: 1,
};

/**
 * `paid_at_this_rent`: another rental period that raises the rent, once a period that is over was paid. `rent`: what a
 * correction of the same patch makes of the rent.
 */
export function rentPeriodFaults(facts: RentFacts, rentPeriod: RentPeriod, rent: number | null): Fault[] {
  const { terms, today } = facts;
  const rows = lawfulRows(facts);
  const present = scheduledRent(rows, today);
  if ((rent ?? present) * A_YEAR[rentPeriod] <= present * A_YEAR[terms.rentalPeriod]) return [];
  const over = periodsPaid(facts, rows).find(({ to }) => to < today);
  if (!over) return [];
  const message = `Rent of ${money(over.chargedCents)} was received from ${over.from} to ${over.to}, so the rental period was no mistake. Another one would raise the rent without a notice. Leave it as it is.`;
  return [faultAt(['input', 'rentPeriod'], 'paid_at_this_rent', message, { section: SECTION })];
}
