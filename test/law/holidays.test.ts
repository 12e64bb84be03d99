import { addDays, type CalendarDate, dateOf, endOfMonth } from '../../src/calendar/date.ts';
import { weekdayNumber } from '../../src/calendar/weekday.ts';
import {
  businessDayOnOrAfter,
  businessDayOnOrBefore,
  holidayOn,
  isBusinessDay,
} from '../../src/law/holidays.ts';

const MONDAY = 1;

function mondayOnOrAfter(date: CalendarDate): CalendarDate {
  let day = date;
  while (weekdayNumber(day) !== MONDAY) day = addDays(day, 1);
  return day;
}

/** Easter Sunday by the anonymous Gregorian computation, a different one from the code under test. */
function easter(year: number): CalendarDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const moon = epact - Math.floor((golden + 11 * epact) / 319);
  const sunday = (2 * (century % 4) + 2 * Math.floor(rest / 4) - (rest % 4) - moon + 32) % 7;
  const month = Math.floor((moon + sunday + 90) / 25);
  return dateOf(year, month, (moon + sunday + month + 19) % 32);
}

function expectedHolidays(year: number): CalendarDate[] {
  return [
    dateOf(year, 1, 1),
    ...(year >= 2008 ? [mondayOnOrAfter(dateOf(year, 2, 15))] : []),
    addDays(easter(year), -2),
    addDays(easter(year), 1),
    mondayOnOrAfter(dateOf(year, 5, 18)),
    dateOf(year, 7, 1),
    mondayOnOrAfter(dateOf(year, 8, 1)),
    mondayOnOrAfter(dateOf(year, 9, 1)),
    mondayOnOrAfter(dateOf(year, 10, 8)),
    dateOf(year, 11, 11),
    dateOf(year, 12, 25),
    dateOf(year, 12, 26),
  ];
}

const years = Array.from({ length: 54 }, (_, index) => 2007 + index);

test.each(years)(
  '%i has the holidays of the Legislation Act and the August civic holiday, no others',
  (year) => {
    const found: CalendarDate[] = [];
    for (let day = dateOf(year, 1, 1); day <= endOfMonth(dateOf(year, 12, 1)); day = addDays(day, 1))
      if (holidayOn(day)) found.push(day);
    expect(found).toEqual(expectedHolidays(year).sort());
  },
);

test.each([
  ['2026-10-09', '2026-10-09'],
  ['2026-10-10', '2026-10-13'],
  ['2026-12-25', '2026-12-28'],
  ['2026-04-03', '2026-04-07'],
  ['2026-08-01', '2026-08-04'],
  ['2026-11-11', '2026-11-12'],
])('the business day on or after %s is %s', (date, businessDay) => {
  expect(businessDayOnOrAfter(date)).toBe(businessDay);
  expect(isBusinessDay(businessDay)).toBe(true);
});

test('moves back from Easter Monday to the Thursday before', () => {
  expect(businessDayOnOrBefore('2026-04-06')).toBe('2026-04-02');
});
