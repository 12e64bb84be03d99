import { addDays, type CalendarDate, yearOf } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import type { Cents } from '../money/cents.ts';
import { toDollars } from '../money/cents.ts';
import { money } from '../money/words.ts';
import { fault } from './fault.ts';
import {
  guidelineMaximum,
  guidelineOn,
  lastIncreaseOrStart,
  nextIncreaseFrom,
  rentBefore,
  ruleSince,
  unknownGuidelineMessage,
  type ScheduledRent,
} from './rent-schedule.ts';
import { applied, type AppliedRule, findRule } from './rules.ts';

/** A tenancy, as the rules of rent increases see it. */
export interface IncreaseTerms {
  /** First day of the tenancy. */
  readonly startsOn: CalendarDate;
  /** Lawful rents, in any order. */
  readonly rents: readonly ScheduledRent[];
  /** Whether the unit is exempt from the guideline (RTA s.6.1). Notice and interval still apply. */
  readonly isExempt: boolean;
  /** First day on or after a day on which rent is due; null if none follows. */
  readonly rentDayOnOrAfter: (day: CalendarDate) => CalendarDate | null;
}

/** An increase as the landlord wishes it. */
export interface IncreaseWish {
  /** Day on which the notice counts as given. */
  readonly givenOn: CalendarDate;
  readonly rentCents?: Cents | null | undefined;
  readonly effectiveOn?: CalendarDate | null | undefined;
}

/** The limits of a rent increase by notice, and what stands against it. Amounts in cents per rental period. */
export interface IncreasePlan {
  /** The day asked for, else the earliest one; null if no rent day follows. */
  readonly effectiveOn: CalendarDate | null;
  /** Lawful rent before that day. */
  readonly rentBeforeCents: Cents;
  /** The rent asked for, else the highest lawful one; null for an exempt unit without a wish. */
  readonly rentCents: Cents | null;
  /** Null for an exempt unit, and for a year whose guideline is not known. */
  readonly maximumRentCents: Cents | null;
  readonly guidelineBasisPoints: number | null;
  /** First day on which an increase can take effect if the notice is given on `givenOn`. */
  readonly earliestOn: CalendarDate | null;
  /** Last day on which the notice can count as given for `effectiveOn`. */
  readonly latestGivenOn: CalendarDate | null;
  readonly obstacles: readonly Fault[];
  readonly rules: readonly AppliedRule[];
}

const NOTICE = 'RTA s.116(1)';

function later(first: CalendarDate, second: CalendarDate): CalendarDate {
  return first > second ? first : second;
}

/** First rent day that is 90 days after the notice and twelve months after the last increase (RTA ss.116(1), 119(1)). */
export function earliestIncrease(terms: IncreaseTerms, givenOn: CalendarDate): CalendarDate | null {
  const notice = ruleSince('rent.increase.notice_days', givenOn);
  const first = later(addDays(givenOn, notice.value), nextIncreaseFrom(terms.rents, terms.startsOn));
  return terms.rentDayOnOrAfter(first);
}

/** Whether twelve months will have passed since the last increase 90 days after a notice (RTA ss.116(1), 119(1)). */
export function canRiseByNotice({ rents, startsOn }: IncreaseTerms, givenOn: CalendarDate): boolean {
  const { value } = ruleSince('rent.increase.notice_days', givenOn);
  return nextIncreaseFrom(rents, startsOn) <= addDays(givenOn, value);
}

/** Highest rent that a notice can ask for from a day: the guideline's; in 2021 the rent before (RTA ss.120, 136.1). */
export function maximumRent({ rents, isExempt }: IncreaseTerms, effectiveOn: CalendarDate): Cents | null {
  const before = rentBefore(rents, effectiveOn);
  if (findRule('rent.increase.freeze', effectiveOn)) return before;
  return isExempt ? null : guidelineMaximum(before, effectiveOn);
}

function noticeFaults(terms: IncreaseTerms, givenOn: CalendarDate, effectiveOn: CalendarDate): Fault[] {
  const { value } = ruleSince('rent.increase.notice_days', givenOn);
  if (effectiveOn >= addDays(givenOn, value)) return [];
  const earliest = earliestIncrease(terms, givenOn);
  const remedy = earliest === null ? 'No rent day follows.' : `Give ${earliest} or a later rent day.`;
  const message = `A notice given on ${givenOn} needs ${value} days, so ${effectiveOn} is too early. ${remedy}`;
  return [fault('effectiveOn', 'notice_too_short', message, { section: NOTICE, ...dated(earliest) })];
}

function dated(earliest: CalendarDate | null): Partial<Fault> {
  return earliest === null ? {} : { earliestDate: earliest };
}

function intervalFaults(terms: IncreaseTerms, givenOn: CalendarDate, effectiveOn: CalendarDate): Fault[] {
  const from = nextIncreaseFrom(terms.rents, terms.startsOn);
  if (effectiveOn >= from) return [];
  const last = lastIncreaseOrStart(terms.rents, terms.startsOn);
  const event = last === terms.startsOn ? 'The tenancy began' : 'The last increase is';
  const earliest = earliestIncrease(terms, givenOn);
  const remedy = earliest === null ? 'No rent day follows.' : `Give ${earliest} or a later rent day.`;
  const message = `${event} on ${last}, and twelve months must pass before an increase. ${remedy}`;
  return [
    fault('effectiveOn', 'increase_too_soon', message, { section: 'RTA s.119(1)', ...dated(earliest) }),
  ];
}

