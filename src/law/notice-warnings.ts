import { addDays, type CalendarDate } from '../calendar/date.ts';
import { businessDayOnOrAfter, holidayOn, isSunday } from './holidays.ts';
import { n12Compensation } from './n12-compensation.ts';
import { n9PeriodTerms, n9Warnings } from './n9.ts';
import type { NoticeInput, NoticeTerms } from './notice.ts';
import type { Warning } from './warning.ts';
import { mustEndPeriod, takesNoticeDays } from './notice-faults.ts';
import { noticePeriod } from './notice-period.ts';
import { FIRST_DOUBTFUL_RENT_DAY, rentDueDayOf } from './rental-period.ts';
import { ruleInForce } from './rules.ts';
import { BILL_60_SECOND_STEP } from './rules/rule.ts';
import { methodWarnings } from './service-method.ts';

function restDayWarning(date: CalendarDate): Warning[] {
  const holiday = holidayOn(date);
  if (!holiday && !isSunday(date)) return [];
  const message = `The termination date ${date} is ${holiday ?? 'a Sunday'}. No rule moves a termination date to a business day.`;
  return [{ code: 'ends_on_holiday', message }];
}

/** Warns of a notice sent before the Bill 60 amendments that counts as given after. The day of giving decides. */
function ruleChangeWarning(input: NoticeInput, given: CalendarDate, date: CalendarDate): Warning[] {
  if (input.servedOn >= BILL_60_SECOND_STEP || given < BILL_60_SECOND_STEP) return [];
  const code = 'given_across_rule_change';
  if (input.form === 'N12') {
    const message = `The notice is sent before ${BILL_60_SECOND_STEP} and given on ${given}. The day of giving decides whether 120 days waive compensation.`;
    return [{ code, message, section: 'RTA s.48.1(2)' }];
  }
  if (input.form !== 'N4') return [];
  const safe = addDays(given, noticePeriod(input, addDays(BILL_60_SECOND_STEP, -1)).value);
  if (safe <= date) return [];
  const message = `The notice is sent before ${BILL_60_SECOND_STEP} and given on ${given}. The day of giving decides the rule. Give ${safe} or a later date to satisfy the earlier rule too.`;
  return [{ code, message, section: 'RTA s.59(1)', date: safe }];
}

/** Warns when a notice longer than sixty days still owes compensation. */
function compensationWarning(input: NoticeInput, given: CalendarDate, date: CalendarDate): Warning[] {
  const minimum = noticePeriod(input, given).value;
  if ((input.noticeDays ?? minimum) <= minimum) return [];
  const reason = input.reason === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD_OR_FAMILY';
  const { required, waivedFrom } = n12Compensation({ reason, deemedGiven: given, terminationDate: date });
  if (!required) return [];
  const remedy = waivedFrom ? ` Give ${waivedFrom} or a later date to owe no compensation.` : '';
  const message = `The landlord owes compensation despite the longer notice.${remedy}`;
  const warning = { code: 'compensation_still_owed', message, section: 'RTA ss.48.1, 49.1' };
  return [waivedFrom ? { ...warning, date: waivedFrom } : warning];
}

function rentDayWarnings(terms: NoticeTerms, date: CalendarDate): Warning[] {
  const { rentalPeriod, termEnd, rentDueDay } = n9PeriodTerms(terms);
  const isMonthToMonth = rentalPeriod === 'FIXED' && date !== termEnd;
  if (!mustEndPeriod(terms) || (rentalPeriod !== 'MONTHLY' && !isMonthToMonth)) return [];
  const warnings: Warning[] = [];
  if (isMonthToMonth && !rentDueDay) {
    const message =
      'The rent day is not given. KeyNest assumes that rental months start the day after the fixed term ends.';
    warnings.push({ code: 'rent_day_assumed', message, section: 'RTA s.38(1)' });
  }
  if (rentDueDayOf(terms) >= FIRST_DOUBTFUL_RENT_DAY) {
    const message =
      'No rule sets the due date in months without the rent day, so KeyNest skips them. To use such a month, give the last day of its rental period.';
    warnings.push({ code: 'rent_day_in_short_months', message });
  }
  return warnings;
}

function secondNoticeWarnings({ noticeNumber, firstNoticeGivenOn, newConductOn }: NoticeTerms): Warning[] {
  const section = 'RTA s.68(1)';
  if (noticeNumber !== 2) {
    const message = 'KeyNest assumes a first N5, which lets the tenant correct the cause within seven days.';
    return noticeNumber === 1 ? [] : [{ code: 'first_notice_assumed', message, section: 'RTA s.64(2)' }];
  }
  if (firstNoticeGivenOn && newConductOn) return [];
  const message =
    'KeyNest could not check the window for a second N5. New conduct must occur more than seven days and less than six months after the first N5.';
  return [{ code: 'second_notice_window_unchecked', message, section }];
}

function correctionWarning(terms: NoticeTerms, given: CalendarDate): Warning[] {
  if (terms.noticeNumber === 2) return [];
  const { section, value } = ruleInForce('n5.correction_days', given);
  const last = addDays(given, value);
  const safe = businessDayOnOrAfter(last);
  if (safe === last) return [];
  const date = addDays(safe, 1);
  const message = `The seven days to correct end on ${last}, when the Board is closed. They may run to ${safe}. Apply on ${date} or later to be safe.`;
  return [{ code: 'correction_ends_on_holiday', message, section, date }];
}

function ignoredWarnings({ form, noticeNumber, noticeDays }: NoticeTerms): Warning[] {
  const code = 'input_ignored';
  const warnings: Warning[] = [];
  if (form !== 'N5' && noticeNumber)
    warnings.push({ code, message: 'The notice number applies to an N5 only and was ignored.' });
  if (!takesNoticeDays(form) && noticeDays)
    warnings.push({ code, message: 'The days of notice apply to an N4, N12 or N13 only and were ignored.' });
  return warnings;
}

/** Warnings about a notice's terms and termination date, whatever its service. */
export function termsWarnings(terms: NoticeTerms, date: CalendarDate): Warning[] {
  return [
    ...ignoredWarnings(terms),
    ...rentDayWarnings(terms, date),
    ...(terms.form === 'N5' ? secondNoticeWarnings(terms) : []),
    ...restDayWarning(date),
  ];
}

/** Warnings about a notice's service, for a termination date. */
export function givingWarnings(input: NoticeInput, given: CalendarDate, date: CalendarDate): Warning[] {
  const { form, method, servedOn, emailConsent } = input;
  return [
    ...methodWarnings(form, method, servedOn, emailConsent),
    ...ruleChangeWarning(input, given, date),
    ...(form === 'N5' ? correctionWarning(input, given) : []),
    ...(form === 'N9' ? n9Warnings(input, given, date) : []),
    ...(form === 'N12' ? compensationWarning(input, given, date) : []),
  ];
}
