import { addDays, addMonths, type CalendarDate } from '../calendar/date.ts';
import { shareRoundedDown } from '../money/cents.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault, refuse, requiredDateFault } from './fault.ts';
import { applied, type AppliedRule, findRule, ruleInForce } from './rules.ts';
import { GUIDELINE_YEARS } from './rules/guideline.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';
import { latestSending } from './service.ts';
import type { ServiceMethod } from './service-method.ts';

/** Days of notice for a rent increase when the Act came into force. */
const FIRST_NOTICE_DAYS = 90;

/** A planned rent increase. Amounts in cents per rental period. */
export interface RentIncreaseInput {
  readonly rentBeforeCents: number;
  /** First due date of the new rent. */
  readonly effectiveOn: CalendarDate;
  /** Date of the last increase, or else the start of the tenancy. */
  readonly lastIncreaseOrStartOn?: CalendarDate | null | undefined;
  /** Whether the unit is exempt from the guideline (RTA s.6.1). Notice and interval still apply. */
  readonly isExemptFromGuideline?: boolean | null | undefined;
  /** Method of service; give it to compute `latestSendingOn`. */
  readonly method?: ServiceMethod | null | undefined;
}

/** The limits of a rent increase. */
export interface RentIncrease {
  /** Basis points (210 = 2.1 %); null for a unit exempt from the guideline. */
  readonly guidelineBasisPoints: number | null;
  /** Null for a unit exempt from the guideline. */
  readonly maxRentAfterCents: number | null;
  /** Last day on which the notice can count as given. */
  readonly latestNoticeGivenOn: CalendarDate;
  /** Last day to send the notice by `method`; null without a method. */
  readonly latestSendingOn: CalendarDate | null;
  /** First day after the twelve months; null if the last increase is unknown. */
  readonly earliestEffectiveOn: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
}

function guidelineFaults({ effectiveOn, isExemptFromGuideline }: RentIncreaseInput): Fault[] {
  if (isExemptFromGuideline === true || findRule('rent.guideline', effectiveOn)) return [];
  const { first, last } = GUIDELINE_YEARS;
  const message = `KeyNest has no rent increase guideline for ${effectiveOn.slice(0, 4)}. Give a date from ${first} to ${last}.`;
  return [fault('effectiveOn', 'guideline_unknown', message, { section: 'RTA s.120' })];
}

function intervalFaults(input: RentIncreaseInput, earliest: CalendarDate | null): Fault[] {
  if (!earliest || input.effectiveOn >= earliest) return [];
  const message = `Twelve months must pass between rent increases. Give ${earliest} or a later date.`;
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
  // The notice, too, must be given while the Act is in force.
  const firstDay = addDays(ACT_IN_FORCE_FROM, FIRST_NOTICE_DAYS);
  if (effectiveOn >= firstDay) return [...faults, ...guidelineFaults(input)];
  return [
    ...faults,
    fault(
      'effectiveOn',
      'before_the_act',
      `Give ${firstDay} or a later date: earlier notices predate the Act.`,
    ),
  ];
}

/**
 * Computes the maximum rent after an increase and the last day to give notice: the guideline of the year in which the
 * increase takes effect (RTA s.120), rounded down to the cent; 90 days' notice (s.116); twelve months since the last
 * increase or the start of the tenancy (s.119).
 * @throws DomainError `BAD_INPUT` for invalid amounts and dates, a year without a guideline (`guideline_unknown`) and
 *   an increase too soon (`increase_too_soon`).
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
