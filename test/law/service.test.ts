import fc from 'fast-check';
import { addDays } from '../../src/calendar/date.ts';
import type { DomainError } from '../../src/errors.ts';
import {
  allowedMethods,
  deemedGiven,
  latestSending,
  methodFault,
  SERVICE_METHODS,
  type ServiceMethod,
} from '../../src/law/index.ts';
import { anyDate } from './arbitrary.ts';

const methods = SERVICE_METHODS.filter((method) => method !== 'SMS');

describe('deemedGiven', () => {
  test.each([
    ['2026-10-09', 'HAND', '2026-10-09'],
    ['2026-10-09', 'MAIL', '2026-10-14'],
    ['2026-10-09', 'XPRESSPOST', '2026-10-14'],
    ['2026-10-09', 'COURIER', '2026-10-13'],
    ['2026-10-10', 'COURIER', '2026-10-13'],
    ['2026-12-24', 'COURIER', '2026-12-28'],
    ['2026-04-02', 'COURIER', '2026-04-07'],
    ['2026-10-09', 'POSTED_ON_DOOR', '2026-10-09'],
  ] as const)('sent on %s by %s is given on %s', (sentOn, method, given) => {
    expect(deemedGiven(sentOn, method)).toBe(given);
  });

  test('refuses a text message and an invalid date together', () => {
    expect.assertions(1);
    try {
      deemedGiven('2026-02-30', 'SMS');
    } catch (error) {
      const { details } = error as DomainError;
      expect(details.map(({ code }) => code)).toEqual(['invalid_date', 'method_not_allowed']);
    }
  });

  test('never gives an earlier day for later sending', () => {
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...methods), (sentOn, method) => {
        expect(deemedGiven(addDays(sentOn, 1), method) >= deemedGiven(sentOn, method)).toBe(true);
      }),
    );
  });
});

test('gives a latest sending that is in time, and late by a day after', () => {
  fc.assert(
    fc.property(anyDate, fc.constantFrom(...methods), (by, method) => {
      const last = latestSending(by, method);
      expect(deemedGiven(last, method) <= by).toBe(true);
      expect(deemedGiven(addDays(last, 1), method) > by).toBe(true);
    }),
  );
});

describe('methods', () => {
  const refused: readonly (readonly [
    'N4' | 'N5' | 'N8' | 'N9' | 'N12' | 'ENTRY',
    readonly ServiceMethod[],
  ])[] = [
    ['N4', ['HAND_EMPLOYEE', 'POSTED_ON_DOOR', 'SMS']],
    ['N5', ['HAND_EMPLOYEE', 'POSTED_ON_DOOR', 'SMS']],
    ['N8', ['HAND_EMPLOYEE', 'POSTED_ON_DOOR', 'SMS']],
    ['N12', ['HAND_EMPLOYEE', 'POSTED_ON_DOOR', 'SMS']],
    ['N9', ['HAND_ADULT', 'POSTED_ON_DOOR', 'SMS']],
    ['ENTRY', ['HAND_EMPLOYEE', 'SMS']],
  ];

  test.each(refused)('refuses an %s only by %p', (document, unfit) => {
    expect(SERVICE_METHODS.filter((method) => !allowedMethods(document).includes(method))).toEqual(unfit);
    for (const method of unfit) expect(methodFault(document, method)?.code).toBe('method_not_allowed');
  });

  test('refuses e-mail if consent is known to be missing', () => {
    expect(methodFault('N4', 'EMAIL_WITH_CONSENT', false)?.code).toBe('email_consent_missing');
    expect(methodFault('N4', 'EMAIL_WITH_CONSENT', true)).toBeNull();
    expect(methodFault('N4', 'EMAIL_WITH_CONSENT')).toBeNull();
  });
});
