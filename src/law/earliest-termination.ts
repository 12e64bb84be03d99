import { addDays, type CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { correctionPeriod } from './correction.ts';
import { explainEarliest } from './explanation.ts';
import { fault, refuse } from './fault.ts';
import { n12Compensation } from './n12-compensation.ts';
import { februaryDate } from './n9.ts';
import type { EarliestTermination, NoticeInput } from './notice.ts';
import { reasonOf, serviceFaults, takesNoticeDays, termsFaults } from './notice-faults.ts';
import { earliestDateGiven, noticePeriod } from './notice-period.ts';
import { givingWarnings, termsWarnings } from './notice-warnings.ts';
import { applied, type AppliedRule, findRule, ruleInForce } from './rules.ts';
import { secondNoticeFaults } from './second-notice.ts';
import { deemedGiven, serviceRule } from './service.ts';

/** Dates and rules that depend on the day a notice counts as given. */
interface Consequences {
  readonly correctionEndsOn: CalendarDate | null;
  readonly earliestBoardApplication: CalendarDate | null;
  readonly compensationRequired: boolean | null;
  readonly rules: readonly AppliedRule[];
}

const NONE: Consequences = {
  correctionEndsOn: null,
  earliestBoardApplication: null,
  compensationRequired: null,
  rules: [],
};

function n5Consequences(input: NoticeInput, given: CalendarDate): Consequences {
  if (input.noticeNumber === 2) return { ...NONE, earliestBoardApplication: given };
  const { lastDay: correctionEndsOn, rules } = correctionPeriod(given);
  const earliestBoardApplication = addDays(correctionEndsOn, 1);
  return { ...NONE, correctionEndsOn, earliestBoardApplication, rules: rules.map(applied) };
}

/** Some compensation is owed for an N13 since small complexes owe it too; how much depends on further facts. */
function n13Consequences(given: CalendarDate): Consequences {
  const rule = findRule('n13.compensation.demolition.small', given);
  return { ...NONE, compensationRequired: rule ? true : null };
}

function consequences(input: NoticeInput, given: CalendarDate, date: CalendarDate): Consequences {
  if (input.form === 'N5') return n5Consequences(input, given);
  if (input.form === 'N4') {
    const rule = ruleInForce('n4.application_after_termination', given);
    return { ...NONE, earliestBoardApplication: addDays(date, rule.value), rules: [applied(rule)] };
  }
  if (input.form === 'N9') {
    const february = februaryDate(input, given);
    return { ...NONE, rules: february?.date === date ? [applied(february.rule)] : [] };
  }
  if (input.form === 'N7' || input.form === 'N8') return { ...NONE, earliestBoardApplication: given };
  if (input.form === 'N13') return n13Consequences(given);
  const reason = reasonOf(input) === 'PURCHASER' ? 'PURCHASER' : 'LANDLORD_OR_FAMILY';
  const { required, rules } = n12Compensation({ reason, deemedGiven: given, terminationDate: date });
  return { ...NONE, compensationRequired: required, rules };
}

function replyFaults(
  { landlordTerminationDate: landlordDate, ...input }: NoticeInput,
  date: CalendarDate,
): Fault[] {
  if (reasonOf(input) !== 'REPLY_TO_N12_N13' || !landlordDate || date < landlordDate) return [];
  const message = `Ten days' notice ends on ${date}, not before the landlord's termination date ${landlordDate}. The tenant can leave on the landlord's date without an N9.`;
  const section = 'RTA ss.48(3), 49(4), 50(4)';
  return [fault('landlordTerminationDate', 'reply_too_late', message, { section })];
}

/**
 * Computes the earliest date on which a notice can end the tenancy, from its date and method of service.
 * It counts calendar days, weekends and holidays included, from the day after giving (LTB Rule 1.12). Sources:
 * RTA ss.44, 47.0.1, 48 to 50, 58, 59, 62 to 68, 96 and 191.
 * @throws DomainError `BAD_INPUT` with every fault: invalid or missing fields, a method that is not allowed
 *   (`method_not_allowed`), a second N5 outside its window, a reply too late for the landlord's date.
 */
export function earliestTermination(input: NoticeInput): EarliestTermination {
  refuse([...termsFaults(input), ...serviceFaults(input)]);
  const given = deemedGiven(input.servedOn, input.method);
  const period = noticePeriod(input, given);
  const wished = takesNoticeDays(input.form) ? (input.noticeDays ?? 0) : 0;
  const days = Math.max(wished, period.value);
  const date = earliestDateGiven(input, given, days);
  refuse([...secondNoticeFaults(input, given), ...replyFaults(input, date)]);
  const { rules, ...rest } = consequences(input, given, date);
  const found = { date, deemedGiven: given, ...rest };
  return {
    ...found,
    rules: [applied(serviceRule(input.servedOn, input.method)), applied(period), ...rules],
    warnings: [...givingWarnings(input, given, date), ...termsWarnings(input, date)],
    explanation: explainEarliest(input, found, days),
  };
}
