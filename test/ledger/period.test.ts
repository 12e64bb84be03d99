import { rentalPeriods, type LeaseTerms } from '../../src/ledger/index.ts';
import { lease } from './example.ts';

const ranges = (terms: LeaseTerms, through: string) =>
  rentalPeriods(terms, through).map(({ from, to }) => `${from} ${to}`);

describe('rentalPeriods', () => {
  const table: [string, Partial<LeaseTerms>, string, string[]][] = [
    [
      'on the 1st',
      {},
      '2026-03-01',
      ['2026-01-01 2026-01-31', '2026-02-01 2026-02-28', '2026-03-01 2026-03-31'],
    ],
    ['the day before rent is due', {}, '2026-01-31', ['2026-01-01 2026-01-31']],
    ['before the tenancy', {}, '2025-12-31', []],
    [
      'the 31st, in short months the last day',
      { startsOn: '2024-01-31' },
      '2024-04-30',
      ['2024-01-31 2024-02-28', '2024-02-29 2024-03-30', '2024-03-31 2024-04-29', '2024-04-30 2024-05-30'],
    ],
    [
      'a start on the last day of a short month is a rent day for the 31st',
      { startsOn: '2026-02-28', rentDueDay: 31 },
      '2026-03-31',
      ['2026-02-28 2026-03-30', '2026-03-31 2026-04-29'],
    ],
    [
      'a first part period up to the rent day of the next month',
      { startsOn: '2026-01-15', rentDueDay: 1 },
      '2026-02-01',
      ['2026-01-15 2026-01-31', '2026-02-01 2026-02-28'],
    ],
    [
      'a first part period up to the rent day of the same month',
      { startsOn: '2026-01-15', rentDueDay: 20 },
      '2026-01-20',
      ['2026-01-15 2026-01-19', '2026-01-20 2026-02-19'],
    ],
    [
      'the last period ends with the tenancy, and none follows',
      { endedOn: '2026-02-10' },
      '2027-01-01',
      ['2026-01-01 2026-01-31', '2026-02-01 2026-02-10'],
    ],
    ['a tenancy of one day', { endedOn: '2026-01-01' }, '2026-06-01', ['2026-01-01 2026-01-01']],
    [
      'a tenancy over before the first rent day',
      { startsOn: '2026-01-10', rentDueDay: 1, endedOn: '2026-01-20' },
      '2026-06-01',
      ['2026-01-10 2026-01-20'],
    ],
    [
      'weekly from the weekday of the start (a Thursday)',
      { rentalPeriod: 'WEEKLY' },
      '2026-01-15',
      ['2026-01-01 2026-01-07', '2026-01-08 2026-01-14', '2026-01-15 2026-01-21'],
    ],
    [
      'weekly on Mondays',
      { rentalPeriod: 'WEEKLY', rentDueWeekday: 1 },
      '2026-01-12',
      ['2026-01-01 2026-01-04', '2026-01-05 2026-01-11', '2026-01-12 2026-01-18'],
    ],
    [
      'biweekly on Fridays',
      { rentalPeriod: 'BIWEEKLY', rentDueWeekday: 5 },
      '2026-01-16',
      ['2026-01-01 2026-01-01', '2026-01-02 2026-01-15', '2026-01-16 2026-01-29'],
    ],
    [
      'daily, whatever the rent day',
      { rentalPeriod: 'DAILY', rentDueDay: 15, startsOn: '2024-02-28' },
      '2024-03-01',
      ['2024-02-28 2024-02-28', '2024-02-29 2024-02-29', '2024-03-01 2024-03-01'],
    ],
    [
      'yearly from a leap day',
      { rentalPeriod: 'YEARLY', startsOn: '2024-02-29' },
      '2028-02-29',
      [
        '2024-02-29 2025-02-27',
        '2025-02-28 2026-02-27',
        '2026-02-28 2027-02-27',
        '2027-02-28 2028-02-28',
        '2028-02-29 2029-02-27',
      ],
    ],
    [
      'yearly with a rent day of its own',
      { rentalPeriod: 'YEARLY', startsOn: '2026-06-15', rentDueDay: 1 },
      '2027-07-01',
      ['2026-06-15 2026-06-30', '2026-07-01 2027-06-30', '2027-07-01 2028-06-30'],
    ],
  ];

  test.each(table)('%s', (_, changes, through, expected) => {
    expect(ranges(lease(changes), through)).toEqual(expected);
  });

  test('makes rent due on the first day, also of a partial period', () => {
    const [first] = rentalPeriods(lease({ startsOn: '2026-01-15', rentDueDay: 1 }), '2026-01-15');
    expect(first).toEqual({
      from: '2026-01-15',
      to: '2026-01-31',
      dueOn: '2026-01-15',
      wholeFrom: '2026-01-01',
      wholeTo: '2026-01-31',
    });
  });
});
