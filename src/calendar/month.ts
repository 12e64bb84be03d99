import { type CalendarDate, endOfMonth, FIRST_YEAR, isCalendarDate, LAST_YEAR } from './date.ts';

/** A month of a year, `YYYY-MM`. String comparison sorts months. */
export type YearMonth = string;

/** Rule for a month, as it follows a field's name in a message. */
export const MONTH_RULE = `must be a month written YYYY-MM, from ${FIRST_YEAR} to ${LAST_YEAR}`;

/** Whether a value is a month, written `YYYY-MM`, from 1900 to 2200. */
export function isYearMonth(value: unknown): value is YearMonth {
  return typeof value === 'string' && isCalendarDate(`${value}-01`);
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
