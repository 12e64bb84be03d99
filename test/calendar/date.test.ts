import { Temporal } from 'temporal-polyfill';
import * as calendar from '../../src/calendar/date.ts';
import { lastDayOf } from '../../src/calendar/month.ts';
import { weekdayNumber } from '../../src/calendar/weekday.ts';
import { dateIn } from '../../src/calendar/zone.ts';

/** Every day from a year before the first to a year after the last that a date may have. */
function* days(): Generator<{ date: string; number: number }> {
  const end = new Date('2202-01-01').getTime();
  for (let time = Date.UTC(1899, 0, 1); time < end; time += 86_400_000) {
    yield { date: new Date(time).toISOString().slice(0, 10), number: time / 86_400_000 };
  }
}

test('days are numbered as the calendar has them, both ways', () => {
  const wrong = [...days()].filter(
    ({ date, number }) => calendar.dayNumber(date) !== number || calendar.dateOfDay(number) !== date,
  );
  expect(wrong).toEqual([]);
});

test('the days that exist are dates, and no others are', () => {
  const exists = new Set([...days()].map(({ date }) => date));
  const wrong: string[] = [];
  for (let year = 1899; year <= 2202; year++) {
    for (let month = 0; month <= 13; month++) {
      for (const day of [0, 1, 28, 29, 30, 31, 32]) {
        const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const isTaken = exists.has(date) && year >= 1900 && year <= 2200;
        if (calendar.isCalendarDate(date) !== isTaken) wrong.push(date);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['2024-02-28', 1],
  ['2023-02-28', 1],
  ['2026-01-01', -1],
  ['1900-02-28', 1],
  ['2026-11-27', 100_000],
])('%s and %d days later are what Temporal has', (date, count) => {
  const later = Temporal.PlainDate.from(date).add({ days: count }).toString();
  expect(calendar.addDays(date, count)).toBe(later);
  expect(calendar.daysBetween(date, later)).toBe(count);
});

test.each(['2024-02', '2023-02', '2100-02', '2026-12', '2026-04'])('the last day of %s', (month) => {
  const first = Temporal.PlainDate.from(`${month}-01`);
  expect(lastDayOf(month)).toBe(first.with({ day: first.daysInMonth }).toString());
});

test('weekdays are those of Temporal, also before 1970', () => {
  const wrong = [...days()].filter(
    ({ date }) => weekdayNumber(date) !== Temporal.PlainDate.from(date).dayOfWeek,
  );
  expect(wrong).toEqual([]);
});

test.each([
  ['2026-11-23T04:59:59.999Z', 'America/Toronto', '2026-11-22'],
  ['2026-11-23T05:00:00Z', 'America/Toronto', '2026-11-23'],
  ['2026-07-01T03:59:59Z', 'America/Toronto', '2026-06-30'],
  ['2026-07-01T04:00:00Z', 'America/Toronto', '2026-07-01'],
  ['2026-11-23T04:59:59Z', 'UTC', '2026-11-23'],
  ['2026-11-23T12:00:00Z', 'Pacific/Kiritimati', '2026-11-24'],
])('%s in %s falls on %s', (instant, timeZone, date) => {
  expect(dateIn(timeZone, new Date(instant))).toBe(date);
});
