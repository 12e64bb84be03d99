import { addDays, addMonths, type CalendarDate } from '../calendar/date.ts';
import { shareRoundedDown } from '../money/cents.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault, refuse, requiredDateFault } from './fault.ts';
import { applied, type AppliedRule, findRule, ruleInForce } from './rules.ts';
import { GUIDELINE_YEARS } from './rules/guideline.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { latestSending } from './service.ts';
import type { ServiceMethod } from './service-method.ts';

/** Days of notice when the Act came into force. */
const FIRST_NOTICE_DAYS = 90;

/** A rent increase that is planned. Amounts in cents per rent period. */
export interface RentIncreaseInput {
  readonly rentBeforeCents: number;
  /** The day the new rent is first due. */
  readonly effectiveOn: CalendarDate;
  /** The day of the last increase or, if there was none, of the tenancy's start. */
  readonly lastIncreaseOrStartOn?: CalendarDate | null | undefined;
  /** Whether the unit is exempt from the guideline (RTA s.6.1); notice and interval bind it all the same. */
  readonly isExemptFromGuideline?: boolean | null | undefined;
  /** To learn by when to send the notice, not only by when it must count as given. */
  readonly method?: ServiceMethod | null | undefined;
}

/** The limits of a rent increase. */
export interface RentIncrease {
  /** Basis points (210 = 2.1 %); null for a unit exempt from the guideline. */
  readonly guidelineBasisPoints: number | null;
  /** Null for a unit exempt from the guideline. */
  readonly maxRentAfterCents: number | null;
  /** Last day the notice may count as given. */
  readonly latestNoticeGivenOn: CalendarDate;
  /** Last day to send it by the method asked about. */
  readonly latestSendingOn: CalendarDate | null;
  /** First day the twelve months allow; null where the last increase is not known. */
  readonly earliestEffectiveOn: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
}

function guidelineFaults({ effectiveOn, isExemptFromGuideline }: RentIncreaseInput): Fault[] {
  if (isExemptFromGuideline === true || findRule('rent.guideline', effectiveOn)) return [];
  const { first, last } = GUIDELINE_YEARS;
  const message = `No guideline is known for ${effectiveOn.slice(0, 4)}; known are ${first} to ${last}.`;
  return [fault('effectiveOn', 'guideline_unknown', message, { section: 'RTA s.120' })];
}

function intervalFaults(input: RentIncreaseInput, earliest: CalendarDate | null): Fault[] {
  if (!earliest || input.effectiveOn >= earliest) return [];
  const message = `Twelve months must pass between increases: ${earliest} is the first day possible.`;
  const more = { section: 'RTA s.119(1)', earliestDate: earliest };
  return [fault('effectiveOn', 'increase_too_soon', message, more)];
}

function faultsOf(input: RentIncreaseInput): Fault[] {
  const { rentBeforeCents, effectiveOn, lastIncreaseOrStartOn } = input;
  const dates = requiredDateFault('effectiveOn', effectiveOn);
  const faults = [
    ...amountFault('rentBeforeCents', rentBeforeCents),
    ...dates,
    ...dateFault('lastIncreaseOrStartOn', lastIncreaseOrStartOn),
  ];
  if (dates.length > 0) return faults;
  // Not only the increase but the giving of its notice must lie under the Act.
  if (effectiveOn >= addDays(ACT_IN_FORCE_FROM, FIRST_NOTICE_DAYS))
    return [...faults, ...guidelineFaults(input)];
  return [
    ...faults,
    fault('effectiveOn', 'before_the_act', `The Act is in force since ${ACT_IN_FORCE_FROM}.`),
  ];
}

/**
 * The most a rent may rise to and the last day to give notice: the guideline of the year the increase takes effect
 * (RTA s.120), rounded down to the cent so as never to exceed it; 90 days' notice (s.116); twelve months since the
 * last increase or the start (s.119).
 * @throws DomainError `BAD_INPUT` naming impossible amounts and dates, a year without a known guideline
 *   (`guideline_unknown`), an increase too soon (`increase_too_soon`).
 */
export function rentIncrease(input: RentIncreaseInput): RentIncrease {
  refuse(faultsOf(input));
  const { effectiveOn, rentBeforeCents, lastIncreaseOrStartOn: last, method } = input;
  const notice = ruleInForce('rent.increase.notice_days', effectiveOn);
  const interval = ruleInForce('rent.increase.every_months', effectiveOn);
  const guideline = input.isExemptFromGuideline === true ? null : ruleInForce('rent.guideline', effectiveOn);
  const earliest = last ? addMonths(last, interval.value) : null;
  refuse(intervalFaults(input, earliest));
  const latestNoticeGivenOn = addDays(effectiveOn, -notice.value);
  return {
    guidelineBasisPoints: guideline?.value ?? null,
    maxRentAfterCents: guideline
      ? rentBeforeCents + shareRoundedDown(rentBeforeCents, guideline.value)
      : null,
    latestNoticeGivenOn,
    latestSendingOn: method ? latestSending(latestNoticeGivenOn, method) : null,
    earliestEffectiveOn: earliest,
    rules: [applied(notice), applied(interval), ...(guideline ? [applied(guideline)] : [])],
  };
}
