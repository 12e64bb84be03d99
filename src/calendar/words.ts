import { type CalendarDate, isCalendarDate, partsOf } from './date.ts';
import { firstDayOf, isYearMonth, type YearMonth } from './month.ts';
import { type Weekday } from './weekday.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const ORDINAL_SUFFIXES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinals = new Intl.PluralRules('en-CA', { type: 'ordinal' });

/** `2026-11-29` as `29/11/2026`, the order of the Board's forms; empty for no date. */
export function dayFirst(date: CalendarDate | undefined): string {
  return isCalendarDate(date) ? date.split('-').reverse().join('/') : '';
}

/** `2026-11-29` as `2026/11/29`, the order of the standard lease; empty for no date. */
export function yearFirst(date: CalendarDate | undefined): string {
  return isCalendarDate(date) ? date.replaceAll('-', '/') : '';
}

/** `2026-11-29` as `29 November 2026`; empty for no date. */
export function dateInWords(date: CalendarDate | undefined): string {
  if (!isCalendarDate(date)) return '';
  const [year, month, day] = partsOf(date);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** `2026-11` as `November 2026`; empty for no month. */
export function monthInWords(month: YearMonth | undefined): string {
  if (month === undefined || !isYearMonth(month)) return '';
  const [year, number] = partsOf(firstDayOf(month));
  return `${MONTHS[number - 1] ?? ''} ${year}`;
}

/** 1 as `1st`, 22 as `22nd`. */
export function ordinal(day: number): string {
  return `${day}${ORDINAL_SUFFIXES[ordinals.select(day)] ?? 'th'}`;
}

/** `MONDAY` as `Monday`. */
export function weekdayInWords(weekday: Weekday): string {
  return weekday.charAt(0) + weekday.slice(1).toLowerCase();
}
