import { rentByDay } from '../../src/ledger/charge.ts';
import { computeLedger, type LeaseTerms } from '../../src/ledger/index.ts';
import { lease } from './example.ts';

const charges = (terms: LeaseTerms, asOf: string) =>
  computeLedger(terms, [], asOf).rows.map(({ chargedCents, basis }) => `${basis} ${chargedCents}`);

describe('charges', () => {
  const weekly: Partial<LeaseTerms> = { rentalPeriod: 'WEEKLY', rentDueWeekday: 1 };
  const midMonth: Partial<LeaseTerms> = { startsOn: '2026-01-15', rentDueDay: 1 };
  const table: [string, Partial<LeaseTerms>, string, string[]][] = [
    ['whole periods', {}, '2026-02-01', ['full 240000', 'full 240000']],
    ['17 of 31 days: 1,316.129… is 1,316.13', midMonth, '2026-01-31', ['by_day 131613']],
    [
      '10 of 28 days: 857.142… is 857.14',
      { endedOn: '2026-02-10' },
      '2026-03-01',
      ['full 240000', 'by_day 85714'],
    ],
    ['4 of 7 days: 1,371.428… is 1,371.43', weekly, '2026-01-05', ['by_day 137143', 'full 240000']],
    [
      'first and last agreed',
      {
        ...midMonth,
        endedOn: '2026-03-10',
        partPeriods: { first: { amountCents: 120_000 }, last: { amountCents: 0 } },
      },
      '2026-04-01',
      ['agreed 120000', 'full 240000', 'agreed 0'],
    ],
    [
      'what is agreed for a part period does not touch a whole one',
      { endedOn: '2026-02-28', partPeriods: { first: { amountCents: 1 }, last: { amountCents: 2 } } },
      '2026-03-01',
      ['full 240000', 'full 240000'],
    ],
    [
      'the sum agreed for the first part period does not hold for less of it',
      { ...midMonth, endedOn: '2026-01-20', partPeriods: { first: { amountCents: 120_000 } } },
      '2026-03-01',
      ['by_day 46452'],
    ],
    [
      'the last sum holds where the first part period is the last',
      {
        ...midMonth,
        endedOn: '2026-01-20',
        partPeriods: { first: { amountCents: 1 }, last: { amountCents: 50_000 } },
      },
      '2026-03-01',
      ['agreed 50000'],
    ],
    [
      'the rent in force on the due day, whatever the order of the schedule',
      {
        rentSchedule: [
          { effectiveOn: '2026-02-02', amountCents: 250_000 },
          { effectiveOn: '2025-06-01', amountCents: 240_000 },
          { effectiveOn: '2026-04-01', amountCents: 0 },
        ],
      },
      '2026-04-01',
      ['full 240000', 'full 240000', 'full 250000', 'full 0'],
    ],
    [
      'a last part period by the day of the rent then in force',
      {
        endedOn: '2026-02-14',
        rentSchedule: [
          { effectiveOn: '2026-01-01', amountCents: 240_000 },
          { effectiveOn: '2026-02-01', amountCents: 280_000 },
        ],
      },
      '2026-02-01',
      ['full 240000', 'by_day 140000'],
    ],
    [
      'monthly rent goes on after a fixed term',
      { startsOn: '2025-12-31' },
      '2026-02-28',
      ['full 240000', 'full 240000', 'full 240000'],
    ],
  ];

  test.each(table)('%s', (_, changes, asOf, expected) => {
    expect(charges(lease(changes), asOf)).toEqual(expected);
  });

  test.each([
    [1, 1, 2, 1],
    [3, 1, 2, 2],
    [1, 1, 3, 0],
    [100, 1, 7, 14],
    [1_000_000_000, 365, 366, 997_267_760],
    [5, 3, 3, 5],
  ])('%i cents × %i ÷ %i days, half a cent up, is %i', (rent, occupied, whole, expected) => {
    expect(rentByDay(rent, occupied, whole)).toBe(expected);
  });
});
