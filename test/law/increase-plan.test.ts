import fc from 'fast-check';
import {
  agreementMaximum,
  guidelineMaximum,
  lastIncreaseOrStart,
  planIncrease,
  type IncreaseTerms,
} from '../../src/law/index.ts';
import { computeLedger, rentDayOnOrAfter, type PeriodTerms } from '../../src/ledger/index.ts';

const KINDS = ['DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'YEARLY'] as const;

function terms(given: Partial<PeriodTerms> & Pick<IncreaseTerms, 'rents'>, isExempt = false): IncreaseTerms {
  const { rents, startsOn = '2025-03-01', ...rest } = given;
  const periods = { endedOn: null, rentalPeriod: 'MONTHLY' as const, rentDueDay: null, startsOn, ...rest };
  return { startsOn, rents, isExempt, rentDayOnOrAfter: (day) => rentDayOnOrAfter(periods, day) };
}

const flat = (startsOn = '2025-03-01', amountCents = 100_000) => [{ effectiveOn: startsOn, amountCents }];

describe('planIncrease', () => {
  test.each([
    ['exactly 90 days', '2026-12-01', '2027-03-01'],
    ['a day less', '2026-12-02', '2027-04-01'],
    ['over a leap day', '2027-12-02', '2028-03-01'],
    ['over the change of the clocks', '2026-08-03', '2026-11-01'],
  ])('%s: given on %s, from %s', (_case, givenOn, earliestOn) => {
    expect(planIncrease(terms({ rents: flat() }), { givenOn }).earliestOn).toBe(earliestOn);
  });

  test.each([
    ['29 February', '2024-02-29', '2024-11-01', '2025-02-28'],
    ['31 January', '2026-01-31', '2026-10-01', '2027-01-31'],
    ['30 November', '2025-11-30', '2026-06-01', '2026-11-30'],
  ])('twelve months from %s', (_case, startsOn, givenOn, earliestOn) => {
    const found = planIncrease(terms({ startsOn, rents: flat(startsOn) }), { givenOn }).earliestOn;
    expect(found).toBe(earliestOn);
  });

  test('the guideline is that of the year in which the rent rises, rounded down', () => {
    const odd = terms({ rents: flat('2020-01-15', 123_457), startsOn: '2020-01-15' });
    const rentOn = (effectiveOn: string) =>
      planIncrease(odd, { givenOn: '2020-06-01', effectiveOn }).maximumRentCents;
    expect(rentOn('2026-01-15')).toBe(126_049);
    expect(rentOn('2027-01-15')).toBe(125_802);
    expect(rentOn('2028-01-15')).toBeNull();
  });

  test('a year without a guideline: another date is named only if one could hold', () => {
    const messageOf = (startsOn: string, effectiveOn?: string) =>
      planIncrease(terms({ startsOn, rents: flat(startsOn) }), { givenOn: '2027-01-05', effectiveOn })
        .obstacles;
    expect(messageOf('2026-03-01', '2028-03-01')).toMatchObject([
      { code: 'guideline_unknown', message: expect.stringContaining('Give a date until 2027-12-31.') },
    ]);
    expect(messageOf('2027-01-01')).toMatchObject([
      { code: 'guideline_unknown', message: expect.stringContaining('Plan the increase once it is known.') },
    ]);
  });

  test('nobody could raise a rent in 2021', () => {
    for (const isExempt of [false, true]) {
      const frozen = terms({ startsOn: '2019-01-01', rents: flat('2019-01-01') }, isExempt);
      const wish = { givenOn: '2020-11-01', effectiveOn: '2021-06-01', rentCents: 100_001 };
      const { obstacles, maximumRentCents } = planIncrease(frozen, wish);
      expect(maximumRentCents).toBe(100_000);
      expect(obstacles.map(({ section }) => section)).toEqual(['RTA s.136.1']);
    }
  });

  test('a tenancy older than the Act, and a tenancy that ends', () => {
    expect(
      planIncrease(terms({ startsOn: '1995-05-01', rents: flat('1995-05-01') }), { givenOn: '2026-11-23' }),
    ).toMatchObject({ earliestOn: '2027-03-01', obstacles: [] });
    const ending = planIncrease(terms({ rents: flat(), endedOn: '2026-12-31' }), { givenOn: '2026-11-23' });
    expect(ending).toMatchObject({ earliestOn: null, obstacles: [{ code: 'tenancy_over' }] });
  });

  test('a decrease starts no new twelve months, a rise after it does', () => {
    const rents = [...flat(), { effectiveOn: '2026-06-01', amountCents: 90_000 }];
    expect(lastIncreaseOrStart(rents, '2025-03-01')).toBe('2025-03-01');
    const risen = [...rents, { effectiveOn: '2026-08-01', amountCents: 95_000 }];
    expect(lastIncreaseOrStart(risen, '2025-03-01')).toBe('2026-08-01');
  });

  test('limits of the guideline and of an agreement', () => {
    expect(guidelineMaximum(99_999, '2026-05-01')).toBe(102_098);
    expect(agreementMaximum(99_999, '2026-05-01')).toBe(105_098);
  });
});

/** Days and months counted apart from the code under test. */
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`);
const plus = (day: string, days: number) => new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
function yearLater(day: string): string {
  const same = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return Number.isNaN(utc(same)) || plus(same, 0) !== same ? `${same.slice(0, 4)}-02-28` : same;
}

const day = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((count) => plus(from, count));

const tenancy = fc.record({
  startsOn: day('2015-01-01', 4000),
  rentalPeriod: fc.constantFrom(...KINDS),
  rentDueDay: fc.integer({ min: 1, max: 31 }),
  changes: fc.uniqueArray(
    fc.record({
      after: fc.integer({ min: 1, max: 3000 }),
      amountCents: fc.integer({ min: 1, max: 500_000 }),
    }),
    { maxLength: 6, selector: ({ after }) => after },
  ),
});

function rentsOf({
  startsOn,
  changes,
}: {
  startsOn: string;
  changes: { after: number; amountCents: number }[];
}) {
  return [
    { effectiveOn: startsOn, amountCents: 100_000 },
    ...changes.map(({ after, amountCents }) => ({ effectiveOn: plus(startsOn, after), amountCents })),
  ];
}

describe('over random schedules', () => {
  test('the earliest day is the first rent day that keeps both periods', () => {
    fc.assert(
      fc.property(tenancy, day('2016-01-01', 5000), (given, givenOn) => {
        const rents = rentsOf(given);
        const found = planIncrease(terms({ ...given, rents }), { givenOn }).earliestOn!;
        const sorted = rents.toSorted((a, b) => utc(a.effectiveOn) - utc(b.effectiveOn));
        let last = given.startsOn;
        for (let row = 1; row < sorted.length; row += 1) {
          if (sorted[row]!.amountCents > sorted[row - 1]!.amountCents) last = sorted[row]!.effectiveOn;
        }
        const least = [plus(givenOn, 90), yearLater(last)].toSorted().at(-1)!;
        const dueDays = computeLedger(
          { ...given, endedOn: null, rentSchedule: rents },
          [],
          plus(least, 800),
        ).rows.map(({ dueOn }) => dueOn);
        expect(found).toBe(dueDays.find((dueOn) => dueOn >= least));
      }),
      { numRuns: 300 },
    );
  });

  test('each period is charged the last lawful rent on or before its due day', () => {
    fc.assert(
      fc.property(tenancy, fc.integer({ min: 0, max: 2500 }), (given, length) => {
        const rents = rentsOf(given);
        const asOf = plus(given.startsOn, length);
        const { rows } = computeLedger({ ...given, endedOn: null, rentSchedule: rents }, [], asOf);
        for (const { dueOn, rentCents, basis, chargedCents } of rows) {
          let expected = 0;
          let latest = '';
          for (const { effectiveOn, amountCents } of rents) {
            if (effectiveOn <= dueOn && effectiveOn >= latest)
              [latest, expected] = [effectiveOn, amountCents];
          }
          expect(rentCents).toBe(expected);
          if (basis === 'full') expect(chargedCents).toBe(expected);
        }
      }),
      { numRuns: 200 },
    );
  });
});
