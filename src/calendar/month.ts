import { type CalendarDate, endOfMonth, FIRST_YEAR, isCalendarDate, LAST_YEAR } from './date.ts';

/** A month of a year, `YYYY-MM`. String comparison sorts months. */
export type YearMonth = string;

/** What is wrong with a value that is no month KeyNest accepts, with the remedy; null for a month. */
export function monthProblem(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) {
    return 'This is not a month. Give one as YYYY-MM, e.g. 2026-11.';
  }
  if (isCalendarDate(firstDayOf(value))) return null;
  return `This month is out of range. Give a month from ${FIRST_YEAR} to ${LAST_YEAR}.`;
}

/** Whether a value is a month, written `YYYY-MM`, from 1900 to 2200. */
export function isYearMonth(value: unknown): value is YearMonth {
  return monthProblem(value) === null;
}

/** Month of a date. */
export function monthOf(date: CalendarDate): YearMonth {
  return date.slice(0, 7);
}

/** The first day of a month. */
export function firstDayOf(month: YearMonth): CalendarDate {
  return `${month}-01`;
}

/** The last day of a month. */
export function lastDayOf(month: YearMonth): CalendarDate {
  return endOfMonth(firstDayOf(month));
}
