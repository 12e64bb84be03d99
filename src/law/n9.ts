import { type CalendarDate, dateOf, endOfMonth, yearOf } from '../calendar/date.ts';
import type { NoticeTerms } from './notice.ts';
import type { Warning } from './warning.ts';
import { mustEndPeriod, reasonOf } from './notice-faults.ts';
import type { NoticePeriodRule } from './notice-period-rule.ts';
import { endsPeriod, rentDueDayOf } from './rental-period.ts';
import { ruleInForce, type RuleOf } from './rules.ts';

function isShort({ rentalPeriod }: NoticeTerms): boolean {
  return rentalPeriod === 'DAILY' || rentalPeriod === 'WEEKLY';
}

/**
 * Days from giving an N9 to its earliest date: 28 or 60 (RTA s.44), 10 in answer to an N12 or N13 (ss.48–50), 60
 * after an unmet demand for the standard lease (s.47.0.1), 28 or 30 after a refused assignment (s.96).
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

/** The terms whose periods an N9 must end with: after a demand for the standard lease, months of a fixed term too. */
export function n9PeriodTerms(terms: NoticeTerms): NoticeTerms {
  if (terms.rentalPeriod !== 'FIXED' || reasonOf(terms) !== 'STANDARD_LEASE_DEMAND') return terms;
  return { ...terms, rentalPeriod: 'MONTHLY', rentDueDay: rentDueDayOf(terms) };
}

/** A date February's rule allows, and the row that allows it. */
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

/** February's dates for a notice, whether or not a period ends on them. */
function februaryDatesFrom(given: CalendarDate): FebruaryDate[] {
  return [yearOf(given), yearOf(given) + 1].flatMap((year) => februaryDates(given, year));
}

function takesFebruaryRule(terms: NoticeTerms): boolean {
  if (terms.form !== 'N9' || !mustEndPeriod(terms)) return false;
  return !isShort(terms) && terms.rentalPeriod !== 'BIWEEKLY';
}

/**
 * The end of February or 31 March, where an N9 given by 1 January or 1 February counts as sixty days' notice for it
 * (RTA s.44(5)); monthly, yearly and fixed tenancies only. The section excuses the days, not the end of the period:
 * so the date must still end a period, or be the term's last day.
 */
export function februaryDate(terms: NoticeTerms, given: CalendarDate): FebruaryDate | null {
  if (!takesFebruaryRule(terms)) return null;
  const periods = n9PeriodTerms(terms);
  const isOpen = (date: CalendarDate): boolean =>
    periods.rentalPeriod === 'FIXED' ? date === periods.termEnd : endsPeriod(periods, date);
  return februaryDatesFrom(given).find(({ date }) => isOpen(date)) ?? null;
}

/** A February date earlier than the one found, passed over because it is not certain that a period ends on it. */
function februaryWarning(terms: NoticeTerms, given: CalendarDate, found: CalendarDate): Warning[] {
  if (!takesFebruaryRule(terms)) return [];
  const isTerm = n9PeriodTerms(terms).rentalPeriod === 'FIXED';
  const passed = februaryDatesFrom(given).find(
    ({ date }) => date < found && !(isTerm && date < (terms.termEnd ?? '')),
  );
  if (!passed) return [];
  const why = isTerm
    ? 'the rule is used for the end of the term only; if the term is over, ask again as a monthly tenancy'
    : 'the rule excuses days of notice, not the end of a rental period';
  const message = `Given by ${passed.rule.value} (month-day), ${passed.date} counts as sixty days' notice, but ${why}.`;
  return [{ code: 'february_rule_not_used', message, section: passed.rule.section }];
}

/** What an N9 given on a day, for the date found, leaves unsure. */
export function n9Warnings(terms: NoticeTerms, given: CalendarDate, found: CalendarDate): Warning[] {
  const reason = reasonOf(terms);
  const warnings = februaryWarning(terms, given, found);
  if (reason === 'REPLY_TO_N12_N13' && !terms.landlordTerminationDate) {
    const message = "The date must be earlier than the termination date in the landlord's N12 or N13.";
    warnings.push({ code: 'landlord_date_unknown', message, section: 'RTA ss.48(3), 49(4), 50(4)' });
  }
  if (reason === 'ASSIGNMENT_REFUSED') {
    const message = 'The number of days after a refused assignment was read on an older N9.';
    warnings.push({ code: 'assignment_days_from_older_form', message, section: 'RTA s.96' });
  }
  if (reason === 'TENANT_LEAVING' && terms.rentalPeriod === 'BIWEEKLY') {
    const message = 'Rent every two weeks is neither daily nor weekly, so sixty days are counted.';
    warnings.push({ code: 'biweekly_counts_sixty_days', message, section: 'RTA s.44' });
  }
  return warnings;
}
