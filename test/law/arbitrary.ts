import fc from 'fast-check';
import { addDays } from '../../src/calendar/date.ts';
import { WEEKDAYS } from '../../src/calendar/weekday.ts';
import {
  allowedMethods,
  NOTICE_FORMS,
  type NoticeInput,
  REASONS_OF_FORM,
  RENTAL_PERIODS,
} from '../../src/law/index.ts';

/** Dates from 2010 to 2037. */
export const anyDate = fc.integer({ min: 0, max: 10_000 }).map((days) => addDays('2010-01-01', days));

/** Notices whose input has no fault. */
export const anyNotice: fc.Arbitrary<NoticeInput> = fc.constantFrom(...NOTICE_FORMS).chain((form) =>
  fc.record({
    form: fc.constant(form),
    servedOn: anyDate.map((date) => (date < '2018-05-01' ? addDays(date, 3100) : date)),
    method: fc.constantFrom(...allowedMethods(form)),
    rentalPeriod: fc.constantFrom(...RENTAL_PERIODS),
    rentDueDay: fc.integer({ min: 1, max: 31 }),
    rentDueWeekday: fc.constantFrom(...WEEKDAYS),
    termEnd: anyDate,
    reason: fc.constantFrom(...REASONS_OF_FORM[form]),
    noticeNumber: fc.constantFrom(1, 2),
    emailConsent: fc.constant(true),
  }),
);
