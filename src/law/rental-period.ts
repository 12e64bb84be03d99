import {
  addDays,
  addMonths,
  type CalendarDate,
  dateOf,
  dayOfMonth,
  daysBetween,
  earlierOf,
  endOfMonth,
  monthNumber,
  yearOf,
} from '../calendar/date.ts';
import { weekdayNumber, WEEKDAYS } from '../calendar/weekday.ts';
import type { NoticeTerms } from './notice.ts';

/** From this rent day on, some months lack the day, and no rule sets the due date in those months. */
export const FIRST_DOUBTFUL_RENT_DAY = 29;

const DAYS_IN_WEEK = 7;
const DAYS_IN_TWO_WEEKS = 14;

/** Day of the month on which rent is due. A fixed term without a rent day uses the day after its end. */
export function rentDueDayOf(terms: NoticeTerms): number {
  if (terms.rentDueDay) return terms.rentDueDay;
  return terms.termEnd ? dayOfMonth(addDays(terms.termEnd, 1)) : 1;
}

/** In a month without the rent day, the parties decide whether the period ends on the last day or the day before. */
function isEndInDoubt(date: CalendarDate, rentDueDay: number): boolean {
  const lastOfMonth = endOfMonth(date);
  return dayOfMonth(lastOfMonth) < rentDueDay && daysBetween(date, lastOfMonth) <= 1;
}

function firstMonthEnd(terms: NoticeTerms, from: CalendarDate): CalendarDate {
  const rentDueDay = rentDueDayOf(terms);
  let month = dateOf(yearOf(from), monthNumber(from), 1);
  let end = '';
  // Months without the rent day are skipped, since the end of their period is uncertain.
  while (end < from) {
    const hasRentDay = dayOfMonth(endOfMonth(month)) >= rentDueDay;
    if (hasRentDay) end = addDays(month, rentDueDay - 2);
    month = addMonths(month, 1);
  }
  const stated = terms.rentalPeriod === 'MONTHLY' ? terms.termEnd : null;
  if (stated && stated >= from && isEndInDoubt(stated, rentDueDay)) return earlierOf(end, stated);
  return end;
}

function firstWeekEnd(terms: NoticeTerms, from: CalendarDate): CalendarDate {
  const rentWeekday = WEEKDAYS.findIndex((name) => name === terms.rentDueWeekday) + 1;
  const daysToRentDay = (rentWeekday - weekdayNumber(addDays(from, 1)) + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  return addDays(from, daysToRentDay);
}

function firstTwoWeekEnd(known: CalendarDate, from: CalendarDate): CalendarDate {
  const daysSinceEnd = daysBetween(known, from) % DAYS_IN_TWO_WEEKS;
  return addDays(from, (DAYS_IN_TWO_WEEKS - daysSinceEnd) % DAYS_IN_TWO_WEEKS);
}

function anniversary(known: CalendarDate, year: number): CalendarDate {
  const month = monthNumber(known);
  // A rental year that ends at a month's end always does: 28 February becomes 29 February in a leap year.
  if (known === endOfMonth(known)) return endOfMonth(dateOf(year, month, 1));
  return dateOf(year, month, dayOfMonth(known));
}

function firstYearEnd(known: CalendarDate, from: CalendarDate): CalendarDate {
  const sameYear = anniversary(known, yearOf(from));
  return sameYear >= from ? sameYear : anniversary(known, yearOf(from) + 1);
}

/**
 * First date on or after `from` that ends a rental period: the day before rent is due. For a fixed term it is the end
 * of the term, and afterwards the end of a month, since the tenancy continues month to month (RTA s.38(1)).
 */
export function firstPeriodEnd(terms: NoticeTerms, from: CalendarDate): CalendarDate {
  const known = terms.termEnd ?? '';
  switch (terms.rentalPeriod) {
    case 'DAILY':
      return from;
    case 'WEEKLY':
      return firstWeekEnd(terms, from);
    case 'BIWEEKLY':
      return firstTwoWeekEnd(known, from);
    case 'MONTHLY':
      return firstMonthEnd(terms, from);
    case 'YEARLY':
      return firstYearEnd(known, from);
    case 'FIXED':
      return from <= known ? known : firstMonthEnd(terms, from);
  }
}

/** Whether a rental period ends on a date without doubt. */
export function endsPeriod(terms: NoticeTerms, date: CalendarDate): boolean {
  return firstPeriodEnd(terms, date) === date;
}
