import { dateOfDay, dayNumber, daysInMonth, partsOf, written } from '../calendar/date.ts';
import type { LeaseTerms } from './terms.ts';

type RentDayTerms = Pick<LeaseTerms, 'startsOn' | 'rentalPeriod' | 'rentDueDay' | 'rentDueWeekday'>;

/**
 * The days rent falls due, numbered: 0 is the first on or after the start of the tenancy, -1 the one before. Any of
 * them is found by arithmetic, so that work depends on the periods asked for and not on those between.
 */
export interface RentDays {
  /** First day of the whole period with this number, YYYY-MM-DD. */
  startAt(index: number): string;
  /** Last day of the whole period with this number, YYYY-MM-DD. */
  endAt(index: number): string;
  /** Number of the whole period that a date lies in. */
  indexOn(date: string): number;
}

/** `anchor`: a rent day, counted from 1970-01-01. */
function everySoManyDays(anchor: number, stepDays: number): RentDays {
  return {
    startAt: (index) => dateOfDay(anchor + index * stepDays),
    endAt: (index) => dateOfDay(anchor + (index + 1) * stepDays - 1),
    indexOn: (date) => Math.floor((dayNumber(date) - anchor) / stepDays),
  };
}

/** The rent day in a month counted from year 0; in a short month its last day. */
function rentDayIn(monthCount: number, day: number): string {
  const year = Math.floor(monthCount / 12);
  const month = monthCount - year * 12 + 1;
  return written(year, month, Math.min(day, daysInMonth(year, month)));
}

function monthCountOf(date: string): number {
  const [year, month] = partsOf(date);
  return year * 12 + month - 1;
}

function everySoManyMonths(startsOn: string, day: number, stepMonths: number): RentDays {
  const startMonth = monthCountOf(startsOn);
  const anchor = rentDayIn(startMonth, day) >= startsOn ? startMonth : startMonth + 1;
  const startAt = (index: number) => rentDayIn(anchor + index * stepMonths, day);
  return {
    startAt,
    endAt: (index) => dateOfDay(dayNumber(startAt(index + 1)) - 1),
    indexOn(date) {
      const index = Math.floor((monthCountOf(date) - anchor) / stepMonths);
      return startAt(index) > date ? index - 1 : index;
    },
  };
}

/** 1 (Monday) to 7 (Sunday) of a day counted from 1970-01-01, a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** The rent days of a tenancy, whose terms are known to be sound. */
export function rentDays({ startsOn, rentalPeriod, rentDueDay, rentDueWeekday }: RentDayTerms): RentDays {
  const start = dayNumber(startsOn);
  const weekday = rentDueWeekday ?? weekdayOf(start);
  const firstWeekday = start + ((weekday - weekdayOf(start) + 7) % 7);
  const [, , dayOfStart] = partsOf(startsOn);
  const day = rentDueDay ?? dayOfStart;
  switch (rentalPeriod) {
    case 'DAILY':
      return everySoManyDays(start, 1);
    case 'WEEKLY':
      return everySoManyDays(firstWeekday, 7);
    case 'BIWEEKLY':
      return everySoManyDays(firstWeekday, 14);
    case 'MONTHLY':
      return everySoManyMonths(startsOn, day, 1);
    case 'YEARLY':
      return everySoManyMonths(startsOn, day, 12);
  }
}
