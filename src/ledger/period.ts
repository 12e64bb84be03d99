import { dateOfDay, dayNumber } from '../calendar/date.ts';
import { dateFaults, refuse } from '../faults/faults.ts';
import { rentDays } from './rent-days.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

/** Maximum number of periods computed at once: 136 years of daily rent. */
export const MAX_PERIODS = 50_000;

/**
 * Maximum number of past periods of a new tenancy: ten years of daily rent, 76 of weekly rent. A stored tenancy can
 * grow beyond it.
 */
export const MAX_PERIODS_AT_ENTRY = 4_000;

/** Number of future periods searched for the next rent due. */
export const MAX_PERIODS_AHEAD = 1_000;

/** A rental period. Dates are YYYY-MM-DD, both ends included. */
export interface RentalPeriod {
  readonly from: string;
  readonly to: string;
  /** Rent is due on the first day of the period. */
  readonly dueOn: string;
  /** First and last day of the full period, which differ for a partial period. */
  readonly wholeFrom: string;
  readonly wholeTo: string;
}

/** The terms that determine the rental periods. */
export type PeriodTerms = Omit<LeaseTerms, 'rentSchedule' | 'partPeriods'>;

/** The rental periods of one tenancy. */
export interface Timetable {
  /** Number of periods due on or before a date, computed without listing them. */
  countThrough(date: string): number;
  /** The period of a number; the first has number 0. */
  at(number: number): RentalPeriod;
  /** Periods due from one date to another, both included, oldest first. */
  due(since: string, through: string): RentalPeriod[];
  /** Periods due after a date, oldest first, at most `MAX_PERIODS_AHEAD`. */
  after(date: string): Generator<RentalPeriod>;
}

function rejectTooMany(count: number): void {
  if (count <= MAX_PERIODS) return;
  const message = `The tenancy has ${count} rental periods, but a ledger holds at most ${MAX_PERIODS}. Check the dates.`;
  refuse([{ path: ['terms', 'startsOn'], code: 'too_many_periods', message }]);
}

/**
 * Rental periods of a tenancy; the caller validates the terms. They continue until the tenancy ends, since a fixed term
 * renews month to month (RTA s.38(1)). Monthly rent keeps its rent day. Other rent keeps its own period: s.38(1) keeps
 * the other terms, and the parties agreed no monthly rent.
 */
export function timetable(terms: PeriodTerms): Timetable {
  const { startsOn, endedOn } = terms;
  const days = rentDays(terms);
  const firstIndex = days.indexOn(startsOn);
  const lastIndex = endedOn === null ? Infinity : days.indexOn(endedOn);

  function periodAt(index: number): RentalPeriod {
    const wholeFrom = days.startAt(index);
    const wholeTo = days.endAt(index);
    const from = wholeFrom < startsOn ? startsOn : wholeFrom;
    const to = endedOn !== null && endedOn < wholeTo ? endedOn : wholeTo;
    return { from, to, dueOn: from, wholeFrom, wholeTo };
  }

  const lastThrough = (date: string) => Math.min(lastIndex, days.indexOn(date));

  function countThrough(date: string): number {
    return date < startsOn ? 0 : lastThrough(date) - firstIndex + 1;
  }

  function due(since: string, through: string): RentalPeriod[] {
    if (through < startsOn) return [];
    const first = Math.max(firstIndex, days.indexOn(since));
    const last = lastThrough(through);
    rejectTooMany(last - first + 1);
    const periods: RentalPeriod[] = [];
    for (let index = first; index <= last; index++) {
      const period = periodAt(index);
      // The first period can be due before `since`.
      if (period.dueOn >= since) periods.push(period);
    }
    return periods;
  }

  function* after(date: string): Generator<RentalPeriod> {
    const first = date < startsOn ? firstIndex : days.indexOn(date) + 1;
    const last = Math.min(lastIndex, first + MAX_PERIODS_AHEAD - 1);
    for (let index = first; index <= last; index++) yield periodAt(index);
  }

  return { countThrough, at: (number) => periodAt(firstIndex + number), due, after };
}

/**
 * Rental periods due on or before a day, oldest first. If the tenancy starts between two rent days, the first period
 * ends the day before the next rent day. The last period ends with the tenancy.
 * @throws DomainError `BAD_INPUT` with every fault of the terms and the date.
 */
export function rentalPeriods(terms: LeaseTerms, through: string): RentalPeriod[] {
  refuse([...termsFaults(terms), ...dateFaults(['through'], through)]);
  return timetable(terms).due(terms.startsOn, through);
}

/** Number of rental periods due on or before a day. The caller validates the terms. */
export function countPeriods(terms: PeriodTerms, through: string): number {
  return timetable(terms).countThrough(through);
}

/** First day on or after a date on which rent is due; null if the tenancy ends before. The caller validates the terms. */
export function rentDayOnOrAfter(terms: PeriodTerms, date: string): string | null {
  const next = timetable(terms)
    .after(dateOfDay(dayNumber(date) - 1))
    .next();
  return next.done ? null : next.value.dueOn;
}