function rentDayFaults({ rentDayOnOrAfter }: IncreaseTerms, effectiveOn: CalendarDate): Fault[] {
  const next = rentDayOnOrAfter(effectiveOn);
  if (next === effectiveOn) return [];
  if (next === null) {
    const message = `The tenancy ends before ${effectiveOn}, so no rent is due then. Plan no increase.`;
    return [fault('effectiveOn', 'tenancy_over', message, { section: NOTICE })];
  }
  const message = `Rent is not due on ${effectiveOn}. Give ${next}, the next rent day.`;
  return [fault('effectiveOn', 'not_a_rent_day', message, { section: NOTICE, ...dated(next) })];
}

function guidelineFaults(terms: IncreaseTerms, rentCents: Cents, effectiveOn: CalendarDate): Fault[] {
  const maximum = maximumRent(terms, effectiveOn);
  if (maximum === null || rentCents <= maximum) return [];
  const more = { maximumRent: toDollars(maximum) };
  if (findRule('rent.increase.freeze', effectiveOn)) {
    const message = 'No rent could rise in 2021, that of exempt units neither. Give a date in another year.';
    return [fault('effectiveOn', 'rent_freeze', message, { section: 'RTA s.136.1', ...more })];
  }
  const percent = (guidelineOn(effectiveOn) ?? 0) / 100;
  const message = `The guideline of ${yearOf(effectiveOn)} is ${percent} %, so the rent can be at most ${money(maximum)}. Lower it.`;
  return [fault('rent', 'above_guideline', message, { section: 'RTA s.120(1)', ...more })];
}

function unknownGuidelineFaults(
  terms: IncreaseTerms,
  givenOn: CalendarDate,
  effectiveOn: CalendarDate,
): Fault[] {
  if (terms.isExempt || guidelineOn(effectiveOn) !== null) return [];
  const message = unknownGuidelineMessage(effectiveOn, earliestIncrease(terms, givenOn));
  return [fault('effectiveOn', 'guideline_unknown', message, { section: 'RTA s.120(3)' })];
}

function rentFaults(
  terms: IncreaseTerms,
  { givenOn, rentCents = null, effectiveOn }: IncreaseWish & { readonly effectiveOn: CalendarDate },
): Fault[] {
  const before = rentBefore(terms.rents, effectiveOn);
  const unknown = unknownGuidelineFaults(terms, givenOn, effectiveOn);
  if (rentCents === null) return unknown;
  if (rentCents <= before) {
    const message = `The rent is ${money(before)} already, so a notice of increase has no effect. Give a higher rent.`;
    return [...unknown, fault('rent', 'not_an_increase', message, { section: 'RTA s.116(3)' })];
  }
  return [...unknown, ...guidelineFaults(terms, rentCents, effectiveOn)];
}

function sameDayFaults({ rents, startsOn }: IncreaseTerms, effectiveOn: CalendarDate): Fault[] {
  const isTaken = effectiveOn > startsOn && rents.some((rent) => rent.effectiveOn === effectiveOn);
  if (!isTaken) return [];
  const message = `Another rent takes effect on ${effectiveOn}. Cancel it first, or give another rent day.`;
  return [fault('effectiveOn', 'rent_changes_that_day', message, { section: NOTICE })];
}

function rulesOf({ isExempt }: IncreaseTerms, effectiveOn: CalendarDate): AppliedRule[] {
  const rules = [
    ruleSince('rent.increase.notice_days', effectiveOn),
    ruleSince('rent.increase.every_months', effectiveOn),
    ...[findRule('rent.increase.freeze', effectiveOn) ?? []].flat(),
    ...(isExempt ? [] : [findRule('rent.guideline', effectiveOn) ?? []].flat()),
  ];
  return rules.map(applied);
}

/** What stands against an increase to a rent on a day, by a notice that counts as given on another. */
export function increaseObstacles(
  terms: IncreaseTerms,
  { givenOn, rentCents, effectiveOn }: IncreaseWish & { readonly effectiveOn: CalendarDate },
): Fault[] {
  return [
    ...noticeFaults(terms, givenOn, effectiveOn),
    ...intervalFaults(terms, givenOn, effectiveOn),
    ...rentDayFaults(terms, effectiveOn),
    ...sameDayFaults(terms, effectiveOn),
    ...rentFaults(terms, { givenOn, rentCents, effectiveOn }),
  ];
}

function noRentDay(terms: IncreaseTerms): IncreasePlan {
  const message = 'The tenancy ends before an increase could take effect. Plan no increase.';
  return {
    effectiveOn: null,
    rentBeforeCents: rentBefore(terms.rents, terms.startsOn),
    rentCents: null,
    maximumRentCents: null,
    guidelineBasisPoints: null,
    earliestOn: null,
    latestGivenOn: null,
    obstacles: [fault('effectiveOn', 'tenancy_over', message, { section: NOTICE })],
    rules: [],
  };
}

/**
 * Plans an increase by notice (RTA ss.116, 119, 120): its limits, and every obstacle at once. Without a wish it plans
 * the highest rent on the earliest day.
 */
export function planIncrease(terms: IncreaseTerms, wish: IncreaseWish): IncreasePlan {
  const earliestOn = earliestIncrease(terms, wish.givenOn);
  const effectiveOn = wish.effectiveOn ?? earliestOn;
  if (effectiveOn === null) return noRentDay(terms);
  const maximumRentCents = maximumRent(terms, effectiveOn);
  const rentCents = wish.rentCents ?? maximumRentCents;
  const { value: days } = ruleSince('rent.increase.notice_days', effectiveOn);
  return {
    effectiveOn,
    rentBeforeCents: rentBefore(terms.rents, effectiveOn),
    rentCents,
    maximumRentCents,
    guidelineBasisPoints: terms.isExempt ? null : guidelineOn(effectiveOn),
    earliestOn,
    latestGivenOn: addDays(effectiveOn, -days),
    obstacles: increaseObstacles(terms, { ...wish, rentCents, effectiveOn }),
    rules: rulesOf(terms, effectiveOn),
  };
}
