import fc from 'fast-check';
import { MAX_CENTS, toCents, toDollars } from '../../src/money/cents.ts';
import { dollars, money } from '../../src/money/words.ts';

test('cents and dollars are each other, for every amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: -MAX_CENTS, max: MAX_CENTS }), (cents) => {
      expect(toCents(toDollars(cents))).toBe(cents === 0 ? 0 : cents);
    }),
  );
});

test.each([12.345, 1e21, Number.NaN, Number.POSITIVE_INFINITY, 1e-7])('%p is no amount', (number) => {
  expect(toCents(number)).toBeNull();
});

test.each([
  [0, '0.00', '$0.00'],
  [5, '0.05', '$0.05'],
  [187_550, '1,875.50', '$1,875.50'],
  [MAX_CENTS, '10,000,000.00', '$10,000,000.00'],
  [-240_000, '-2,400.00', '-$2,400.00'],
  [undefined, '', ''],
])('%p cents are %p', (cents, number, words) => {
  expect(dollars(cents)).toBe(number);
  expect(money(cents)).toBe(words);
});
