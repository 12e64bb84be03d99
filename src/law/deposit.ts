import { money } from '../money/words.ts';
import type { CalendarDate } from '../calendar/date.ts';
import { shareRounded } from '../money/cents.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault, refuse, requiredDateFault } from './fault.ts';
import type { RentalPeriod } from './notice.ts';
import { applied, type AppliedRule, findRule, RULE_SET_VERSION, ruleInForce } from './rules.ts';
import { GUIDELINE_YEARS } from './rules/guideline.ts';

/** Interest on a rent deposit for one year. */
export interface DepositInterest {
  /** Basis points a year (210 = 2.1 %). */
  readonly rateBasisPoints: number;
  readonly interestCents: number;
  readonly rules: readonly AppliedRule[];
}

/**
 * Computes the simple interest that a landlord owes on a rent deposit for one year, to the nearest cent. The rate is
 * the rent increase guideline in force on the due date (RTA s.106(6)).
 * @throws DomainError `BAD_INPUT` for an invalid amount or date, and `guideline_unknown` for a year without a guideline.
 */
export function depositInterest(depositCents: number, interestDueOn: CalendarDate): DepositInterest {
  refuse([
    ...amountFault('depositCents', depositCents),
    ...requiredDateFault('interestDueOn', interestDueOn),
  ]);
  const { first, last } = GUIDELINE_YEARS;
  const message = `KeyNest has no rent increase guideline for ${interestDueOn.slice(0, 4)}. Give a date from ${first} to ${last}.`;
  const unknown = fault('interestDueOn', 'guideline_unknown', message, { section: 'RTA s.106(6)' });
  refuse(findRule('rent.guideline', interestDueOn) ? [] : [unknown]);
  const rule = ruleInForce('rent.guideline', interestDueOn);
  return {
    rateBasisPoints: rule.value,
    interestCents: shareRounded(depositCents, rule.value),
    rules: [applied(rule)],
  };
}

/** The deposits that a tenancy agreement requires. Amounts in cents. */
export interface DepositInput {
  readonly rentalPeriod: RentalPeriod;
  /** Rent per rental period; per month for `FIXED`. */
  readonly rentPerPeriodCents: number;
  readonly rentDepositCents?: number | null | undefined;
  /** Any other security deposit, e.g. for damage, pets or cleaning. */
  readonly otherDepositCents?: number | null | undefined;
  /** Rent per month. Yearly rent is divided by twelve if this is absent. */
  readonly monthlyRentCents?: number | null | undefined;
  /** Date of the agreement; defaults to `RULE_SET_VERSION`. */
  readonly agreedOn?: CalendarDate | null | undefined;
}

/** Whether deposits are lawful. */
export interface DepositCheck {
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
 * Checks deposits: the rent deposit is at most the lesser of one month's and one rental period's rent (RTA s.106(2)),
 * and no other security deposit is allowed (s.105(1)).
 * @throws DomainError `BAD_INPUT` for invalid amounts and dates.
 */
export function checkDeposit(input: DepositInput): DepositCheck {
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
    const message = `The rent deposit exceeds ${money(maxRentDepositCents)}, the lesser of one rental period's and one month's rent. Lower it.`;
    defects.push(fault('rentDepositCents', 'deposit_exceeds_rent', message, { section: period.section }));
  }
  if ((otherDepositCents ?? 0) > other.value) {
    const message = 'A landlord cannot require a security deposit other than the rent deposit. Remove it.';
    defects.push(fault('otherDepositCents', 'deposit_not_allowed', message, { section: other.section }));
  }
  return {
    allowed: defects.length === 0,
    maxRentDepositCents,
    defects,
    rules: [applied(period), applied(other)],
  };
}
