import { Temporal } from 'temporal-polyfill';

/** A calendar date without a time zone, `YYYY-MM-DD`; such strings compare in order. */
export type CalendarDate = string;

/** The days of the week, Monday first, as ISO 8601 numbers them from 1. */
export const WEEKDAYS = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Four digits for the year in the centuries a tenancy can touch, so that sums of dates keep their shape. */
const DATE_SHAPE = /^(?:19|20|21)\d{2}-\d{2}-\d{2}$/;

/** Whether a text is a date that exists (1900 to 2199), written `YYYY-MM-DD`; so not `2026-02-30`. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  if (typeof text !== 'string' || !DATE_SHAPE.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** The date that lies a number of calendar days later (earlier, if negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The same day of the month some months later; the last day of a month that has no such day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Days from one date to another: the first is left out, the last is counted. Negative if `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** The last day of the month a date lies in. */
export function endOfMonth(date: CalendarDate): CalendarDate {
  const day = Temporal.PlainDate.from(date);
  return day.with({ day: day.daysInMonth }).toString();
}

/** A date from its year, month (1–12) and day; a day past the month's end becomes its last day. */
export function dateOf(year: number, month: number, day: number): CalendarDate {
  return Temporal.PlainDate.from({ year, month, day }).toString();
}

/** The year of a date. */
export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

/** The month of a date, 1–12. */
export function monthOf(date: CalendarDate): number {
  return Number(date.slice(5, 7));
}

/** The day of the month, 1–31. */
export function dayOfMonth(date: CalendarDate): number {
  return Number(date.slice(8, 10));
}

/** The day of the week a date falls on, 1 (Monday) to 7 (Sunday). */
export function weekdayNumber(date: CalendarDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The earlier of two dates. */
export function earlierOf(one: CalendarDate, other: CalendarDate): CalendarDate {
  return one < other ? one : other;
}
