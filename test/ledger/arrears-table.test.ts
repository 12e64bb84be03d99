import { arrearsTable, computeLedger, type Receipt } from '../../src/ledger/index.ts';
import { lease, paid } from './example.ts';

function table(receipts: Receipt[], givenOn: string, terms = lease()) {
  const { rows, totalCents } = arrearsTable(computeLedger(terms, receipts, givenOn), givenOn);
  const lines = rows.map((row) =>
    [row.from, row.to, row.chargedCents, row.paidCents, row.owingCents].join(' '),
  );
  return [...lines, totalCents];
}

describe('arrearsTable', () => {
  test('leaves out rent due on the day of giving', () => {
    expect(table([], '2026-01-01')).toEqual([0]);
    expect(table([], '2026-01-02')).toEqual(['2026-01-01 2026-01-31 240000 0 240000', 240_000]);
    expect(table([], '2026-02-01')).toEqual(['2026-01-01 2026-01-31 240000 0 240000', 240_000]);
  });

  test('gives three periods a row each and leaves out paid periods', () => {
    const receipts = [paid('2026-02-01', 240_000, '2026-02'), paid('2026-03-01', 100_000, '2026-03')];
    expect(table(receipts, '2026-04-02')).toEqual([
      '2026-01-01 2026-01-31 240000 0 240000',
      '2026-03-01 2026-03-31 240000 100000 140000',
      '2026-04-01 2026-04-30 240000 0 240000',
      620_000,
    ]);
  });

  test('combines the earlier of more periods, including a paid period between them', () => {
    const receipts = [paid('2026-02-01', 240_000, '2026-02'), paid('2026-03-01', 100_000, '2026-03')];
    expect(table(receipts, '2026-05-02')).toEqual([
      '2026-01-01 2026-03-31 720000 340000 380000',
      '2026-04-01 2026-04-30 240000 0 240000',
      '2026-05-01 2026-05-31 240000 0 240000',
      860_000,
    ]);
  });

  test('ends with the last period with rent owing', () => {
    const receipts = [paid('2026-06-01', 240_000, '2026-06'), paid('2026-05-01', 240_000, '2026-05')];
    expect(table(receipts, '2026-06-15')).toEqual([
      '2026-01-01 2026-02-28 480000 0 480000',
      '2026-03-01 2026-03-31 240000 0 240000',
      '2026-04-01 2026-04-30 240000 0 240000',
      960_000,
    ]);
  });

  test('leaves out rent due after the day of the ledger', () => {
    const ledger = computeLedger(lease(), [], '2026-01-30');
    expect(arrearsTable(ledger, '2026-02-04').totalCents).toBe(240_000);
  });

  test('is empty without arrears', () => {
    expect(table([paid('2026-01-01', 240_000)], '2026-01-15')).toEqual([0]);
  });

  test('refuses an invalid date', () => {
    expect(() => arrearsTable(computeLedger(lease(), [], '2026-01-30'), 'tomorrow')).toThrow('YYYY-MM-DD');
  });
});
