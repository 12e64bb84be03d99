import { depositInterestByYear } from '../../src/law/index.ts';

const HELD = [{ on: '2024-03-01', balanceCents: 100_000 }];
const duesOf = (...given: Parameters<typeof depositInterestByYear>) =>
  depositInterestByYear(...given).map(({ dueOn, interestCents }) => [dueOn, interestCents]);

describe('interest of a deposit by year', () => {
  test('is due on each anniversary through the day', () => {
    expect(duesOf(HELD, '2025-02-28')).toEqual([]);
    expect(duesOf(HELD, '2026-03-01')).toEqual([
      ['2025-03-01', 2500],
      ['2026-03-01', 2100],
    ]);
  });

  test.each([
    // 31 of 365 days at 2.1 %.
    ['in the year', '2026-03-31', 178],
    ['on the first day of a year', '2026-03-01', 6],
    ['on the last day of a year, which makes the year whole', '2027-02-28', 1900],
    ['on the day of receipt', '2024-03-01', 7],
  ])('of a tenancy that ends %s is due on that day', (_, lastDay, interestCents) => {
    expect(duesOf(HELD, '2030-01-01', lastDay).at(-1)).toEqual([lastDay, interestCents]);
  });

  test('is not due before the last day, and no more after it', () => {
    expect(duesOf(HELD, '2025-06-29', '2025-06-30')).toHaveLength(1);
    expect(duesOf(HELD, '2025-06-30', '2025-06-30')).toHaveLength(2);
    expect(duesOf(HELD, '2029-06-30', '2025-06-30')).toHaveLength(2);
  });

  test('counts by days what was held: a deposit that pays the last period bears none for it', () => {
    const applied = [...HELD, { on: '2025-06-01', balanceCents: 0 }];
    // 92 of 365 days at 2.5 %.
    expect(duesOf(applied, '2025-06-30', '2025-06-30').at(-1)).toEqual(['2025-06-30', 630]);
  });

  test('of a tenancy that ended before the deposit came is none', () => {
    expect(duesOf(HELD, '2025-06-30', '2024-02-01')).toEqual([]);
  });
});
