import { addDays, type CalendarDate } from '../calendar/date.ts';
import { businessDayOnOrAfter } from './holidays.ts';
import { findRule, ruleInForce, type RuleOf } from './rules.ts';

/** The end of the correction period of a first N5. */
export interface CorrectionPeriod {
  /** Last day for the tenant to correct the cause. */
  readonly lastDay: CalendarDate;
  readonly rules: readonly RuleOf<'n5.correction_days' | 'n5.correction_ends_on_business_day'>[];
}

/**
 * Correction period of a first N5 given on a day. Its end moves to a business day, which gives the tenant more time;
 * the landlord can apply on the next day (RTA s.70).
 */
export function correctionPeriod(given: CalendarDate): CorrectionPeriod {
  const days = ruleInForce('n5.correction_days', given);
  const moves = findRule('n5.correction_ends_on_business_day', given);
  const counted = addDays(given, days.value);
  const lastDay = moves ? businessDayOnOrAfter(counted) : counted;
  return { lastDay, rules: moves && lastDay !== counted ? [days, moves] : [days] };
}
