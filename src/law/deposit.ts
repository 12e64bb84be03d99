import { money } from '../money/words.ts';
import type { CalendarDate } from '../calendar/date.ts';
import { shareRounded } from '../money/cents.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault, refuse, requiredDateFault } from './fault.ts';
import type { RentalPeriod } from './notice.ts';
import { applied, type AppliedRule, findRule, RULE_SET_VERSION, ruleInForce } from './rules.ts';
import { GUIDELINE_YEARS } from './rules/guideline.ts';

/** A year's interest on a rent deposit. */
export interface DepositInterest {
  /** Basis points a year (210 = 2.1 %). */
  readonly rateBasisPoints: number;
  readonly interestCents: number;
  readonly rules: readonly AppliedRule[];
}

/**
 * The interest a landlord owes on a rent deposit for a year: simple, at the guideline in effect when the payment is
 * due (RTA s.106(6)), to the nearest cent.
 * @throws DomainError `BAD_INPUT` for impossible amounts and dates and a year without a known guideline.
 */
export function depositInterest(depositCents: number, interestDueOn: CalendarDate): DepositInterest {
  refuse([
    ...amountFault('depositCents', depositCents),
    ...requiredDateFault('interestDueOn', interestDueOn),
  ]);
  const { first, last } = GUIDELINE_YEARS;
  const message = `No guideline is known for ${interestDueOn.slice(0, 4)}; known are ${first} to ${last}.`;
  const unknown = fault('interestDueOn', 'guideline_unknown', message, { section: 'RTA s.106(6)' });
  refuse(findRule('rent.guideline', interestDueOn) ? [] : [unknown]);
  const rule = ruleInForce('rent.guideline', interestDueOn);
  return {
    rateBasisPoints: rule.value,
    interestCents: shareRounded(depositCents, rule.value),
    rules: [applied(rule)],
  };
}

/** Deposits asked for when a tenancy is agreed on. Amounts in cents. */
export interface DepositInput {
  readonly rentalPeriod: RentalPeriod;
  /** Rent of one rental period; of a month, if `FIXED`. */
  readonly rentPerPeriodCents: number;
  readonly rentDepositCents?: number | null | undefined;
  /** Any security other than the rent deposit: against damage, for a pet, for cleaning. */
  readonly otherDepositCents?: number | null | undefined;
  /** The rent of one month; needed where rent is paid by the year, else the period is the lesser. */
  readonly monthlyRentCents?: number | null | undefined;
  /** The day of the agreement; if left out, the day the rules were last checked. */
  readonly agreedOn?: CalendarDate | null | undefined;
}

/** Whether deposits are lawful. */
export interface DepositAnswer {
  readonly allowed: boolean;
  readonly maxRentDepositCents: number;
  readonly defects: readonly Fault[];
  readonly rules: readonly AppliedRule[];
}

const MONTHS_IN_YEAR = 12;

function maxRentDeposit({ rentalPeriod, rentPerPeriodCents, monthlyRentCents }: DepositInput): number {
  const month =
    rentalPeriod === 'YEARLY' ? Math.floor(rentPerPeriodCents / MONTHS_IN_YEAR) : rentPerPeriodCents;
  return Math.min(rentPerPeriodCents, monthlyRentCents ?? month);
}

/**
 * Judges deposits: a rent deposit of at most one month or one rent period, the lesser (RTA s.106(2)), and no other
 * security (s.105(1)).
 * @throws DomainError `BAD_INPUT` for impossible amounts and dates.
 */
export function judgeDeposit(input: DepositInput): DepositAnswer {
  const { rentPerPeriodCents, rentDepositCents, otherDepositCents, monthlyRentCents } = input;
  refuse([
    ...amountFault('rentPerPeriodCents', rentPerPeriodCents),
    ...amountFault('rentDepositCents', rentDepositCents),
    ...amountFault('otherDepositCents', otherDepositCents),
    ...amountFault('monthlyRentCents', monthlyRentCents),
    ...dateFault('agreedOn', input.agreedOn),
  ]);
  const onDate = input.agreedOn ?? RULE_SET_VERSION;
  const period = ruleInForce('deposit.most_periods', onDate);
  const other = ruleInForce('deposit.other_security', onDate);
  const maxRentDepositCents = maxRentDeposit(input) * period.value;
  const defects: Fault[] = [];
  if ((rentDepositCents ?? 0) > maxRentDepositCents) {
    const message = `The rent deposit is too large. Take at most ${money(maxRentDepositCents)}: the lesser of one month's rent and one rental period's.`;
    defects.push(fault('rentDepositCents', 'deposit_exceeds_rent', message, { section: period.section }));
  }
  if ((otherDepositCents ?? 0) > other.value) {
    const message = 'No security deposit besides the rent deposit may be taken.';
    defects.push(fault('otherDepositCents', 'deposit_not_allowed', message, { section: other.section }));
  }
  return {
    allowed: defects.length === 0,
    maxRentDepositCents,
    defects,
    rules: [applied(period), applied(other)],
  };
}
