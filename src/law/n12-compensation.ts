import { addDays, type CalendarDate, daysBetween } from '../calendar/date.ts';
import { amountFault, refuse, requiredDateFault } from './fault.ts';
import type { NoticeReason } from './notice.ts';
import { applied, type AppliedRule, findRule, ruleInForce } from './rules.ts';

/** What compensation for an N12 depends on. */
export interface CompensationInput {
  readonly reason: Extract<NoticeReason, 'LANDLORD_OR_FAMILY' | 'PURCHASER'>;
  /** The day the notice counts as given. */
  readonly deemedGiven: CalendarDate;
  readonly terminationDate: CalendarDate;
  /** A month's rent in cents, if the amount is asked for. */
  readonly monthlyRentCents?: number | null | undefined;
}

/** Whether the landlord owes the tenant compensation for an N12, how much, and by when. */
export interface Compensation {
  readonly required: boolean;
  /** One month's rent; another unit acceptable to the tenant does as well. Null if nothing is owed. */
  readonly amountBasis: 'ONE_MONTH_RENT' | null;
  readonly amountCents: number | null;
  /** The termination date: the last day to pay (RTA s.55.1). Null if nothing is owed. */
  readonly payBy: CalendarDate | null;
  /** First termination date for which nothing would be owed; null where the reason or the day of giving excludes it. */
  readonly waivedFrom: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
  readonly explanation: string;
}

/**
 * Compensation for an N12: one month's rent or another acceptable unit (RTA ss.48.1(1), 49.1(1)), due no later than
 * the termination date (s.55.1). Not owed for the landlord's or a relative's own use where the notice is given on or
 * after 2026-09-21 with at least 120 days (s.48.1(2)); always owed for a purchaser's.
 * @throws DomainError `BAD_INPUT` naming impossible dates and amounts.
 */
export function n12Compensation(input: CompensationInput): Compensation {
  const { reason, deemedGiven, terminationDate, monthlyRentCents } = input;
  refuse([
    ...requiredDateFault('deemedGiven', deemedGiven),
    ...requiredDateFault('terminationDate', terminationDate),
    ...amountFault('monthlyRentCents', monthlyRentCents),
  ]);
  const isPurchaser = reason === 'PURCHASER';
  const owed = ruleInForce(isPurchaser ? 'n12.compensation.purchaser' : 'n12.compensation', deemedGiven);
  const waiver = isPurchaser ? null : findRule('n12.compensation.waived_from_days', deemedGiven);
  const waivedFrom = waiver ? addDays(deemedGiven, waiver.value) : null;
  const rules = [applied(owed), ...(waiver ? [applied(waiver)] : [])];
  const days = daysBetween(deemedGiven, terminationDate);
  if (waivedFrom !== null && terminationDate >= waivedFrom) {
    const explanation = `${days} days of notice, at least ${waiver?.value ?? days}: no compensation is owed.`;
    return {
      required: false,
      amountBasis: null,
      amountCents: null,
      payBy: null,
      waivedFrom,
      rules,
      explanation,
    };
  }
  return {
    required: true,
    amountBasis: 'ONE_MONTH_RENT',
    amountCents: typeof monthlyRentCents !== 'number' ? null : monthlyRentCents * owed.value,
    payBy: terminationDate,
    waivedFrom,
    rules,
    explanation: `The landlord owes one month's rent, or another unit acceptable to the tenant, by ${terminationDate}.`,
  };
}
