import { addDays, type CalendarDate, earlierOf } from '../calendar/date.ts';
import { februaryDate, isShort, n9Period, n9PeriodTerms } from './n9.ts';
import type { NoticeTerms } from './notice.ts';
import { mustEndPeriod } from './notice-faults.ts';
import type { NoticePeriodRule } from './notice-period-rule.ts';
import { firstPeriodEnd } from './rental-period.ts';
import { findRule, ruleInForce } from './rules.ts';

function n4Period(terms: NoticeTerms, given: CalendarDate): NoticePeriodRule {
  const shortTenancyRule = isShort(terms) ? findRule('n4.notice_days.daily_weekly', given) : null;
  return shortTenancyRule ?? ruleInForce('n4.notice_days', given);
}

/** Rule for the minimum days of notice, in force on the day the notice is given. */
export function noticePeriod(terms: NoticeTerms, given: CalendarDate): NoticePeriodRule {
  switch (terms.form) {
    case 'N4':
      return n4Period(terms, given);
    case 'N5':
      return ruleInForce(terms.noticeNumber === 2 ? 'n5.second.notice_days' : 'n5.first.notice_days', given);
    case 'N7':
      return ruleInForce('n7.notice_days', given);
    case 'N8':
      return ruleInForce(isShort(terms) ? 'n8.notice_days.daily_weekly' : 'n8.notice_days', given);
    case 'N9':
      return n9Period(terms, given);
    case 'N12':
      return ruleInForce('n12.notice_days', given);
    case 'N13':
      return ruleInForce('n13.notice_days', given);
  }
}

/** First day on or after `from` on which a notice with these terms can end the tenancy. */
export function firstFittingDay(terms: NoticeTerms, from: CalendarDate): CalendarDate {
  return mustEndPeriod(terms) ? firstPeriodEnd(n9PeriodTerms(terms), from) : from;
}

/** Earliest termination date of a notice given on a day. `days` is the length of notice, by default the minimum. */
export function earliestDateGiven(
  terms: NoticeTerms,
  given: CalendarDate,
  days: number = noticePeriod(terms, given).value,
): CalendarDate {
  const counted = firstFittingDay(terms, addDays(given, days));
  const february = februaryDate(terms, given);
  return february ? earlierOf(counted, february.date) : counted;
}
