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
  test('rent due on the day of giving is not in it', () => {
    expect(table([], '2026-01-01')).toEqual([0]);
    expect(table([], '2026-01-02')).toEqual(['2026-01-01 2026-01-31 240000 0 240000', 240_000]);
    expect(table([], '2026-02-01')).toEqual(['2026-01-01 2026-01-31 240000 0 240000', 240_000]);
  });

  test('three periods stand alone, and paid ones are left out', () => {
    const receipts = [paid('2026-02-01', 240_000, '2026-02'), paid('2026-03-01', 100_000, '2026-03')];
    expect(table(receipts, '2026-04-02')).toEqual([
      '2026-01-01 2026-01-31 240000 0 240000',
      '2026-03-01 2026-03-31 240000 100000 140000',
      '2026-04-01 2026-04-30 240000 0 240000',
      620_000,
    ]);
  });

  test('of more, the earlier stand together, and a paid period between them is charged and paid', () => {
    const receipts = [paid('2026-02-01', 240_000, '2026-02'), paid('2026-03-01', 100_000, '2026-03')];
    expect(table(receipts, '2026-05-02')).toEqual([
      '2026-01-01 2026-03-31 720000 340000 380000',
      '2026-04-01 2026-04-30 240000 0 240000',
      '2026-05-01 2026-05-31 240000 0 240000',
      860_000,
    ]);
  });

  test('the last row is the last period with rent owing, not the last period', () => {
    const receipts = [paid('2026-06-01', 240_000, '2026-06'), paid('2026-05-01', 240_000, '2026-05')];
    expect(table(receipts, '2026-06-15')).toEqual([
      '2026-01-01 2026-02-28 480000 0 480000',
      '2026-03-01 2026-03-31 240000 0 240000',
      '2026-04-01 2026-04-30 240000 0 240000',
      960_000,
    ]);
  });

  test('rent the ledger does not know of yet is not in it', () => {
    const ledger = computeLedger(lease(), [], '2026-01-30');
    expect(arrearsTable(ledger, '2026-02-04').totalCents).toBe(240_000);
  });

  test('nothing owing, an empty table', () => {
    expect(table([paid('2026-01-01', 240_000)], '2026-01-15')).toEqual([0]);
  });

  test('garbage', () => {
    expect(() => arrearsTable(computeLedger(lease(), [], '2026-01-30'), 'tomorrow')).toThrow('YYYY-MM-DD');
  });
});
