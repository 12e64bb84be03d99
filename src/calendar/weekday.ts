import { type CalendarDate, dayNumber } from './date.ts';

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

/** 1 January 1970 was a Thursday, the fourth day of ISO's week. */
const WEEKDAY_OF_DAY_ZERO = 4;
const DAYS_PER_WEEK = 7;

/** The day of the week that a date falls on, 1 (Monday) to 7 (Sunday). */
export function weekdayNumber(date: CalendarDate): number {
  const shifted = (dayNumber(date) + WEEKDAY_OF_DAY_ZERO - 1) % DAYS_PER_WEEK;
  return ((shifted + DAYS_PER_WEEK) % DAYS_PER_WEEK) + 1;
}

/** The day of the week that a date falls on. */
export function weekdayOf(date: CalendarDate): Weekday {
  return WEEKDAYS[weekdayNumber(date) - 1] ?? 'MONDAY';
}
