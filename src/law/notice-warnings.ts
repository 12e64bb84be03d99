import { addDays, type CalendarDate } from '../calendar/date.ts';
import { businessDayOnOrAfter, holidayOn, isSunday } from './holidays.ts';
import { n12Compensation } from './n12-compensation.ts';
import { n9PeriodTerms, n9Warnings } from './n9.ts';
import type { NoticeInput, NoticeTerms } from './notice.ts';
import type { Warning } from './warning.ts';
import { mustEndPeriod } from './notice-faults.ts';
import { noticePeriod } from './notice-period.ts';
import { FIRST_DOUBTFUL_RENT_DAY, rentDueDayOf } from './rental-period.ts';
import { ruleInForce } from './rules.ts';
import { BILL_60_SECOND_STEP } from './rules/rule.ts';
import { methodWarnings } from './service-method.ts';

function restDayWarning(date: CalendarDate): Warning[] {
  const holiday = holidayOn(date);
  if (!holiday && !isSunday(date)) return [];
  const message = `${date} is ${holiday ?? 'a Sunday'}. No rule found moves a termination date for that.`;
  return [{ code: 'ends_on_holiday', message }];
}

/** Sent under the rule before Bill 60, given under the one after: the day of giving decides, the older is safe. */
function ruleChangeWarning(input: NoticeInput, given: CalendarDate, date: CalendarDate): Warning[] {
  if (input.servedOn >= BILL_60_SECOND_STEP || given < BILL_60_SECOND_STEP) return [];
  const code = 'given_across_rule_change';
  if (input.form === 'N12') {
    const message = `Sent before ${BILL_60_SECOND_STEP}, given on ${given}: by the Act the day of giving decides whether 120 days free from compensation.`;
    return [{ code, message, section: 'RTA s.48.1(2)' }];
  }
  if (input.form !== 'N4') return [];
  const safe = addDays(given, noticePeriod(input, addDays(BILL_60_SECOND_STEP, -1)).value);
  if (safe <= date) return [];
  const message = `Sent before ${BILL_60_SECOND_STEP}, given on ${given}. The day of giving decides; a date from ${safe} holds under the earlier rule too.`;
  return [{ code, message, section: 'RTA s.59(1)', date: safe }];
}

/** More than the sixty days, meant to owe nothing, that still leave compensation owed. */
function compensationWarning(input: NoticeInput, given: CalendarDate, date: CalendarDate): Warning[] {
  const minimum = noticePeriod(input, given).value;
  if ((input.noticeDays ?? minimum) <= minimum) return [];
  const reason = input.reason === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD_OR_FAMILY';
  const { required, waivedFrom } = n12Compensation({ reason, deemedGiven: given, terminationDate: date });
  if (!required) return [];
  const until = waivedFrom ? `; from ${waivedFrom} on none would be` : '';
  const message = `Compensation is owed in spite of the longer notice${until}.`;
  const warning = { code: 'compensation_still_owed', message, section: 'RTA ss.48.1, 49.1' };
  return [waivedFrom ? { ...warning, date: waivedFrom } : warning];
}

function rentDayWarnings(terms: NoticeTerms, date: CalendarDate): Warning[] {
  const { rentalPeriod, termEnd, rentDueDay } = n9PeriodTerms(terms);
  const goesOnMonthly = rentalPeriod === 'FIXED' && date !== termEnd;
  if (!mustEndPeriod(terms) || (rentalPeriod !== 'MONTHLY' && !goesOnMonthly)) return [];
  const warnings: Warning[] = [];
  if (goesOnMonthly && !rentDueDay) {
    const message =
      'No rent day is given: the months after the term are taken to start on the day after its end.';
    warnings.push({ code: 'rent_day_assumed', message, section: 'RTA s.38(1)' });
  }
  if (rentDueDayOf(terms) >= FIRST_DOUBTFUL_RENT_DAY) {
    const message =
      'No rule says when rent due on the 29th to 31st falls due in a shorter month; months without that day are passed over. To use one, give the last day of its rental period.';
    warnings.push({ code: 'rent_day_in_short_months', message });
  }
  return warnings;
}

function secondNoticeWarnings({ noticeNumber, firstNoticeGivenOn, newConductOn }: NoticeTerms): Warning[] {
  const section = 'RTA s.68(1)';
  if (noticeNumber !== 2) {
    const message = 'A first notice is meant: it must let the tenant correct the cause within seven days.';
    return noticeNumber === 1 ? [] : [{ code: 'first_notice_assumed', message, section: 'RTA s.64(2)' }];
  }
  if (firstNoticeGivenOn && newConductOn) return [];
  const message =
    'A second N5 needs a first one and new conduct more than seven days and less than six months after it was given; this was not fully checked.';
  return [{ code: 'second_notice_window_unchecked', message, section }];
}

function correctionWarning(terms: NoticeTerms, given: CalendarDate): Warning[] {
  if (terms.noticeNumber === 2) return [];
  const rule = ruleInForce('n5.correction_days', given);
  const last = addDays(given, rule.value);
  const safe = businessDayOnOrAfter(last);
  if (safe === last) return [];
  const date = addDays(safe, 1);
  const message = `The seven days end on ${last}, a day the Board is closed. If they run on to ${safe}, an application before ${date} would be too early.`;
  return [{ code: 'correction_ends_on_holiday', message, section: rule.section, date }];
}

function ignoredWarnings({ form, noticeNumber, noticeDays }: NoticeTerms): Warning[] {
  const code = 'input_ignored';
  const warnings: Warning[] = [];
  if (form !== 'N5' && noticeNumber)
    warnings.push({ code, message: 'noticeNumber means something on an N5 only.' });
  if (form !== 'N12' && noticeDays)
    warnings.push({ code, message: 'noticeDays means something on an N12 only.' });
  return warnings;
}

/** What a notice's own terms leave unsure, for a termination date, however it is served. */
export function termsWarnings(terms: NoticeTerms, date: CalendarDate): Warning[] {
  return [
    ...ignoredWarnings(terms),
    ...rentDayWarnings(terms, date),
    ...(terms.form === 'N5' ? secondNoticeWarnings(terms) : []),
    ...restDayWarning(date),
  ];
}

/** What the day and manner of giving leave unsure, for a termination date. */
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
