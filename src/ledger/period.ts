import { dateFaults, refuse } from '../faults/faults.ts';
import { rentDays } from './rent-days.ts';
import { termsFaults, type LeaseTerms } from './terms.ts';

/** Most periods worked out at once: 136 years of daily rent. Beyond it the dates are a mistake. */
export const MAX_PERIODS = 50_000;

/**
 * Most periods that a tenancy may have behind it when it is entered: ten years of daily rent, 76 of weekly. One that was
 * entered earlier, and one that goes on, may have more.
 */
export const MAX_PERIODS_AT_ENTRY = 4_000;

/** How many periods ahead are looked at for the next rent to pay. */
export const MAX_PERIODS_AHEAD = 1_000;

/** A time that rent is paid for at once. All dates are YYYY-MM-DD, both ends included. */
export interface RentalPeriod {
  readonly from: string;
  readonly to: string;
  /** Rent is due on the first day of the period. */
  readonly dueOn: string;
  /** The period from rent day to rent day that this one is, or is part of. */
  readonly wholeFrom: string;
  readonly wholeTo: string;
}

/** What decides on the rental periods of a tenancy. */
export type PeriodTerms = Omit<LeaseTerms, 'rentSchedule' | 'partPeriods'>;

/** The rental periods of one tenancy. */
export interface Timetable {
  /** How many are due on or before a date, without working them out. */
  countThrough(date: string): number;
  /** Those due from one date to another, both included, oldest first. */
  due(since: string, through: string): RentalPeriod[];
  /** Those due after a date, oldest first, at most `MAX_PERIODS_AHEAD`. */
  after(date: string): Generator<RentalPeriod>;
}

function rejectTooMany(count: number): void {
  if (count <= MAX_PERIODS) return;
  const message = `${count} rental periods are more than the ${MAX_PERIODS} a ledger holds; check the dates.`;
  refuse([{ path: ['terms', 'startsOn'], code: 'too_many_periods', message }]);
}

/**
 * The rental periods of a tenancy, whose terms are known to be sound. They go on until the tenancy has ended: a fixed
 * term that runs out is renewed month by month (RTA s.38(1)), for monthly rent on the same rent day. Other rent goes
 * on in its own period: s.38(1) keeps the other terms, the schedule states the rent per that period, and nobody has
 * agreed on what a week's rent would be as a month's.
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
    for (let index = first; index <= last; index++) periods.push(periodAt(index));
    // The first may have begun before `since`.
    return periods.filter(({ dueOn }) => dueOn >= since);
  }

  function* after(date: string): Generator<RentalPeriod> {
    const first = date < startsOn ? firstIndex : days.indexOn(date) + 1;
    const last = Math.min(lastIndex, first + MAX_PERIODS_AHEAD - 1);
    for (let index = first; index <= last; index++) yield periodAt(index);
  }

  return { countThrough, due, after };
}

/**
 * The rental periods due on or before a day, oldest first. Where the tenancy starts between two rent days, the first
 * runs from its start to the day before the rent day; the last ends with the tenancy.
 * @throws DomainError `BAD_INPUT` naming every fault of the terms and the date
 */
export function rentalPeriods(terms: LeaseTerms, through: string): RentalPeriod[] {
  refuse([...termsFaults(terms), ...dateFaults(['through'], through)]);
  return timetable(terms).due(terms.startsOn, through);
}

/** How many rental periods of a tenancy, whose terms are known to be sound, are due on or before a day. */
export function countPeriods(terms: PeriodTerms, through: string): number {
  return timetable(terms).countThrough(through);
}
