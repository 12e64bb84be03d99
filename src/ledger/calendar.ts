import { Temporal } from 'temporal-polyfill';

/**
 * Years a date may have, both included. A year outside is a slip of the keyboard, and inside them dates of four-digit
 * years can be compared as text.
 */
export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2999;

const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, written `YYYY-MM-DD`, from 1900 to 2999. */
export function isCalendarDate(text: string): boolean {
  if (!DATE_SHAPE.test(text)) return false;
  const year = Number(text.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is a month, written `YYYY-MM`, from 1900 to 2999. */
export function isCalendarMonth(text: string): boolean {
  return isCalendarDate(`${text}-01`);
}

/** The date so many days later (earlier, if negative). */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Days from one date to a later one; the same day gives 0. */
export function daysSince(earlier: string, later: string): number {
  return Temporal.PlainDate.from(earlier).until(Temporal.PlainDate.from(later), { largestUnit: 'days' }).days;
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
  const first = Temporal.PlainDate.from(firstDayOf(month));
  return first.with({ day: first.daysInMonth }).toString();
}
