import { dateOfDay, dayNumber, daysInMonth, partsOf, formatDate } from '../calendar/date.ts';
import type { LeaseTerms } from './terms.ts';

type RentDayTerms = Pick<LeaseTerms, 'startsOn' | 'rentalPeriod' | 'rentDueDay' | 'rentDueWeekday'>;

/**
 * Due dates by number: 0 is the first rent day on or after the start of the tenancy, -1 the rent day before. Each is
 * computed directly, so the cost depends only on the periods requested.
 */
export interface RentDays {
  /** First day of the full period with this number, YYYY-MM-DD. */
  startAt(index: number): string;
  /** Last day of the full period with this number, YYYY-MM-DD. */
  endAt(index: number): string;
  /** Number of the full period that contains a date. */
  indexOn(date: string): number;
}

/** Rent days in steps of days. `anchor` is a rent day, in days since 1970-01-01. */
function rentDaysByDay(anchor: number, stepDays: number): RentDays {
  return {
    startAt: (index) => dateOfDay(anchor + index * stepDays),
    endAt: (index) => dateOfDay(anchor + (index + 1) * stepDays - 1),
    indexOn: (date) => Math.floor((dayNumber(date) - anchor) / stepDays),
  };
}

/** Rent day of a month, which is counted from year 0. A month without the day uses its last day. */
function rentDayIn(monthCount: number, day: number): string {
  const year = Math.floor(monthCount / 12);
  const month = monthCount - year * 12 + 1;
  return formatDate(year, month, Math.min(day, daysInMonth(year, month)));
}

function monthCountOf(date: string): number {
  const [year, month] = partsOf(date);
  return year * 12 + month - 1;
}

/** Rent days in steps of months. */
function rentDaysByMonth(startsOn: string, day: number, stepMonths: number): RentDays {
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

/** Weekday, 1 (Monday) to 7 (Sunday), of a day counted from 1970-01-01, a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Rent days of a tenancy. The caller validates the terms. */
export function rentDays({ startsOn, rentalPeriod, rentDueDay, rentDueWeekday }: RentDayTerms): RentDays {
  const start = dayNumber(startsOn);
  const weekday = rentDueWeekday ?? weekdayOf(start);
  const firstWeekday = start + ((weekday - weekdayOf(start) + 7) % 7);
  const [, , dayOfStart] = partsOf(startsOn);
  const day = rentDueDay ?? dayOfStart;
  switch (rentalPeriod) {
    case 'DAILY':
      return rentDaysByDay(start, 1);
    case 'WEEKLY':
      return rentDaysByDay(firstWeekday, 7);
    case 'BIWEEKLY':
      return rentDaysByDay(firstWeekday, 14);
    case 'MONTHLY':
      return rentDaysByMonth(startsOn, day, 1);
    case 'YEARLY':
      return rentDaysByMonth(startsOn, day, 12);
  }
}
