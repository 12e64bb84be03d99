import { createRequire } from 'node:module';
import type HolidayCalendar from 'date-holidays';
import { addDays, type CalendarDate, yearOf } from '../calendar/date.ts';
import { weekdayNumber } from '../calendar/weekday.ts';

/**
 * The holidays a count of business days leaves out: those of the Legislation Act, 2006, s.88(2), and the
 * August civic holiday, on which the Board's offices were closed by its former Rule 4.2.
 */
export const HOLIDAY_NAMES = [
  "New Year's Day",
  'Family Day',
  'Good Friday',
  'Easter Monday',
  'Victoria Day',
  'Canada Day',
  'Civic Holiday',
  'Labour Day',
  'Thanksgiving',
  'Remembrance Day',
  'Christmas Day',
  'Boxing Day',
] as const;

export type HolidayName = (typeof HOLIDAY_NAMES)[number];

/** Family Day was first kept in 2008; the library lists it for every year. */
const FIRST_FAMILY_DAY_YEAR = 2008;

const SATURDAY = 6;
const SUNDAY = 7;

const load = createRequire(import.meta.url);
let calendar: HolidayCalendar | undefined;
const byYear = new Map<number, ReadonlyMap<CalendarDate, HolidayName>>();

/** The world's holiday data takes some 170 ms to load, so it waits for the first question about a holiday. */
function ontario(): HolidayCalendar {
  if (calendar) return calendar;
  const Holidays = load('date-holidays') as typeof HolidayCalendar;
  calendar = new Holidays('CA', 'ON', { languages: 'en' });
  return calendar;
}

function isCounted(name: string, year: number): name is HolidayName {
  if (name === 'Family Day') return year >= FIRST_FAMILY_DAY_YEAR;
  return HOLIDAY_NAMES.some((known) => known === name);
}

function holidaysOf(year: number): ReadonlyMap<CalendarDate, HolidayName> {
  const known = byYear.get(year);
  if (known) return known;
  const holidays = new Map<CalendarDate, HolidayName>();
  for (const { date, name } of ontario().getHolidays(year)) {
    if (isCounted(name, year)) holidays.set(date.slice(0, 10), name);
  }
  byYear.set(year, holidays);
  return holidays;
}

/** The named holiday a date falls on, or null. Days off in lieu of a holiday at a weekend are not holidays. */
export function holidayOn(date: CalendarDate): HolidayName | null {
  return holidaysOf(yearOf(date)).get(date) ?? null;
}

/** Whether a date is a Sunday. */
export function isSunday(date: CalendarDate): boolean {
  return weekdayNumber(date) === SUNDAY;
}

/** Whether a date is a day on which the Board is open: no Saturday, Sunday or named holiday. */
export function isBusinessDay(date: CalendarDate): boolean {
  if (weekdayNumber(date) >= SATURDAY) return false;
  return holidayOn(date) === null;
}

/** The date itself if it is a business day, else the next one that is. */
export function businessDayOnOrAfter(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** The date itself if it is a business day, else the last one before it. */
export function businessDayOnOrBefore(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}
