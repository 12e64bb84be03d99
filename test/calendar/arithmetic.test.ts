import fc from 'fast-check';
import { addDays, addMonths, daysBetween, endOfMonth, isCalendarDate } from '../../src/calendar/date.ts';
import { anyDate } from '../law/arbitrary.ts';

test.each([
  ['2026-11-22', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['2026-11-22T00:00:00Z', false],
  ['20261122', false],
  ['2200-06-01', true],
  ['2200-12-31', true],
  ['2201-01-01', false],
  ['1900-01-01', true],
  ['1899-12-31', false],
  ['9999-12-31', false],
  ['', false],
  [null, false],
  [20261122, false],
])('%p is a date: %p', (text, isDate) => {
  expect(isCalendarDate(text)).toBe(isDate);
});

test.each([
  ['2026-10-31', 6, '2027-04-30'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-10-01', 6, '2027-04-01'],
])('%s and %i months is %s', (date, months, later) => {
  expect(addMonths(date, months)).toBe(later);
});

test('the last day of February follows the leap year', () => {
  expect([endOfMonth('2027-02-01'), endOfMonth('2028-02-10')]).toEqual(['2027-02-28', '2028-02-29']);
});

test('counting days is the reverse of adding them, and dates compare as text', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -2000, max: 2000 }), (date, days) => {
      const other = addDays(date, days);
      expect(daysBetween(date, other)).toBe(days);
      expect(Math.sign(days)).toBe(other > date ? 1 : other < date ? -1 : 0);
    }),
  );
});
