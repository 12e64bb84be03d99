import { computeLedger, oldestOwingPeriod, type LeaseTerms, type Receipt } from '../../src/ledger/index.ts';
import { lease, paid } from './example.ts';

const owing = (receipts: Receipt[], asOf: string, terms = lease()) =>
  computeLedger(terms, receipts, asOf).rows.map(({ owingCents }) => owingCents);

describe('computeLedger', () => {
  test('computes three months, one paid and one partly paid', () => {
    const receipts = [paid('2026-01-02', 240_000), paid('2026-02-03', 100_000)];
    expect(computeLedger(lease(), receipts, '2026-03-10')).toEqual({
      asOf: '2026-03-10',
      balanceCents: 380_000,
      arrearsCents: 380_000,
      creditCents: 0,
      heldForLaterCents: 0,
      arrearsSince: '2026-02-01',
      rows: [
        ['2026-01-01', '2026-01-31', 240_000],
        ['2026-02-01', '2026-02-28', 100_000],
        ['2026-03-01', '2026-03-31', 0],
      ].map(([from, to, paidCents]) => ({
        ...{ from, to, dueOn: from, month: String(from).slice(0, 7), basis: 'full', rentCents: 240_000 },
        ...{ chargedCents: 240_000, paidCents, owingCents: 240_000 - Number(paidCents) },
      })),
      ageing: { days0To30Cents: 240_000, days31To60Cents: 140_000, days61To90Cents: 0, over90DaysCents: 0 },
      nextRentDue: { on: '2026-04-01', amountCents: 240_000, remainingCents: 240_000 },
    });
  });

  const table: [string, Receipt[], string, number[], number][] = [
    ['nothing before the tenancy', [], '2025-12-31', [], 0],
    ['rent is owing from its due day', [], '2026-01-01', [240_000], 0],
    ['money counts from the day it came', [paid('2026-01-02', 240_000)], '2026-01-01', [240_000], 0],
    ['money counts on the day it came', [paid('2026-01-02', 240_000)], '2026-01-02', [0], 0],
    ['no period: the oldest rent', [paid('2026-02-02', 300_000)], '2026-02-02', [0, 180_000], 0],
    [
      'a named period before older rent',
      [paid('2026-02-02', 240_000, '2026-02')],
      '2026-02-02',
      [240_000, 0],
      0,
    ],
    [
      'over a named period: the oldest',
      [paid('2026-02-02', 300_000, '2026-02')],
      '2026-02-02',
      [180_000, 0],
      0,
    ],
    ['over everything: credit', [paid('2026-01-02', 300_000)], '2026-01-31', [0], 60_000],
    ['credit pays rent falling due later', [paid('2026-01-02', 300_000)], '2026-02-01', [0, 180_000], 0],
    ['paid before the tenancy', [paid('2025-12-20', 240_000)], '2025-12-31', [], 240_000],
    ['a month before the tenancy', [paid('2025-12-20', 240_000, '2025-12')], '2026-01-01', [0], 0],
    [
      'named money waits for its month',
      [paid('2026-01-31', 240_000, '2026-02')],
      '2026-01-31',
      [240_000],
      240_000,
    ],
    ['and counts there', [paid('2026-01-31', 240_000, '2026-02')], '2026-02-01', [240_000, 0], 0],
    ['only what its month needs', [paid('2026-01-31', 250_000, '2026-02')], '2026-01-31', [230_000], 240_000],
    ['back-dated', [paid('2026-02-03', 240_000), paid('2026-01-15', 240_000)], '2026-02-03', [0, 0], 0],
  ];

  test.each(table)('%s', (_, receipts, asOf, expected, creditCents) => {
    expect(owing(receipts, asOf)).toEqual(expected);
    expect(computeLedger(lease(), receipts, asOf).creditCents).toBe(creditCents);
  });

  test.each(['PENDING', 'OVERDUE', 'FAILED', 'REFUNDED', 'VOID'] as const)(
    '%s counts for nothing',
    (status) => {
      expect(owing([{ ...paid('2026-01-01', 240_000), status }], '2026-01-01')).toEqual([240_000]);
      const undated = { ...paid('2026-01-01', 240_000), status, receivedOn: null };
      expect(owing([undated], '2026-01-01')).toEqual([240_000]);
    },
  );

  test('allocates a payment for a month to its oldest period first, future periods included', () => {
    const terms = lease({
      rentalPeriod: 'WEEKLY',
      rentSchedule: [{ effectiveOn: '2026-01-01', amountCents: 50_000 }],
    });
    const receipts = [paid('2026-02-06', 120_000, '2026-02')];
    // January: the 1st, 8th, 15th, 22nd, 29th; February: the 5th, 12th, 19th, 26th.
    const ledger = computeLedger(terms, receipts, '2026-02-06');
    expect(ledger.rows.map(({ owingCents }) => owingCents)).toEqual([
      50_000, 50_000, 50_000, 50_000, 50_000, 0,
    ]);
    expect(ledger).toMatchObject({ creditCents: 70_000, heldForLaterCents: 70_000, balanceCents: 180_000 });
    expect(ledger.nextRentDue).toEqual({ on: '2026-02-12', amountCents: 50_000, remainingCents: 0 });
    expect(owing(receipts, '2026-02-19', terms).slice(-3)).toEqual([0, 0, 30_000]);
  });

  test('treats a payment for a month without a period as a payment without a month', () => {
    const terms = lease({ rentalPeriod: 'YEARLY' });
    expect(owing([paid('2026-05-01', 100_000, '2026-05')], '2026-05-01', terms)).toEqual([140_000]);
  });

  test('recomputes charges from the date of a backdated rent change', () => {
    const rentSchedule = [...lease().rentSchedule, { effectiveOn: '2026-02-01', amountCents: 245_040 }];
    const receipts = [paid('2026-01-01', 240_000), paid('2026-02-01', 240_000), paid('2026-03-01', 240_000)];
    expect(owing(receipts, '2026-03-01')).toEqual([0, 0, 0]);
    expect(owing(receipts, '2026-03-01', lease({ rentSchedule }))).toEqual([0, 0, 10_080]);
  });

  test.each([
    ['2026-01-31', [240_000, 0, 0, 0]],
    ['2026-02-01', [240_000, 240_000, 0, 0]],
    ['2026-03-02', [480_000, 240_000, 0, 0]],
    ['2026-04-01', [240_000, 480_000, 240_000, 0]],
    ['2026-04-02', [240_000, 480_000, 0, 240_000]],
  ])('ageing on %s', (asOf, buckets) => {
    expect(Object.values(computeLedger(lease(), [], asOf).ageing)).toEqual(buckets);
  });

  const rentFreeFebruary = [
    ...lease().rentSchedule,
    { effectiveOn: '2026-02-01', amountCents: 0 },
    { effectiveOn: '2026-03-01', amountCents: 240_000 },
  ];
  const next: [string, Partial<LeaseTerms>, Receipt[], string, unknown][] = [
    [
      'the first rent',
      {},
      [],
      '2025-11-01',
      { on: '2026-01-01', amountCents: 240_000, remainingCents: 240_000 },
    ],
    [
      'less credit',
      {},
      [paid('2026-01-01', 300_000)],
      '2026-01-05',
      { on: '2026-02-01', amountCents: 240_000, remainingCents: 180_000 },
    ],
    [
      'a last part period',
      { endedOn: '2026-02-14' },
      [],
      '2026-01-05',
      { on: '2026-02-01', amountCents: 120_000, remainingCents: 120_000 },
    ],
    ['none after the end', { endedOn: '2026-02-14' }, [], '2026-02-01', null],
    [
      'past a rent-free month',
      { rentSchedule: rentFreeFebruary },
      [],
      '2026-01-05',
      { on: '2026-03-01', amountCents: 240_000, remainingCents: 240_000 },
    ],
    [
      'none without rent',
      { rentSchedule: [{ effectiveOn: '2026-01-01', amountCents: 0 }] },
      [],
      '2026-01-05',
      null,
    ],
  ];
  test.each(next)('next rent due: %s', (_, changes, receipts, asOf, expected) => {
    expect(computeLedger(lease(changes), receipts, asOf).nextRentDue).toEqual(expected);
  });
});

