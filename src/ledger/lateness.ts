import { dateFaults, refuse } from '../faults/faults.ts';
import { allocate, type LedgerRow } from './allocation.ts';
import { chargePlan, type ChargePlan } from './charge.ts';
import { receiptFaults, type Receipt } from './receipt.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

/** A rental period whose rent was not paid in full by the end of its due day. Amounts in cents, dates YYYY-MM-DD. */
export interface LatePeriod {
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly chargedCents: number;
  /** First day on which it was paid in full; null if it is still owing. */
  readonly paidOn: string | null;
  /** Still owing at the end. */
  readonly owingCents: number;
}

/** How often rent was paid late. */
export interface Lateness {
  /** Periods with rent that were looked at: the latest ones. */
  readonly periods: number;
  /** Those that were late, oldest first. */
  readonly late: readonly LatePeriod[];
}

/** Most periods that are looked at: five years of months. */
const MOST_PERIODS = 60;

/** Money that came back paid nothing, whatever its day. */
function lasting(receipts: readonly Receipt[], asOf: string): Receipt[] {
  return receipts.filter(({ returnedOn }) => !returnedOn || returnedOn > asOf);
}

/** What is owing for a period at the end of a day. */
function owingOn(plan: ChargePlan, receipts: readonly Receipt[], { dueOn }: LedgerRow, day: string): number {
  const { settled } = allocate(plan, receipts, day);
  return settled.find((row) => row.dueOn === dueOn)?.owingCents ?? 0;
}

/** Days of receipt after a day, each once, oldest first. */
function laterPaydays(receipts: readonly Receipt[], after: string, asOf: string): string[] {
  const days = receipts.flatMap(({ receivedOn }) => receivedOn ?? []);
  return [...new Set(days)].filter((day) => day > after && day <= asOf).sort();
}

/**
 * Finds the rental periods before a day whose rent was late: not paid in full by the end of the due day, by even one day,
 * and also if it was paid later. It looks at the latest 60 periods.
 * @throws DomainError `BAD_INPUT` with every fault of the terms, the paid receipts and the date.
 */
export function lateness(terms: LeaseTerms, receipts: readonly Receipt[], asOf: string): Lateness {
  refuse([...termsFaults(terms), ...receiptFaults(receipts), ...dateFaults(['asOf'], asOf)]);
  const plan = chargePlan(terms);
  const money = lasting(receipts, asOf);
  const due = allocate(plan, money, asOf).settled.filter(
    ({ dueOn, chargedCents }) => dueOn < asOf && chargedCents > 0,
  );
  const looked = due.slice(-MOST_PERIODS);
  const late = looked.flatMap((row): LatePeriod[] => {
    if (owingOn(plan, money, row, row.dueOn) === 0) return [];
    const { from, to, dueOn, chargedCents, owingCents } = row;
    const paydays = owingCents > 0 ? [] : laterPaydays(money, dueOn, asOf);
    const paidOn = paydays.find((day) => owingOn(plan, money, row, day) === 0) ?? null;
    return [{ from, to, dueOn, chargedCents, paidOn, owingCents }];
  });
  return { periods: looked.length, late };
}
