import fc from 'fast-check';
import { addDays } from '../../src/calendar/date.ts';
import {
  earliestTermination,
  latestServiceDate,
  type LatestServiceInput,
  validateNotice,
} from '../../src/law/index.ts';
import { anyNotice } from './arbitrary.ts';

const n9: LatestServiceInput = {
  form: 'N9',
  rentalPeriod: 'MONTHLY',
  rentDueDay: 1,
  method: 'HAND',
  terminationDate: '2026-11-30',
};

test.each([
  ['sixty days back', {}, '2026-10-01'],
  ['five days more by mail', { method: 'MAIL' }, '2026-09-26'],
  ['the February rule', { terminationDate: '2027-02-28' }, '2027-01-01'],
  ['the March rule', { terminationDate: '2027-03-31' }, '2027-02-01'],
  ['the February rule by mail', { terminationDate: '2027-02-28', method: 'MAIL' }, '2026-12-27'],
  [
    'no February rule for a landlord',
    { form: 'N12', reason: 'PURCHASER', terminationDate: '2027-02-28' },
    '2026-12-30',
  ],
  ['an N4 of today', { form: 'N4', terminationDate: '2026-11-30' }, '2026-11-23'],
  ['an N4 after the change', { form: 'N4', terminationDate: '2026-09-28' }, '2026-09-21'],
  ['an N4 before the change', { form: 'N4', terminationDate: '2026-09-27' }, '2026-09-13'],
] as const)('%s', (_, change, servedOn) => {
  expect(latestServiceDate({ ...n9, ...change }).servedOn).toBe(servedOn);
});

test('refuses a date within a period and gives the next period end', () => {
  expect(() => latestServiceDate({ ...n9, terminationDate: '2026-12-15' })).toThrow(
    expect.objectContaining({
      details: [expect.objectContaining({ code: 'not_period_end', earliestDate: '2026-12-31' })],
    }),
  );
});

test('reports all faults', () => {
  const input = { ...n9, rentDueDay: null, method: 'SMS', terminationDate: '2026-02-30' } as const;
  expect(() => latestServiceDate(input)).toThrow(
    expect.objectContaining({
      details: [
        expect.objectContaining({ code: 'required' }),
        expect.objectContaining({ code: 'method_not_allowed' }),
        expect.objectContaining({ code: 'invalid_date' }),
      ],
    }),
  );
});

test('accepts service on the last day and refuses it a day later', () => {
  fc.assert(
    fc.property(anyNotice, (input) => {
      const terminationDate = earliestTermination(input).date;
      const { servedOn } = latestServiceDate({ ...input, terminationDate });
      expect(servedOn >= input.servedOn).toBe(true);
      expect(validateNotice({ ...input, servedOn, terminationDate }).defects).toEqual([]);
      const late = validateNotice({ ...input, servedOn: addDays(servedOn, 1), terminationDate });
      expect(late.valid).toBe(false);
    }),
    { numRuns: 600 },
  );
});
