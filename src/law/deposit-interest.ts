import { addMonths, daysBetween, type CalendarDate } from '../calendar/date.ts';
import { depositInterest } from './deposit.ts';
import { findRule } from './rules.ts';

/** The amount held from a day on, in cents. */
export interface HeldFrom {
  readonly on: CalendarDate;
  readonly balanceCents: number;
}

/** Interest that fell due on an anniversary of the deposit. */
export interface InterestYear {
  readonly dueOn: CalendarDate;
  /** Basis points a year (210 = 2.1 %). */
  readonly rateBasisPoints: number;
  readonly interestCents: number;
}

const MONTHS_IN_YEAR = 12;

/** The amount held over a span on average by days, in cents. */
function averageCents(held: readonly HeldFrom[], from: CalendarDate, to: CalendarDate): number {
  const centDays = held.reduce((sum, { on, balanceCents }, index) => {
    const next = held[index + 1]?.on ?? to;
    const start = on > from ? on : from;
    const end = next < to ? next : to;
    return end > start ? sum + balanceCents * daysBetween(start, end) : sum;
  }, 0);
  return Math.max(0, Math.round(centDays / daysBetween(from, to)));
}

/**
 * Interest on a rent deposit by year: on each anniversary of its receipt through a day, at the guideline in force on that
 * day (RTA s.106(6)). What was held for a part of a year counts by days. Years without a known guideline are left out.
 * `held`: oldest first; the first is the receipt.
 */
export function depositInterestByYear(held: readonly HeldFrom[], through: CalendarDate): InterestYear[] {
  const receivedOn = held[0]?.on;
  if (receivedOn === undefined) return [];
  const years: InterestYear[] = [];
  let from = receivedOn;
  for (let year = 1; ; year += 1) {
    const dueOn = addMonths(receivedOn, year * MONTHS_IN_YEAR);
    if (dueOn > through) return years;
    if (findRule('rent.guideline', dueOn)) {
      const { rateBasisPoints, interestCents } = depositInterest(averageCents(held, from, dueOn), dueOn);
      years.push({ dueOn, rateBasisPoints, interestCents });
    }
    from = dueOn;
  }
}
