import { DomainError } from '../../src/errors.ts';
import {
  computeLedger,
  oldestOwingPeriod,
  rentalPeriods,
  statement,
  type LeaseTerms,
} from '../../src/ledger/index.ts';
import { lease, paid } from './example.ts';

function faultsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect([error.code, error.reason]).toEqual(['BAD_INPUT', 'invalid_input']);
    return error.details.map(({ path, code }) => `${path.join('.')} ${code}`);
  }
  return [];
}

describe('invalid input', () => {
  const row = { effectiveOn: '2026-01-01', amountCents: 240_000 };
  const table: [string, Partial<LeaseTerms>, string[]][] = [
    ['rent day 0', { rentDueDay: 0 }, ['terms.rentDueDay invalid_rent_due_day']],
    ['rent day 32', { rentDueDay: 32 }, ['terms.rentDueDay invalid_rent_due_day']],
    ['rent day 1.5', { rentDueDay: 1.5 }, ['terms.rentDueDay invalid_rent_due_day']],
    ['weekday 8', { rentDueWeekday: 8 }, ['terms.rentDueWeekday invalid_rent_due_weekday']],
    ['no rent', { rentSchedule: [] }, ['terms.rentSchedule empty_rent_schedule']],
    [
      'late rent',
      { rentSchedule: [{ ...row, effectiveOn: '2026-01-02' }] },
      ['terms.rentSchedule no_rent_at_start'],
    ],
    [
      'a rent twice',
      { rentSchedule: [row, row] },
      ['terms.rentSchedule.1.effectiveOn duplicate_rent_change'],
    ],
    [
      'a negative rent',
      { rentSchedule: [{ ...row, amountCents: -1 }] },
      ['terms.rentSchedule.0.amountCents invalid_amount'],
    ],
    [
      'half a cent',
      { rentSchedule: [{ ...row, amountCents: 0.5 }] },
      ['terms.rentSchedule.0.amountCents invalid_amount'],
    ],
    ['end before start', { endedOn: '2025-12-31' }, ['terms.endedOn end_before_start']],
    ['no such day', { startsOn: '2026-02-30', rentSchedule: [row] }, ['terms.startsOn invalid_date']],
    ['a far year', { endedOn: '9999-12-31' }, ['terms.endedOn invalid_date']],
    [
      'no amount agreed',
      { partPeriods: { last: { amountCents: NaN } } },
      ['terms.partPeriods.last.amountCents invalid_amount'],
    ],
  ];

  test.each(table)('%s', (_, changes, expected) => {
    expect(faultsOf(() => computeLedger(lease(changes), [], '2026-06-01'))).toEqual(expected);
  });

  test('reports every fault from every function', () => {
    const terms = lease({ rentDueDay: 0, rentSchedule: [] });
    const receipts = [
      { ...paid('2026-13-01', 0, '2026-1'), id: 'a' },
      { ...paid('2026-01-01', 1), receivedOn: null },
    ];
    const ofTerms = ['terms.rentDueDay invalid_rent_due_day', 'terms.rentSchedule empty_rent_schedule'];
    const ofBoth = [
      ...ofTerms,
      'receipts.0.amountCents invalid_amount',
      'receipts.0.receivedOn invalid_date',
      'receipts.0.period invalid_period',
      'receipts.1.receivedOn received_on_missing',
    ];
    expect(faultsOf(() => computeLedger(terms, receipts, 'now'))).toEqual([...ofBoth, 'asOf invalid_date']);
    expect(faultsOf(() => oldestOwingPeriod(terms, receipts, ''))).toEqual([...ofBoth, 'asOf invalid_date']);
    expect(faultsOf(() => rentalPeriods(terms, ''))).toEqual([...ofTerms, 'through invalid_date']);
    expect(faultsOf(() => statement(terms, receipts, '2026-02-01', '2026-01-01'))).toEqual([
      ...ofBoth,
      'to end_before_start',
    ]);
  });

  test('refuses a duplicate receipt', () => {
    const receipt = paid('2026-01-01', 1);
    expect(faultsOf(() => computeLedger(lease(), [receipt, receipt], '2026-06-01'))).toEqual([
      'receipts.1.id duplicate_receipt',
    ]);
  });

  test('refuses more periods than the maximum', () => {
    const terms = lease({ rentalPeriod: 'DAILY', startsOn: '1900-01-01' });
    expect(faultsOf(() => computeLedger(terms, [], '2200-12-31'))).toEqual([
      'terms.startsOn too_many_periods',
    ]);
  });
});
