import { addDays, type CalendarDate, dateOf, yearOf } from '../calendar/date.ts';
import { weekdayNumber } from '../calendar/weekday.ts';

/**
 * Holidays that are not business days: those of the Legislation Act, 2006, s.88(2), and the August civic holiday,
 * on which the Board's offices were closed under its former Rule 4.2.
 */
const HOLIDAY_NAMES = [
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

/** Family Day became a holiday in 2008 (O. Reg. 547/07). */
const FIRST_FAMILY_DAY_YEAR = 2008;

const MONDAY = 1;
const SATURDAY = 6;
const SUNDAY = 7;
const WEEK_DAYS = 7;

/**
 * Easter Sunday of a year in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
 * (J. Meeus, Astronomical Algorithms, 2nd edition, chapter 8.)
 */
function easterSunday(year: number): CalendarDate {
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const lunarCycle = year % 19;
  const lunarShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const fullMoon = (19 * lunarCycle + century - Math.floor(century / 4) - lunarShift + 15) % 30;
  const weekdayTerms = 32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4);
  const toSunday = (weekdayTerms - fullMoon - (yearOfCentury % 4)) % WEEK_DAYS;
  const correction = Math.floor((lunarCycle + 11 * fullMoon + 22 * toSunday) / 451);
  const daysAfterMarch = fullMoon + toSunday - 7 * correction + 114;
  return dateOf(year, Math.floor(daysAfterMarch / 31), (daysAfterMarch % 31) + 1);
}

/** The first Monday on or after a day of a month. */
function mondayFrom(year: number, month: number, day: number): CalendarDate {
  const date = dateOf(year, month, day);
  return addDays(date, (WEEK_DAYS + MONDAY - weekdayNumber(date)) % WEEK_DAYS);
}

/** The date of each holiday in a year. */
const RULES: Readonly<Record<HolidayName, (year: number) => CalendarDate>> = {
  "New Year's Day": (year) => dateOf(year, 1, 1),
  // Third Monday of February.
  'Family Day': (year) => mondayFrom(year, 2, 15),
  'Good Friday': (year) => addDays(easterSunday(year), -2),
  'Easter Monday': (year) => addDays(easterSunday(year), 1),
  // Last Monday before 25 May.
  'Victoria Day': (year) => mondayFrom(year, 5, 18),
  'Canada Day': (year) => dateOf(year, 7, 1),
  // First Monday of August.
  'Civic Holiday': (year) => mondayFrom(year, 8, 1),
  // First Monday of September.
  'Labour Day': (year) => mondayFrom(year, 9, 1),
  // Second Monday of October.
  Thanksgiving: (year) => mondayFrom(year, 10, 8),
  'Remembrance Day': (year) => dateOf(year, 11, 11),
  'Christmas Day': (year) => dateOf(year, 12, 25),
  'Boxing Day': (year) => dateOf(year, 12, 26),
};

const byYear = new Map<number, ReadonlyMap<CalendarDate, HolidayName>>();

function holidaysOf(year: number): ReadonlyMap<CalendarDate, HolidayName> {
  const known = byYear.get(year);
  if (known) return known;
  const names = HOLIDAY_NAMES.filter((name) => name !== 'Family Day' || year >= FIRST_FAMILY_DAY_YEAR);
  const holidays = new Map(names.map((name) => [RULES[name](year), name]));
  byYear.set(year, holidays);
  return holidays;
}

/** Holiday on a date, or null. A weekday off in lieu of a weekend holiday is not a holiday. */
export function holidayOn(date: CalendarDate): HolidayName | null {
  return holidaysOf(yearOf(date)).get(date) ?? null;
}

/** Whether a date is a Sunday. */
export function isSunday(date: CalendarDate): boolean {
  return weekdayNumber(date) === SUNDAY;
}

/** Whether the Board is open on a date: not on a Saturday, Sunday or named holiday. */
export function isBusinessDay(date: CalendarDate): boolean {
  if (weekdayNumber(date) >= SATURDAY) return false;
  return holidayOn(date) === null;
}

/** First business day on or after a date. */
export function businessDayOnOrAfter(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** Last business day on or before a date. */
export function businessDayOnOrBefore(date: CalendarDate): CalendarDate {
  let day = date;
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}