describe('oldestOwingPeriod', () => {
  const table: [string, Partial<LeaseTerms>, Receipt[], string, string | null][] = [
    ['the oldest with rent owing', {}, [], '2026-03-01', '2026-01'],
    ['past a paid one', {}, [paid('2026-01-01', 240_000)], '2026-03-01', '2026-02'],
    ['one paid in part', {}, [paid('2026-01-01', 239_999)], '2026-03-01', '2026-01'],
    ['one left out', {}, [paid('2026-02-01', 240_000, '2026-02')], '2026-03-01', '2026-01'],
    ['nothing owing: the next', {}, [paid('2026-01-01', 240_000)], '2026-01-20', '2026-02'],
    ['the next not covered', {}, [paid('2026-01-01', 500_000)], '2026-01-20', '2026-03'],
    [
      'the next not named',
      {},
      [paid('2026-01-01', 240_000), paid('2026-01-02', 240_000, '2026-02')],
      '2026-01-20',
      '2026-03',
    ],
    ['before the tenancy', {}, [], '2025-12-01', '2026-01'],
    ['over, with arrears', { endedOn: '2026-02-28' }, [paid('2026-01-01', 240_000)], '2027-01-01', '2026-02'],
    ['over and paid', { endedOn: '2026-02-28' }, [paid('2026-01-01', 480_000)], '2027-01-01', null],
  ];

  test.each(table)('%s', (_, changes, receipts, asOf, expected) => {
    expect(oldestOwingPeriod(lease(changes), receipts, asOf)).toBe(expected);
  });
});
