import { nextBatch } from '../../src/backup/rows.ts';

test('a batch holds about half a megabyte, however long the rows are', () => {
  expect(nextBatch(0, 0)).toBe(8);
  expect(nextBatch(8, 8 * 300)).toBe(16);
  expect(nextBatch(2_000, 2_000 * 100)).toBe(2_000);
  expect(nextBatch(1_000, 1_000 * 1024)).toBe(512);
  expect(nextBatch(8, 8 * 3_000_000)).toBe(1);
});
