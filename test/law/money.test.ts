import fc from 'fast-check';
import {
  depositInterest,
  checkDeposit,
  checkNsfCharge,
  n12Compensation,
  rentIncrease,
} from '../../src/law/index.ts';

/** A refusal with this one fault. */
const thrown = (code: string, more: object = {}): Error =>
  expect.objectContaining({ details: [expect.objectContaining({ code, ...more })] });

describe('rent increase', () => {
  test('never exceeds the guideline and is within a cent of it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000_000n }), (rent) => {
        const { maxRentAfterCents } = rentIncrease({
          rentBeforeCents: Number(rent),
          effectiveOn: '2026-09-01',
        });
        const exact = rent * 10_210n;
        const found = BigInt(maxRentAfterCents ?? -1) * 10_000n;
        expect(found <= exact && found > exact - 10_000n).toBe(true);
      }),
    );
  });

  test('requires twelve months since the last increase', () => {
    const input = {
      rentBeforeCents: 100_000,
      effectiveOn: '2027-05-31',
      lastIncreaseOrStartOn: '2026-06-01',
    };
    expect(() => rentIncrease(input)).toThrow(thrown('increase_too_soon', { earliestDate: '2027-06-01' }));
    expect(rentIncrease({ ...input, effectiveOn: '2027-06-01' }).earliestEffectiveOn).toBe('2027-06-01');
  });

  test('requires notice for a unit exempt from the guideline', () => {
    const input = { rentBeforeCents: 100_000, effectiveOn: '2030-06-01', isExemptFromGuideline: true };
    expect(rentIncrease({ ...input, method: 'MAIL' })).toMatchObject({
      guidelineBasisPoints: null,
      maxRentAfterCents: null,
      latestNoticeGivenOn: '2030-03-03',
      latestSendingOn: '2030-02-26',
    });
  });

  test('refuses a year without guideline and an invalid amount together', () => {
    expect(() => rentIncrease({ rentBeforeCents: 0.5, effectiveOn: '2028-01-01' })).toThrow(
      expect.objectContaining({
        details: [
          expect.objectContaining({ code: 'invalid_amount' }),
          expect.objectContaining({ code: 'guideline_unknown' }),
        ],
      }),
    );
  });
});

describe('deposits', () => {
  test('rounds interest to the nearest cent', () => {
    expect(depositInterest(123_456, '2026-05-01').interestCents).toBe(2593);
    expect(() => depositInterest(1, '2012-12-31')).toThrow(thrown('guideline_unknown'));
  });

  test.each([
    ['WEEKLY', 40_000, 40_000, true],
    ['WEEKLY', 40_000, 40_001, false],
    ['YEARLY', 1_200_000, 100_000, true],
    ['YEARLY', 1_200_000, 100_001, false],
    ['FIXED', 180_000, 180_000, true],
  ] as const)(
    '%s rent of %i, deposit %i: %p',
    (rentalPeriod, rentPerPeriodCents, rentDepositCents, allowed) => {
      expect(checkDeposit({ rentalPeriod, rentPerPeriodCents, rentDepositCents }).allowed).toBe(allowed);
    },
  );

  test('refuses a charge above twenty dollars for a returned cheque', () => {
    expect(checkNsfCharge(2000).allowed).toBe(true);
    expect(checkNsfCharge(2001).defects).toEqual([expect.objectContaining({ code: 'charge_too_large' })]);
  });
});

describe('compensation for an N12', () => {
  const own = {
    reason: 'LANDLORD_OR_FAMILY',
    deemedGiven: '2026-10-01',
    terminationDate: '2027-01-29',
  } as const;

  test.each([
    ['120 days', {}, false],
    ['119 days', { terminationDate: '2027-01-28' }, true],
    ['given before 21 September 2026', { deemedGiven: '2026-09-20' }, true],
    ['a purchaser', { reason: 'PURCHASER' }, true],
    ['a purchaser on 20 July 2020', { reason: 'PURCHASER', deemedGiven: '2020-07-20' }, false],
    ['a purchaser on 21 July 2020', { reason: 'PURCHASER', deemedGiven: '2020-07-21' }, true],
    ['given on 31 August 2017', { deemedGiven: '2017-08-31' }, false],
    ['given on 1 September 2017', { deemedGiven: '2017-09-01' }, true],
  ] as const)('%s: %p', (_, change, required) => {
    expect(n12Compensation({ ...own, ...change }).required).toBe(required);
  });

  test("is one month's rent, due by the termination date", () => {
    expect(
      n12Compensation({ ...own, terminationDate: '2026-12-31', monthlyRentCents: 210_050 }),
    ).toMatchObject({
      amountBasis: 'ONE_MONTH_RENT',
      amountCents: 210_050,
      payBy: '2026-12-31',
      waivedFrom: '2027-01-29',
    });
  });
});
