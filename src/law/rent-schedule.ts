import { addMonths, type CalendarDate, yearOf } from '../calendar/date.ts';
import type { Cents } from '../money/cents.ts';
import { shareRoundedDown } from '../money/cents.ts';
import { findRule, type RuleId, ruleInForce, type RuleOf } from './rules.ts';
import { GUIDELINE_YEARS } from './rules/guideline.ts';
import { ACT_IN_FORCE_FROM } from './rules/rule.ts';

/** A lawful rent from a day on. The amount is in cents per rental period. */
export interface ScheduledRent {
  readonly effectiveOn: CalendarDate;
  readonly amountCents: Cents;
}

/** A copy of a rent schedule, oldest first. */
export function inOrder<Rent extends ScheduledRent>(rents: readonly Rent[]): Rent[] {
  return rents.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}

/** Rent on a day, in cents; before the schedule begins, its first rent. */
export function scheduledRent(rents: readonly ScheduledRent[], on: CalendarDate): Cents {
  const sorted = inOrder(rents);
  const current = sorted.findLast(({ effectiveOn }) => effectiveOn <= on) ?? sorted[0];
  return current?.amountCents ?? 0;
}

/** Rent before a day, in cents: that of the last earlier row; else the first rent. */
export function rentBefore(rents: readonly ScheduledRent[], day: CalendarDate): Cents {
  const sorted = inOrder(rents);
  const earlier = sorted.findLast(({ effectiveOn }) => effectiveOn < day) ?? sorted[0];
  return earlier?.amountCents ?? 0;
}

/** Day of the last rise of the rent, also of one that is scheduled; else the first day of the tenancy (RTA s.119(1)). */
export function lastIncreaseOrStart(rents: readonly ScheduledRent[], startsOn: CalendarDate): CalendarDate {
  const sorted = inOrder(rents);
  const last = sorted.findLast(
    ({ effectiveOn, amountCents }, row) =>
      effectiveOn > startsOn && amountCents > (sorted[row - 1]?.amountCents ?? amountCents),
  );
  return last?.effectiveOn ?? startsOn;
}

/** Rule in force on a day; for a day before the Act, the Act's first. Tenancies can be older than the Act. */
export function ruleSince<Id extends RuleId>(id: Id, day: CalendarDate): RuleOf<Id> {
  return ruleInForce(id, day < ACT_IN_FORCE_FROM ? ACT_IN_FORCE_FROM : day);
}

/** First day on which the rent can rise again: twelve months after the last increase or the start (RTA s.119(1)). */
export function nextIncreaseFrom(rents: readonly ScheduledRent[], startsOn: CalendarDate): CalendarDate {
  const last = lastIncreaseOrStart(rents, startsOn);
  return addMonths(last, ruleSince('rent.increase.every_months', last).value);
}

/** Guideline of the year of a day, in basis points (RTA s.120); null if KeyNest knows none for that year. */
export function guidelineOn(day: CalendarDate): number | null {
  return findRule('rent.guideline', day)?.value ?? null;
}

/** Highest rent under the guideline of the year of a day, in cents, rounded down; null without a guideline. */
export function guidelineMaximum(rentCents: Cents, day: CalendarDate): Cents | null {
  const guideline = guidelineOn(day);
  return guideline === null ? null : rentCents + shareRoundedDown(rentCents, guideline);
}

/** Highest rent by agreement: the guideline plus 3 % of the last lawful rent (RTA s.121(3)), rounded down. */
export function agreementMaximum(rentCents: Cents, day: CalendarDate): Cents | null {
  const guideline = guidelineOn(day);
  if (guideline === null) return null;
  const { value } = ruleSince('rent.agreement.above_guideline', day);
  return rentCents + shareRoundedDown(rentCents, guideline + value);
}

/**
 * Why no guideline is known for the year of a day, and what to do. `earliest`: the first day that the other rules allow;
 * beyond the years that are known, no other date helps.
 */
export function unknownGuidelineMessage(day: CalendarDate, earliest: CalendarDate | null = null): string {
  const year = yearOf(day);
  const { first, last } = GUIDELINE_YEARS;
  if (year < first)
    return `KeyNest has no rent increase guideline for ${year}. Give a date from ${first} on.`;
  const isTooLate = earliest !== null && yearOf(earliest) > last;
  const remedy = isTooLate ? 'Plan the increase once it is known.' : `Give a date until ${last}-12-31.`;
  return `KeyNest has no guideline for ${year} yet; Ontario publishes it by 31 August ${year - 1}. ${remedy}`;
}

/** Tenancies agreed on or before this day keep the guideline, also in an exempt unit (RTA s.6.1(4)). */
const EXEMPTION_AFTER: CalendarDate = '2018-11-15';

/** Whether a tenancy is free of the guideline. A tenancy that began by 15 November 2018 was agreed on by then. */
export function isFreeOfGuideline(isUnitExempt: boolean, startsOn: CalendarDate): boolean {
  return isUnitExempt && startsOn > EXEMPTION_AFTER;
}
