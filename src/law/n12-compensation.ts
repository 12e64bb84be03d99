import { addDays, type CalendarDate, daysBetween } from '../calendar/date.ts';
import { amountFault, refuse, requiredDateFault } from './fault.ts';
import type { NoticeReason } from './notice.ts';
import { applied, type AppliedRule, findRule } from './rules.ts';

/** Facts that determine compensation for an N12. */
export interface CompensationInput {
  readonly reason: Extract<NoticeReason, 'LANDLORD_OR_FAMILY' | 'PURCHASER'>;
  /** The day the notice counts as given. */
  readonly deemedGiven: CalendarDate;
  readonly terminationDate: CalendarDate;
  /** Monthly rent in cents; give it to compute the amount. */
  readonly monthlyRentCents?: number | null | undefined;
}

/** Compensation that the landlord owes the tenant for an N12. */
export interface Compensation {
  readonly required: boolean;
  /** One month's rent, or another unit acceptable to the tenant. Null if no compensation is owed. */
  readonly amountBasis: 'ONE_MONTH_RENT' | null;
  readonly amountCents: number | null;
  /** Last day to pay: the termination date (RTA s.55.1). Null if no compensation is owed. */
  readonly payBy: CalendarDate | null;
  /** First termination date without compensation; null if the reason or the day of giving rules it out. */
  readonly waivedFrom: CalendarDate | null;
  readonly rules: readonly AppliedRule[];
  readonly explanation: string;
}

function notOwedYet(deemedGiven: CalendarDate): Compensation {
  return {
    required: false,
    amountBasis: null,
    amountCents: null,
    payBy: null,
    waivedFrom: null,
    rules: [],
    explanation: `The Act required no compensation for a notice given on ${deemedGiven}.`,
  };
}

/**
 * Computes compensation for an N12: one month's rent or another acceptable unit (RTA ss.48.1(1), 49.1(1)), due by the
 * termination date (s.55.1). A landlord's or relative's own use with at least 120 days' notice, given on or after
 * 2026-09-21, owes no compensation (s.48.1(2)). Notices before 2017-09-01 owe none, and those for a purchaser before
 * 2020-07-21.
 * @throws DomainError `BAD_INPUT` for invalid dates and amounts.
 */
export function n12Compensation(input: CompensationInput): Compensation {
  const { reason, deemedGiven, terminationDate, monthlyRentCents } = input;
  refuse([
    ...requiredDateFault('deemedGiven', deemedGiven),
    ...requiredDateFault('terminationDate', terminationDate),
    ...amountFault('monthlyRentCents', monthlyRentCents),
  ]);
  const isPurchaser = reason === 'PURCHASER';
  const owed = findRule(isPurchaser ? 'n12.compensation.purchaser' : 'n12.compensation', deemedGiven);
  if (!owed) return notOwedYet(deemedGiven);
  const waiver = isPurchaser ? null : findRule('n12.compensation.waived_from_days', deemedGiven);
  const waivedFrom = waiver ? addDays(deemedGiven, waiver.value) : null;
  const rules = [applied(owed), ...(waiver ? [applied(waiver)] : [])];
  const days = daysBetween(deemedGiven, terminationDate);
  if (waivedFrom !== null && terminationDate >= waivedFrom) {
    const explanation = `The notice gives ${days} days, at least ${waiver?.value ?? days}, so the landlord owes no compensation.`;
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
