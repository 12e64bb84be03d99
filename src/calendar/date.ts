/** A calendar date without a time zone, `YYYY-MM-DD`; such texts compare in order. */
export type CalendarDate = string;

/** The years that a date may have, both included. Another year is a slip of the keyboard. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MILLISECONDS_PER_DAY = 86_400_000;
const MONTHS_PER_YEAR = 12;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month, which is counted from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: CalendarDate): readonly [year: number, month: number, day: number] {
  return [yearOf(date), monthNumber(date), dayOfMonth(date)];
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The month of a date, 1–12. */
export function monthNumber(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: CalendarDate): number {
  return Number(date.slice(8, 10));
}

/** Whether a text names a day that exists, in whatever year. */
function exists(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const [year, month, day] = partsOf(text);
  return day >= 1 && day <= daysInMonth(year, month);
}

/** What is wrong with a value that is no date KeyNest accepts, with the remedy; null for a date. */
export function dateProblem(value: unknown): string | null {
  if (typeof value !== 'string' || !exists(value)) {
    return 'This is not a calendar date. Give a date that exists as YYYY-MM-DD, e.g. 2026-11-30.';
  }
  const year = yearOf(value);
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return null;
  return `This date is out of range. Give a date from ${FIRST_YEAR} to ${LAST_YEAR}.`;
}

/** Whether a value is a date that exists, written `YYYY-MM-DD`, from 1900 to 2200. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  return dateProblem(value) === null;
}

/** Writes a date whose day its month has. */
export function written(year: number, month: number, day: number): CalendarDate {
  // Without padStart: a ledger writes three dates for each of thousands of periods.
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** A date from its year, month (1–12) and day; a day past the month's end becomes its last day. */
export function dateOf(year: number, month: number, day: number): CalendarDate {
  return written(year, month, Math.min(day, daysInMonth(year, month)));
}

/** Days from 1970-01-01 to a date. */
export function dayNumber(date: CalendarDate): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

/** The date so many days after 1970-01-01 (before, if negative). */
export function dateOfDay(number: number): CalendarDate {
  const instant = new Date(number * MILLISECONDS_PER_DAY);
  return written(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

/** The date that lies so many days later (earlier, if negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumber(date) + days);
}

/** The same day of the month some months later; the last day of a month that has no such day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  const count = year * MONTHS_PER_YEAR + month - 1 + months;
  return dateOf(Math.floor(count / MONTHS_PER_YEAR), (count % MONTHS_PER_YEAR) + 1, day);
}

/** Days from one date to another: the first is left out, the last is counted. Negative if `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The last day of the month that a date lies in. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  const [year, month] = partsOf(date);
  return written(year, month, daysInMonth(year, month));
}

/** The earlier of two dates. */
export function earlierOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one < other ? one : other;
}
