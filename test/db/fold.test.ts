import fc from 'fast-check';
import { fold, wordsOf } from '../../src/db/fold.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function foldedBySql(texts: readonly string[]): Promise<string[]> {
  const rows = await keynest.prisma.$queryRaw<{ folded: string }[]>`
    SELECT "Text_fold"(value) AS folded FROM unnest(${texts}::text[]) WITH ORDINALITY AS t(value, n) ORDER BY n`;
  return rows.map(({ folded }) => folded);
}

test.each([
  ["O'Neil", 'oneil'],
  ['O’Neil', 'oneil'],
  ['  ÉLODIE   Müller-Straße ', 'elodie muller strasse'],
  ['E\u0301lodie', 'elodie'],
  ['Øystein Łukasz', 'oystein lukasz'],
  ['ИВАН Йо', 'иван ио'],
  ['王小明', '王小明'],
  ['j.smith+rent@example.com', 'j smith rent example com'],
  ['(519) 555-0101', '519 555 0101'],
  ['!?%_\\', ''],
])('%s is compared as %s', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

test('words stand once, in the order that they are given', () => {
  expect(wordsOf('King  st. KING')).toEqual(['king', 'st']);
});

test('the database folds every text as the search does', async () => {
  // Letters that both sides' tables of Unicode have known for long.
  const letter = fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0xa0, max: 0x24f }),
    fc.integer({ min: 0x2b0, max: 0x52f }),
    fc.integer({ min: 0x1e00, max: 0x1fff }),
    fc.integer({ min: 0x2000, max: 0x206f }),
    fc.integer({ min: 0x3000, max: 0x30ff }),
  );
  const text = fc.array(letter, { maxLength: 12 }).map((points) => String.fromCodePoint(...points));
  const texts = fc.sample(text, 2000);
  const folded = await foldedBySql(texts);
  expect(texts.map(fold)).toEqual(folded);
});
