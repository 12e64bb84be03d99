/** A calendar date without a time zone, `YYYY-MM-DD`. String comparison sorts dates. */
export type CalendarDate = string;

/** First and last supported year. Any other year is probably a typing error. */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2200;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MILLISECONDS_PER_DAY = 86_400_000;
const MONTHS_PER_YEAR = 12;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Number of days in a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: CalendarDate): readonly [year: number, month: number, day: number] {
  return [yearOf(date), monthNumber(date), dayOfMonth(date)];
}

const ZERO = '0'.charCodeAt(0);

/** The two digits at a place. Reports read millions of them: a text for each would be garbage. */
function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - ZERO) * 10 + text.charCodeAt(at + 1) - ZERO;
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return twoDigits(date, 0) * 100 + twoDigits(date, 2);
}

/** The month of a date, 1–12. */
export function monthNumber(date: CalendarDate): number {
  return twoDigits(date, 5);
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: CalendarDate): number {
  return twoDigits(date, 8);
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

/** Formats a valid date. */
export function formatDate(year: number, month: number, day: number): CalendarDate {
  // Faster than padStart: a ledger formats three dates for each of thousands of periods.
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** A date from its year, month (1–12) and day; a day past the month's end becomes its last day. */
export function dateOf(year: number, month: number, day: number): CalendarDate {
  return formatDate(year, month, Math.min(day, daysInMonth(year, month)));
}

/** Days from 1970-01-01 to a date. */
export function dayNumber(date: CalendarDate): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / MILLISECONDS_PER_DAY;
}

/** Day number of the last day before the first supported year; texts of days before it are not kept. */
const BEFORE_DAYS = Date.UTC(FIRST_YEAR, 0, 1) / MILLISECONDS_PER_DAY - 1;
const SUPPORTED_DAYS = Date.UTC(LAST_YEAR + 1, 0, 1) / MILLISECONDS_PER_DAY - BEFORE_DAYS;

/** Dates by their day, each made once: a ledger of daily rent needs tens of thousands, three times each. */
const texts: (CalendarDate | undefined)[] = [];

function textOfDay(number: number): CalendarDate {
  const instant = new Date(number * MILLISECONDS_PER_DAY);
  return formatDate(instant.getUTCFullYear(), instant.getUTCMonth() + 1, instant.getUTCDate());
}

/** Date a number of days after 1970-01-01, or before if negative. */
export function dateOfDay(number: number): CalendarDate {
  const index = number - BEFORE_DAYS;
  if (!(index >= 0 && index <= SUPPORTED_DAYS)) return textOfDay(number);
  return (texts[index] ??= textOfDay(number));
}

/** Date a number of days later, or earlier if negative. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Same day some months later. A month without the day uses its last day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = partsOf(date);
  const count = year * MONTHS_PER_YEAR + month - 1 + months;
  return dateOf(Math.floor(count / MONTHS_PER_YEAR), (count % MONTHS_PER_YEAR) + 1, day);
}

/** Days from one date to another, not counting the first. Negative if `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Last day of the month of a date. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  const [year, month] = partsOf(date);
  return formatDate(year, month, daysInMonth(year, month));
}

/** The earlier of two dates. */
export function earlierOf(first: CalendarDate, second: CalendarDate): CalendarDate {
  return first < second ? first : second;
}

/** The later of two dates. */
export function laterOf(first: CalendarDate, second: CalendarDate): CalendarDate {
  return first > second ? first : second;
}
