import { addDays, daysBetween } from '../calendar/date.ts';
import { firstDayOf, lastDayOf } from '../calendar/month.ts';
import { timetable, type RentalPeriod } from './period.ts';
import type { LeaseTerms, RentChange } from './terms.ts';

/** Basis of a charge: rent of a full period, rent by the day, or an agreed amount for a partial period. */
export type ChargeBasis = 'full' | 'by_day' | 'agreed';

/** Rent due for one rental period. */
export interface Charge {
  /** The rental period, YYYY-MM-DD, both days included. */
  readonly from: string;
  readonly to: string;
  readonly dueOn: string;
  readonly chargedCents: number;
  readonly basis: ChargeBasis;
  /** Rent of a full period, in force on the due date. */
  readonly rentCents: number;
}

/** The charges of one tenancy. */
export interface ChargePlan {
  /** Charges due on or before a day, oldest first. */
  through(date: string): Charge[];
  /** Charges of the rental periods that begin in a month (`YYYY-MM`), oldest first. */
  inMonth(month: string): Charge[];
  /** Charges due after a day, oldest first, at most `MAX_PERIODS_AHEAD`. */
  after(date: string): Generator<Charge>;
}

/** Returns a function for the rent in force on a date. The schedule can be in any order. */
function rentInForce(schedule: readonly RentChange[]): (date: string) => number {
  const changes = schedule.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  return (date) => {
    let low = 0;
    let high = changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const change = changes[middle];
      if (change && change.effectiveOn <= date) low = middle + 1;
      else high = middle;
    }
    return changes[low - 1]?.amountCents ?? 0;
  };
}

/** Rent × days occupied ÷ days in the full period, in cents, with half a cent rounded up. */
export function rentByDay(rentCents: number, daysOccupied: number, daysInPeriod: number): number {
  // floor(x + 1/2) in integers only, with the half at the same denominator.
  return Math.floor((2 * rentCents * daysOccupied + daysInPeriod) / (2 * daysInPeriod));
}

/** Agreed amount for a partial period. That of the first period applies only if the tenancy outlasts the period. */
function agreedCents({ partPeriods }: LeaseTerms, { to, wholeTo }: RentalPeriod): number | undefined {
  const agreed = to === wholeTo ? partPeriods?.first : partPeriods?.last;
  return agreed?.amountCents;
}

function chargeFor(terms: LeaseTerms, period: RentalPeriod, rentCents: number): Charge {
  const { from, to, dueOn, wholeFrom, wholeTo } = period;
  if (from === wholeFrom && to === wholeTo) {
    return { from, to, dueOn, chargedCents: rentCents, basis: 'full', rentCents };
  }
  const agreed = agreedCents(terms, period);
  if (agreed !== undefined) return { from, to, dueOn, chargedCents: agreed, basis: 'agreed', rentCents };
  const byDay = rentByDay(rentCents, daysBetween(from, to) + 1, daysBetween(wholeFrom, wholeTo) + 1);
  return { from, to, dueOn, chargedCents: byDay, basis: 'by_day', rentCents };
}

/** Charges of a tenancy. The caller validates the terms. */
export function chargePlan(terms: LeaseTerms): ChargePlan {
  const periods = timetable(terms);
  const rentOn = rentInForce(terms.rentSchedule);
  const charge = (period: RentalPeriod) => chargeFor(terms, period, rentOn(period.dueOn));
  return {
    through: (date) => periods.due(terms.startsOn, date).map(charge),
    inMonth: (month) => periods.due(firstDayOf(month), lastDayOf(month)).map(charge),
    *after(date) {
      for (const period of periods.after(date)) yield charge(period);
    },
  };
}

/** Charges of the rental periods that begin in a month (`YYYY-MM`), oldest first. The caller validates the terms. */
export function chargedIn(terms: LeaseTerms, month: string): Charge[] {
  return chargePlan(terms).inMonth(month);
}

/** The charge of a period beyond the rent of a full one: not 0 for a part period only. */
function beyondFullCents({ chargedCents, rentCents }: Charge): number {
  return chargedCents - rentCents;
}

/**
 * The sum of the charges due on or before a day, worked out from the number of periods at each rent: a long tenancy costs
 * no more than a short one. The caller validates the terms.
 */
export function chargedThrough(terms: LeaseTerms, date: string): number {
  const periods = timetable(terms);
  const count = periods.countThrough(date);
  if (count <= 0) return 0;
  const changes = terms.rentSchedule.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  const countBefore = (day: string | undefined) =>
    day === undefined ? count : Math.min(count, periods.countThrough(addDays(day, -1)));
  const fullCents = changes.reduce((sum, { effectiveOn, amountCents }, index) => {
    const due = countBefore(changes[index + 1]?.effectiveOn) - countBefore(effectiveOn);
    return sum + due * amountCents;
  }, 0);
  const rentOn = rentInForce(changes);
  // Only the first period can be in part, and the last one of a tenancy that ends.
  const ends = count === 1 || terms.endedOn === null ? [0] : [0, count - 1];
  return ends.reduce((sum, number) => {
    const period = periods.at(number);
    return sum + beyondFullCents(chargeFor(terms, period, rentOn(period.dueOn)));
  }, fullCents);
}
