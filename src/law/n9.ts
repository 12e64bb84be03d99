import { type CalendarDate, dateOf, endOfMonth, yearOf } from '../calendar/date.ts';
import type { NoticeTerms } from './notice.ts';
import type { Warning } from './warning.ts';
import { mustEndPeriod, reasonOf } from './notice-faults.ts';
import type { NoticePeriodRule } from './notice-period-rule.ts';
import { endsPeriod, rentDueDayOf } from './rental-period.ts';
import { ruleInForce, type RuleOf } from './rules.ts';

/** Whether rent is due daily or weekly, so that shorter notice does. A fixed term is neither. */
export function isShort({ rentalPeriod }: NoticeTerms): boolean {
  return rentalPeriod === 'DAILY' || rentalPeriod === 'WEEKLY';
}

/**
 * Rule for the days from giving an N9 to its earliest termination date: 28 or 60 (RTA s.44); 10 in reply to an N12 or
 * N13 (ss.48–50); 60 after an unmet demand for the standard lease (s.47.0.1); 28 or 30 after a refused assignment (s.96).
 */
export function n9Period(terms: NoticeTerms, given: CalendarDate): NoticePeriodRule {
  switch (reasonOf(terms)) {
    case 'REPLY_TO_N12_N13':
      return ruleInForce('n9.reply_days', given);
    case 'STANDARD_LEASE_DEMAND':
      return ruleInForce('n9.lease_demand_days', given);
    case 'ASSIGNMENT_REFUSED':
      return ruleInForce(isShort(terms) ? 'n9.assignment_days.daily_weekly' : 'n9.assignment_days', given);
    default:
      return ruleInForce(isShort(terms) ? 'n9.notice_days.daily_weekly' : 'n9.notice_days', given);
  }
}

/** Terms whose rental periods an N9 must end with. After a standard lease demand, a fixed term counts by months. */
export function n9PeriodTerms(terms: NoticeTerms): NoticeTerms {
  if (terms.rentalPeriod !== 'FIXED' || reasonOf(terms) !== 'STANDARD_LEASE_DEMAND') return terms;
  return { ...terms, rentalPeriod: 'MONTHLY', rentDueDay: rentDueDayOf(terms) };
}

/** A termination date that the February rule allows, and its rule. */
export interface FebruaryDate {
  readonly date: CalendarDate;
  readonly rule: RuleOf<'n9.february.given_by' | 'n9.march.given_by'>;
}

function februaryDates(given: CalendarDate, year: number): FebruaryDate[] {
  const february = ruleInForce('n9.february.given_by', given);
  const march = ruleInForce('n9.march.given_by', given);
  const dates = [
    { date: endOfMonth(dateOf(year, 2, 1)), rule: february },
    { date: dateOf(year, 3, 31), rule: march },
  ];
  return dates.filter(({ rule }) => given <= `${year}-${rule.value}`);
}

/** Dates of the February rule for a notice, whether or not a rental period ends on them. */
function februaryDatesFrom(given: CalendarDate): FebruaryDate[] {
  return [yearOf(given), yearOf(given) + 1].flatMap((year) => februaryDates(given, year));
}

function usesFebruaryRule(terms: NoticeTerms): boolean {
  if (terms.form !== 'N9' || !mustEndPeriod(terms)) return false;
  return !isShort(terms) && terms.rentalPeriod !== 'BIWEEKLY';
}

/**
 * End of February or 31 March, for which an N9 given by 1 January or 1 February counts as sixty days' notice (RTA
 * s.44(5)). Monthly, yearly and fixed tenancies only. The section shortens the notice only, so the date must still end
 * a rental period or the fixed term.
 */
export function februaryDate(terms: NoticeTerms, given: CalendarDate): FebruaryDate | null {
  if (!usesFebruaryRule(terms)) return null;
  const periods = n9PeriodTerms(terms);
  const endsTerm = (date: CalendarDate): boolean =>
    periods.rentalPeriod === 'FIXED' ? date === periods.termEnd : endsPeriod(periods, date);
  return februaryDatesFrom(given).find(({ date }) => endsTerm(date)) ?? null;
}

/** Warns of an earlier February date that was not used, because a rental period may not end on it. */
function februaryWarning(terms: NoticeTerms, given: CalendarDate, found: CalendarDate): Warning[] {
  if (!usesFebruaryRule(terms)) return [];
  const isTerm = n9PeriodTerms(terms).rentalPeriod === 'FIXED';
  const skipped = februaryDatesFrom(given).find(
    ({ date }) => date < found && !(isTerm && date < (terms.termEnd ?? '')),
  );
  if (!skipped) return [];
  const cause = isTerm
    ? 'The February rule applies to the end of the fixed term only. If the term is over, ask for a monthly tenancy.'
    : 'The February rule shortens the notice, but the date must still end a rental period.';
  const message = `${skipped.date} was not used. ${cause}`;
  return [{ code: 'february_rule_not_used', message, section: skipped.rule.section }];
}

/** Warnings about an N9 given on a day for a termination date. */
export function n9Warnings(terms: NoticeTerms, given: CalendarDate, found: CalendarDate): Warning[] {
  const reason = reasonOf(terms);
  const warnings = februaryWarning(terms, given, found);
  if (reason === 'REPLY_TO_N12_N13' && !terms.landlordTerminationDate) {
    const message =
      "The termination date must be before the date in the landlord's N12 or N13. Give the landlord's date to check it.";
    warnings.push({ code: 'landlord_date_unknown', message, section: 'RTA ss.48(3), 49(4), 50(4)' });
  }
  if (reason === 'TENANT_LEAVING' && terms.rentalPeriod === 'BIWEEKLY') {
    const message = 'A biweekly tenancy is neither daily nor weekly, so it needs sixty days of notice.';
    warnings.push({ code: 'biweekly_counts_sixty_days', message, section: 'RTA s.44' });
  }
  return warnings;
}
