import fc from 'fast-check';
import { addDays } from '../../src/calendar/date.ts';
import { DomainError } from '../../src/errors.ts';
import { deemedGiven, earliestTermination, type NoticeInput, validateNotice } from '../../src/law/index.ts';
import { anyNotice } from './arbitrary.ts';
import { referenceDate } from './reference.ts';

const monthly: NoticeInput = {
  form: 'N9',
  servedOn: '2026-10-01',
  method: 'HAND',
  rentalPeriod: 'MONTHLY',
  rentDueDay: 1,
};

function faultsOf(input: object): string[] {
  try {
    earliestTermination(input as NoticeInput);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.details.map(({ path, code }) => `${path.slice(1).join('.')}: ${code}`);
  }
}

function warningsOf(input: NoticeInput): string[] {
  return earliestTermination(input).warnings.map(({ code }) => code);
}

describe('every notice', () => {
  test('ends on the date that a day-by-day search finds', () => {
    // A rental year ending with February has its own rule, tested below.
    const plain = anyNotice.filter(
      ({ rentalPeriod, termEnd, rentDueDay = 1 }) =>
        (rentalPeriod !== 'YEARLY' || !/-02-2[89]$/.test(termEnd ?? '')) &&
        !(rentalPeriod === 'MONTHLY' && (rentDueDay ?? 1) >= 29) &&
        !(rentalPeriod === 'FIXED' && (rentDueDay ?? 1) >= 29),
    );
    fc.assert(
      fc.property(plain, (input) => {
        const given = deemedGiven(input.servedOn, input.method);
        expect(earliestTermination(input).date).toBe(referenceDate(input, given));
      }),
      { numRuns: 1500 },
    );
  });

  test('is valid on its earliest date and refused the day before', () => {
    fc.assert(
      fc.property(anyNotice, (input) => {
        const { date } = earliestTermination(input);
        expect(validateNotice({ ...input, terminationDate: date }).defects).toEqual([]);
        const before = validateNotice({ ...input, terminationDate: addDays(date, -1) });
        expect(before.valid).toBe(false);
        expect(before.defects.map(({ earliestDate }) => earliestDate)).toContain(date);
      }),
      { numRuns: 600 },
    );
  });

  test('never ends earlier after later service, except for the N4 amendment', () => {
    fc.assert(
      fc.property(
        anyNotice.filter(({ form }) => form !== 'N4'),
        (input) => {
          const nextDay = { ...input, servedOn: addDays(input.servedOn, 1) };
          expect(earliestTermination(nextDay).date >= earliestTermination(input).date).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('returns an explanation and the rules applied', () => {
    fc.assert(
      fc.property(anyNotice, (input) => {
        const { rules, explanation, date, deemedGiven: given } = earliestTermination(input);
        expect(rules.length).toBeGreaterThanOrEqual(2);
        expect(explanation).toContain(date);
        expect(explanation).toContain(given);
        expect(explanation).not.toMatch(/undefined|null|NaN/);
      }),
    );
  });
});

describe('the end of a period', () => {
  test.each([
    ['rent on the 31st, passing over November', { rentDueDay: 31, servedOn: '2026-08-20' }, '2026-10-30'],
    ['rent on the 31st, passing over February', { rentDueDay: 31, servedOn: '2026-12-10' }, '2027-03-30'],
    ['rent on the 29th in a leap year', { rentDueDay: 29, servedOn: '2027-12-20' }, '2028-02-28'],
    [
      'rent on the 30th, the end of February stated',
      { rentDueDay: 30, servedOn: '2026-12-10', termEnd: '2027-02-28' },
      '2027-02-28',
    ],
    [
      'rent on the 30th, an end stated that cannot be',
      { rentDueDay: 30, servedOn: '2026-12-10', termEnd: '2027-02-14' },
      '2027-03-29',
    ],
    ['a rental year', { rentalPeriod: 'YEARLY', termEnd: '2024-08-31' }, '2027-08-31'],
    [
      'a rental year ending with February',
      { rentalPeriod: 'YEARLY', termEnd: '2023-02-28', servedOn: '2027-06-01' },
      '2028-02-29',
    ],
    [
      'a rental year ending with February, by the February rule',
      { rentalPeriod: 'YEARLY', termEnd: '2023-02-28', servedOn: '2027-01-01' },
      '2027-02-28',
    ],
    [
      'two weeks, counted from a known end',
      { rentalPeriod: 'BIWEEKLY', termEnd: '2026-10-04' },
      '2026-12-13',
    ],
    [
      'two weeks, counted back from a known end',
      { rentalPeriod: 'BIWEEKLY', termEnd: '2027-06-06' },
      '2026-12-06',
    ],
    ['a term that is over, going on monthly', { rentalPeriod: 'FIXED', termEnd: '2026-03-31' }, '2026-11-30'],
    [
      'a term without rent day, going on monthly',
      { rentalPeriod: 'FIXED', termEnd: '2026-11-14', rentDueDay: null },
      '2026-12-14',
    ],
    [
      'a term ending with February, given by 1 January',
      { rentalPeriod: 'FIXED', termEnd: '2027-02-28', servedOn: '2027-01-01' },
      '2027-02-28',
    ],
    [
      'a term cut short after a standard lease demand',
      { rentalPeriod: 'FIXED', termEnd: '2027-06-30', reason: 'STANDARD_LEASE_DEMAND' },
      '2026-11-30',
    ],
    ['rent on the 15th, no February rule', { rentDueDay: 15, servedOn: '2027-01-01' }, '2027-03-14'],
  ] as const)('%s', (_, change, date) => {
    expect(earliestTermination({ ...monthly, ...change }).date).toBe(date);
  });
});

describe('dates that do not depend on a rental period', () => {
  test.each([
    ['WEEKLY', 'ASSIGNMENT_REFUSED', '2026-10-29'],
    ['MONTHLY', 'ASSIGNMENT_REFUSED', '2026-10-31'],
    ['FIXED', 'REPLY_TO_N12_N13', '2026-10-11'],
    ['YEARLY', 'REPLY_TO_N12_N13', '2026-10-11'],
  ] as const)('%s, %s', (rentalPeriod, reason, date) => {
    const { form, servedOn, method } = monthly;
    expect(earliestTermination({ form, servedOn, method, rentalPeriod, reason }).date).toBe(date);
  });

  test("refuses a reply that ends on or after the landlord's date", () => {
    const reply = { ...monthly, reason: 'REPLY_TO_N12_N13' as const };
    expect(faultsOf({ ...reply, landlordTerminationDate: '2026-10-11' })).toEqual([
      'landlordTerminationDate: reply_too_late',
    ]);
    expect(faultsOf({ ...reply, landlordTerminationDate: '2026-10-12' })).toEqual([]);
    expect(warningsOf(reply)).toContain('landlord_date_unknown');
  });
});

describe('faults', () => {
  test.each([
    [
      'impossible date and day',
      { servedOn: '2026-02-30', rentDueDay: 32 },
      ['rentDueDay: out_of_range', 'servedOn: invalid_date'],
    ],
    ['no term end', { rentalPeriod: 'FIXED' }, ['termEnd: required']],
    ['no weekday', { rentalPeriod: 'WEEKLY' }, ['rentDueWeekday: required']],
    ['no rent day', { rentDueDay: null }, ['rentDueDay: required']],
    ['no known two-week end', { rentalPeriod: 'BIWEEKLY' }, ['termEnd: required']],
    ['no known year end', { rentalPeriod: 'YEARLY' }, ['termEnd: required']],
    [
      'unknown words',
      { rentalPeriod: 'HOURLY', method: 'PIGEON' },
      ['rentalPeriod: not_a_choice', 'method: not_a_choice'],
    ],
    [
      'missing words',
      { rentalPeriod: null, method: undefined, servedOn: undefined },
      ['rentalPeriod: required', 'servedOn: invalid_date', 'method: required'],
    ],
    ['unknown form', { form: 'N99' }, ['form: not_a_choice']],
    ['posted on the door', { method: 'POSTED_ON_DOOR' }, ['method: method_not_allowed']],
    ['text message', { method: 'SMS' }, ['method: method_not_allowed']],
    ['an adult at the landlord’s', { method: 'HAND_ADULT' }, ['method: method_not_allowed']],
    [
      'e-mail without consent',
      { method: 'EMAIL_WITH_CONSENT', emailConsent: false },
      ['method: email_consent_missing'],
    ],
    ['a reason of another form', { reason: 'PURCHASER' }, ['reason: reason_not_for_form']],
    ['an N12 without reason', { form: 'N12' }, ['reason: required']],
    ['an N13 without reason', { form: 'N13' }, ['reason: required']],
    [
      'an N13 with too few days',
      { form: 'N13', reason: 'REPAIRS', noticeDays: 119 },
      ['noticeDays: out_of_range'],
    ],
    [
      'an N12 with too few days',
      { form: 'N12', reason: 'PURCHASER', noticeDays: 59 },
      ['noticeDays: out_of_range'],
    ],
    ['a third N5', { form: 'N5', noticeNumber: 3 }, ['noticeNumber: out_of_range']],
    ['before the Act', { servedOn: '2007-01-30' }, ['servedOn: before_the_act']],
    [
      'before the standard lease',
      { servedOn: '2018-04-29', reason: 'STANDARD_LEASE_DEMAND' },
      ['servedOn: before_the_act'],
    ],
    [
      'second N5 too early',
      { form: 'N5', noticeNumber: 2, firstNoticeGivenOn: '2026-09-24' },
      ['servedOn: second_notice_too_early'],
    ],
    [
      'second N5 on old conduct',
      { form: 'N5', noticeNumber: 2, firstNoticeGivenOn: '2026-09-01', newConductOn: '2026-09-08' },
      ['newConductOn: second_notice_outside_window'],
    ],
  ] as const)('%s', (_, change, faults) => {
    expect(faultsOf({ ...monthly, ...change })).toEqual(faults);
  });

  test('accepts an N4 or N5 without rent day, weekday and term end', () => {
    for (const rentalPeriod of ['WEEKLY', 'BIWEEKLY', 'MONTHLY', 'YEARLY', 'FIXED'] as const)
      for (const form of ['N4', 'N5'] as const)
        expect(faultsOf({ form, rentalPeriod, servedOn: '2026-10-01', method: 'HAND' })).toEqual([]);
  });
});

describe('warnings', () => {
  test('gives the safe date for an N4 mailed before and given after 21 September 2026', () => {
    const n4 = { ...monthly, form: 'N4', method: 'MAIL', servedOn: '2026-09-18' } as const;
    const { date, warnings } = earliestTermination(n4);
    expect(date).toBe('2026-09-30');
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'given_across_rule_change', date: '2026-10-07' }),
    );
    expect(warningsOf({ ...n4, rentalPeriod: 'WEEKLY' })).not.toContain('given_across_rule_change');
  });

  test.each([
    ['rent_day_in_short_months', { rentDueDay: 31 }],
    ['ends_on_holiday', { rentalPeriod: 'WEEKLY', rentDueWeekday: 'MONDAY' }],
    ['biweekly_counts_sixty_days', { rentalPeriod: 'BIWEEKLY', termEnd: '2026-10-04' }],
    ['rent_day_assumed', { rentalPeriod: 'FIXED', rentDueDay: null, termEnd: '2026-10-31' }],
    ['february_rule_not_used', { rentDueDay: 15, servedOn: '2027-01-01' }],
    ['february_rule_not_used', { rentalPeriod: 'FIXED', termEnd: '2026-12-31', servedOn: '2027-01-01' }],
    ['email_consent_not_recorded', { method: 'EMAIL_WITH_CONSENT' }],
    ['courier_rule_unconfirmed', { method: 'COURIER' }],
    ['xpresspost_as_mail', { method: 'XPRESSPOST' }],
    ['door_of_landlord_unconfirmed', { method: 'UNDER_DOOR' }],
    ['first_notice_assumed', { form: 'N5' }],
    ['second_notice_window_unchecked', { form: 'N5', noticeNumber: 2 }],
    ['correction_ends_on_holiday', { form: 'N5', servedOn: '2026-10-03' }],
    ['input_ignored', { noticeDays: 60 }],
    ['compensation_still_owed', { form: 'N12', reason: 'PURCHASER', noticeDays: 120 }],
    ['compensation_still_owed', { form: 'N12', reason: 'LANDLORD_OR_FAMILY', noticeDays: 90 }],
  ] as const)('%s', (code, change) => {
    expect(warningsOf({ ...monthly, ...change })).toContain(code);
  });

  test('does not warn of an ordinary notice', () => {
    expect(warningsOf(monthly)).toEqual([]);
  });
});
