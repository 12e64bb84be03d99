import { addDays, addMonths, daysBetween, type CalendarDate } from '../calendar/date.ts';
import { depositInterest } from './deposit.ts';
import { findRule } from './rules.ts';

/** The amount held from a day on, in cents. */
export interface HeldFrom {
  readonly on: CalendarDate;
  readonly balanceCents: number;
}

/** Interest that falls due on an anniversary of the deposit, or on the last day of the tenancy. */
export interface InterestYear {
  readonly dueOn: CalendarDate;
  /** Basis points a year (210 = 2.1 %). */
  readonly rateBasisPoints: number;
  readonly interestCents: number;
}

const MONTHS_IN_YEAR = 12;

/** A year of a deposit, or the part of one until the tenancy ends. */
interface Year {
  readonly from: CalendarDate;
  /** First day after it, and after a whole year. */
  readonly until: CalendarDate;
  readonly wholeUntil: CalendarDate;
  readonly dueOn: CalendarDate;
}

/** The amount held over a year on average by days, in cents; after a part of a year, nothing is held. */
function averageCents(held: readonly HeldFrom[], { from, until, wholeUntil }: Year): number {
  const centDays = held.reduce((sum, { on, balanceCents }, index) => {
    const next = held[index + 1]?.on ?? until;
    const start = on > from ? on : from;
    const end = next < until ? next : until;
    return end > start ? sum + balanceCents * daysBetween(start, end) : sum;
  }, 0);
  return Math.max(0, Math.round(centDays / daysBetween(from, wholeUntil)));
}

/** The years of a deposit whose interest is due by a day, oldest first. The last day of the tenancy ends the last one. */
function* yearsOf(
  receivedOn: CalendarDate,
  through: CalendarDate,
  lastDay: CalendarDate | null,
): Generator<Year> {
  for (let number = 1, from = receivedOn; ; number += 1) {
    const wholeUntil = addMonths(receivedOn, number * MONTHS_IN_YEAR);
    const endsBefore = lastDay !== null && lastDay < wholeUntil;
    const dueOn = endsBefore ? lastDay : wholeUntil;
    if (dueOn > through || dueOn < from) return;
    yield { from, until: endsBefore ? addDays(lastDay, 1) : wholeUntil, wholeUntil, dueOn };
    if (endsBefore) return;
    from = wholeUntil;
  }
}

/**
 * Interest on a rent deposit by year: on each anniversary of its receipt through a day, at the guideline in force on that
 * day (RTA s.106(6)). Interest of the year in which the tenancy ends is due on its last day. What was held for a part of a
 * year counts by days. Years without a known guideline are left out.
 * `held`: oldest first; the first is the receipt.
 */
export function depositInterestByYear(
  held: readonly HeldFrom[],
  through: CalendarDate,
  lastDay: CalendarDate | null = null,
): InterestYear[] {
  const receivedOn = held[0]?.on;
  if (receivedOn === undefined) return [];
  const years: InterestYear[] = [];
  for (const year of yearsOf(receivedOn, through, lastDay)) {
    const { dueOn } = year;
    if (!findRule('rent.guideline', dueOn)) continue;
    const { rateBasisPoints, interestCents } = depositInterest(averageCents(held, year), dueOn);
    years.push({ dueOn, rateBasisPoints, interestCents });
  }
  return years;
}
