import { addMonths, type CalendarDate } from '../calendar/date.ts';
import type { Cents } from '../money/cents.ts';
import type { NoticeReason } from './notice.ts';
import { applied, type AppliedRule, findRule, type RuleId } from './rules.ts';

export type N13Reason = Extract<NoticeReason, 'DEMOLITION' | 'CONVERSION' | 'REPAIRS'>;

type Maybe<Value> = Value | null | undefined;

/** Facts that determine compensation for an N13. */
export interface N13CompensationInput {
  readonly reason: N13Reason;
  /** The day the notice counts as given. */
  readonly deemedGiven: CalendarDate;
  readonly residentialUnits: number;
  /** Whether an Act or a by-law requires the work. */
  readonly isOrdered?: Maybe<boolean>;
  /** Day on which the complex was severed. */
  readonly severedOn?: Maybe<CalendarDate>;
  /** Monthly rent in cents; give it to compute the amount. */
  readonly monthlyRentCents?: Maybe<Cents>;
}

/** Compensation that the landlord owes the tenant for an N13: money, or another unit acceptable to the tenant. */
export interface N13Compensation {
  /** Months of rent; 0 if none is owed. A tenant who comes back after repairs gets at most that much. */
  readonly months: number;
  /** Null if the monthly rent is unknown, or nothing is owed. */
  readonly amountCents: Cents | null;
  /** Whether a tenant who comes back gets the rent for the time of the work, if that is less (RTA s.54(2), (4)). */
  readonly isLessOnReturn: boolean;
  readonly section: string;
  readonly rules: readonly AppliedRule[];
}

function ruleOf({ reason, deemedGiven, residentialUnits, severedOn }: N13CompensationInput) {
  const severed = findRule('n13.severed_within_months', deemedGiven);
  const isSevered = severedOn && severed && deemedGiven <= addMonths(severedOn, severed.value);
  if (isSevered) return findRule('n13.compensation.severed', deemedGiven);
  const large = findRule('n13.large_complex_units', deemedGiven);
  const isSmall = large !== null && residentialUnits < large.value;
  const kind = reason === 'REPAIRS' ? 'n13.compensation.repairs' : 'n13.compensation.demolition';
  const id: RuleId = isSmall ? `${kind}.small` : kind;
  return findRule(id, deemedGiven);
}

const NOTHING = { months: 0, amountCents: null, isLessOnReturn: false, rules: [] };

/**
 * Computes compensation for an N13 (RTA ss.52, 54, 55), due by the termination date (s.55.1). None is owed for work that
 * an Act requires. The 120 days that free an N12 from compensation do not free an N13.
 */
export function n13Compensation(input: N13CompensationInput): N13Compensation {
  const { isOrdered, reason, monthlyRentCents } = input;
  if (isOrdered) return { ...NOTHING, section: reason === 'REPAIRS' ? 'RTA s.54' : 'RTA s.52' };
  const rule = ruleOf(input);
  if (!rule) return { ...NOTHING, section: reason === 'REPAIRS' ? 'RTA s.54(3)' : 'RTA s.52(2)' };
  return {
    months: rule.value,
    amountCents: typeof monthlyRentCents === 'number' ? monthlyRentCents * rule.value : null,
    isLessOnReturn: reason === 'REPAIRS' && rule.id !== 'n13.compensation.severed',
    section: rule.section,
    rules: [applied(rule)],
  };
}
