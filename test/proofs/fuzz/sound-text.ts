import fc from 'fast-check';
import { json, type Node } from './json.ts';

/** Names and words that people have, in several scripts. */
const WORDS = [
  'Sarah Thompson',
  'Łukasz Müller-Öztürk',
  'Zoë Đặng',
  "D'Arcy O’Neil",
  '王小明',
  'محمد علي',
  'e\u0301clair',
  '  two  spaces  ',
  'Unit 4½',
  '👩‍👩‍👧 family',
  'null',
  '0',
];

/** Neither spaces nor what is shown as nothing. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** One line with something to be seen, without control characters and separators of lines. */
export function soundLine(max: number): fc.Arbitrary<Node> {
  const line = fc.oneof(
    fc.constantFrom(...WORDS),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.integer({ min: 1, max }).map((length) => 'x'.repeat(length)),
  );
  const isSound = (text: string) =>
    SEEN.test(text) && text.length <= max && !/[\p{Cc}\p{Zl}\p{Zp}\ufffd]/u.test(text);
  return line.filter(isSound).map(json);
}

/** Text of several lines. */
export function soundText(max: number): fc.Arbitrary<Node> {
  const text = fc.oneof(
    fc.constantFrom(...WORDS, '', 'First line.\nSecond line.\r\n\tThird.'),
    fc.integer({ min: 0, max }).map((length) => 'word '.repeat(length).slice(0, length)),
  );
  return text.filter((given) => given.length <= max).map(json);
}

/** Round the day that the clock of the tests stands at, and where months, years and the law turn. */
const DAYS = [
  '2024-02-29',
  '2026-06-30',
  '2026-09-01',
  '2026-10-31',
  '2026-11-01',
  '2026-11-22',
  '2026-11-23',
  '2026-11-24',
  '2026-12-07',
  '2026-12-31',
  '2027-01-01',
  '2027-01-31',
  '2027-02-28',
  '2028-02-29',
  '2050-06-15',
];

export const soundDate: fc.Arbitrary<Node> = fc.constantFrom(...DAYS).map(json);

export const soundMonth: fc.Arbitrary<Node> = fc
  .constantFrom('2026-09', '2026-10', '2026-11', '2027-01')
  .map(json);

export const soundTime: fc.Arbitrary<Node> = fc
  .constantFrom('00:00', '08:00', '09:30', '20:00', '23:59')
  .map(json);

const INSTANTS = [
  '2026-11-24T14:00:00Z',
  '2026-11-24T10:00:00-05:00',
  '2026-12-31T23:59:59.999Z',
  '2027-03-14T02:30:00.5-04:00',
];

export const soundInstant: fc.Arbitrary<Node> = fc.constantFrom(...INSTANTS).map(json);

const ADDRESSES = ['sarah@example.com', 'Sarah.Thompson+rent@Example.COM', "o'neil@example.co.uk"];

export const soundEmail: fc.Arbitrary<Node> = fc
  .oneof(
    fc.constantFrom(...ADDRESSES),
    fc.emailAddress().filter((address) => address.length <= 200),
  )
  .map(json);

/** Dollars with at most two decimals. `least` and `most` in cents. */
export function soundMoney(least: number, most: number): fc.Arbitrary<Node> {
  return fc
    .oneof(fc.integer({ min: least, max: 300_000 }), fc.constantFrom(least, most))
    .map((cents) => json(cents / 100));
}
