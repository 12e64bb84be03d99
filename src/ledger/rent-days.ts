import {
  dateOfDay,
  dayNumber,
  dayOfMonth,
  daysInMonth,
  formatDate,
  monthNumber,
  yearOf,
} from '../calendar/date.ts';
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

function monthCountOf(date: string): number {
  return yearOf(date) * 12 + monthNumber(date) - 1;
}

/** Rent days in steps of months, which are counted from year 0. A month without the day uses its last day. */
function rentDaysByMonth(startsOn: string, day: number, stepMonths: number): RentDays {
  const dayIn = (year: number, month: number) => Math.min(day, daysInMonth(year, month));
  const rentDayOfMonth = (date: string) => dayIn(yearOf(date), monthNumber(date));
  const startMonth = monthCountOf(startsOn);
  const anchor = rentDayOfMonth(startsOn) >= dayOfMonth(startsOn) ? startMonth : startMonth + 1;
  const startAt = (index: number) => {
    const count = anchor + index * stepMonths;
    const year = Math.floor(count / 12);
    const month = count - year * 12 + 1;
    return formatDate(year, month, dayIn(year, month));
  };
  return {
    startAt,
    endAt: (index) => dateOfDay(dayNumber(startAt(index + 1)) - 1),
    indexOn(date) {
      const count = monthCountOf(date);
      const index = Math.floor((count - anchor) / stepMonths);
      const isMonthOfRent = anchor + index * stepMonths === count;
      return isMonthOfRent && rentDayOfMonth(date) > dayOfMonth(date) ? index - 1 : index;
    },
  };
}

/** Weekday, 1 (Monday) to 7 (Sunday), of a day counted from 1970-01-01, a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Rent days in steps of weeks. The first is on the start of the tenancy or within a week. */
function rentDaysByWeek(startsOn: string, givenWeekday: number | null | undefined, weeks: number): RentDays {
  const start = dayNumber(startsOn);
  const weekday = givenWeekday ?? weekdayOf(start);
  return rentDaysByDay(start + ((weekday - weekdayOf(start) + 7) % 7), 7 * weeks);
}

/** Rent days of a tenancy. The caller validates the terms. */
export function rentDays({ startsOn, rentalPeriod, rentDueDay, rentDueWeekday }: RentDayTerms): RentDays {
  const day = rentDueDay ?? dayOfMonth(startsOn);
  switch (rentalPeriod) {
    case 'DAILY':
      return rentDaysByDay(dayNumber(startsOn), 1);
    case 'WEEKLY':
      return rentDaysByWeek(startsOn, rentDueWeekday, 1);
    case 'BIWEEKLY':
      return rentDaysByWeek(startsOn, rentDueWeekday, 2);
    case 'MONTHLY':
      return rentDaysByMonth(startsOn, day, 1);
    case 'YEARLY':
      return rentDaysByMonth(startsOn, day, 12);
  }
}
