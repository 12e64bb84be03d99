/**
 * Years a date may have, both included. A year outside is a slip of the keyboard, and inside them dates of four-digit
 * years can be compared as text.
 */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2999;

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MS_PER_DAY = 86_400_000;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, which is counted from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: string): readonly [year: number, month: number, day: number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** Writes a date as `YYYY-MM-DD`. */
export function written(year: number, month: number, day: number): string {
  // By hand: a ledger writes three dates for each of thousands of periods.
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** Days from 1970-01-01 to a date. */
export function dayNumber(date: string): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** The date so many days after 1970-01-01 (before, if negative). */
export function dateOfDay(number: number): string {
  const instant = new Date(number * MS_PER_DAY);
  return written(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`, from 1900 to 2999. */
export function isCalendarDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  const [year, month, day] = partsOf(text);
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Whether the text is a month, written `YYYY-MM`, from 1900 to 2999. */
export function isCalendarMonth(text: string): boolean {
  return isCalendarDate(`${text}-01`);
}

/** The date so many days later (earlier, if negative). */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days);
}

/** Days from one date to a later one; the same day gives 0. */
export function daysSince(earlier: string, later: string): number {
  return dayNumber(later) - dayNumber(earlier);
}

/** The month (`YYYY-MM`) that a date lies in. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The first day of a month given as `YYYY-MM`. */
export function firstDayOf(month: string): string {
  return `${month}-01`;
}

/** The last day of a month given as `YYYY-MM`. */
export function lastDayOf(month: string): string {
  const [year, monthOfYear] = partsOf(firstDayOf(month));
  return written(year, monthOfYear, daysInMonth(year, monthOfYear));
}
