import { statement } from '../../src/ledger/index.ts';
import { lease, paid } from './example.ts';

describe('statement', () => {
  const receipts = [
    paid('2026-03-01', 100_000, '2026-02'),
    paid('2026-01-02', 240_000),
    { ...paid('2026-02-02', 240_000), status: 'FAILED' as const },
  ];

  test('carries the balance, with charges before payments on the same day', () => {
    const result = statement(lease({ endedOn: '2026-03-10' }), receipts, '2026-02-15', '2026-03-31');
    expect(result).toEqual({
      from: '2026-02-15',
      to: '2026-03-31',
      openingBalanceCents: 240_000,
      rows: [
        {
          kind: 'charge',
          on: '2026-03-01',
          amountCents: 77_419,
          balanceCents: 317_419,
          from: '2026-03-01',
          to: '2026-03-10',
          basis: 'by_day',
        },
        {
          kind: 'payment',
          on: '2026-03-01',
          amountCents: -100_000,
          balanceCents: 217_419,
          receiptId: '2026-03-01 100000 2026-02',
          period: '2026-02',
        },
      ],
      closingBalanceCents: 217_419,
    });
  });

  test.each([
    ['before the tenancy', '2025-11-01', '2025-12-31', 0, 0, 0],
    ['one quiet day', '2026-01-20', '2026-01-20', 0, 0, 0],
    ['both ends included', '2026-01-02', '2026-02-01', 240_000, 2, 240_000],
    ['all of it', '2025-01-01', '2026-03-31', 0, 5, 380_000],
  ])('%s', (_, from, to, opening, rowCount, closing) => {
    const result = statement(lease(), receipts, from, to);
    expect(result.rows).toHaveLength(rowCount);
    expect([result.openingBalanceCents, result.closingBalanceCents]).toEqual([opening, closing]);
  });
});
