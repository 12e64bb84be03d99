import { money } from '../money/words.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault } from './fault.ts';
import type { Warning } from './warning.ts';
import { ruleInForce } from './rules.ts';

/** Types of charges to a tenant. */
export const CHARGE_TYPES = [
  'RENT',
  'PARKING',
  'STORAGE',
  'SERVICE',
  'NSF',
  'LATE_FEE',
  'INTEREST',
  'DAMAGE',
  'RENT_DEPOSIT',
  'KEY_DEPOSIT',
  'UTILITY',
  'OTHER',
] as const;

export type ChargeType = (typeof CHARGE_TYPES)[number];

/** The charges that are not rent under RTA s.2(1), as nouns of a message. */
const NON_RENT_NOUNS: Partial<Readonly<Record<ChargeType, string>>> = {
  NSF: 'NSF charges',
  LATE_FEE: 'late fees',
  INTEREST: 'interest',
  DAMAGE: 'damage',
  RENT_DEPOSIT: 'the rent deposit',
  KEY_DEPOSIT: 'the key deposit',
  UTILITY: 'utilities',
  OTHER: 'other charges',
};

type Maybe<Value> = Value | null | undefined;

/** The claim of an N4. Absent fields are not checked. Amounts in cents. */
export interface N4Claim {
  /** Latest due date of the rent claimed. */
  readonly rentDueOn?: Maybe<CalendarDate>;
  readonly amountClaimedCents?: Maybe<number>;
  readonly rentOwingCents?: Maybe<number>;
  /** Other amounts that the tenant owes. */
  readonly otherCharges?: Maybe<readonly { readonly type: ChargeType; readonly amountCents: number }[]>;
}

const SECTION = 'RTA s.59(1), (2)';

function dueFaults({ rentDueOn }: N4Claim, given: CalendarDate | null): Fault[] {
  if (!rentDueOn || !given || !isCalendarDate(rentDueOn)) return [];
  const rule = ruleInForce('n4.first_day_after_due', given);
  const firstDay = addDays(rentDueOn, rule.value);
  if (given >= firstDay) return [];
  const message = `Rent due on ${rentDueOn} can be paid until midnight. Give the N4 on ${firstDay} or later.`;
  const more = { section: rule.section, earliestDate: firstDay };
  return [fault('servedOn', 'given_before_rent_late', message, more)];
}

function amountFaults({
  amountClaimedCents: claimed,
  rentOwingCents: owing,
  otherCharges,
}: N4Claim): Fault[] {
  const extras = (otherCharges ?? []).flatMap(({ type }) => NON_RENT_NOUNS[type] ?? []);
  const named = extras.length > 0 ? ` Leave out ${extras.join(', ')}.` : '';
  if (claimed === 0)
    return [
      fault('amountClaimedCents', 'nothing_claimed', 'An N4 must claim rent that is owing.', {
        section: SECTION,
      }),
    ];
  if (typeof claimed !== 'number') return [];
  if (typeof owing === 'number' && claimed > owing) {
    const message = `The N4 claims ${money(claimed)}, but only ${money(owing)} of rent is owing. Claim rent only.${named}`;
    return [fault('amountClaimedCents', 'claims_more_than_rent', message, { section: SECTION })];
  }
  if (typeof owing === 'number' || extras.length === 0) return [];
  const message = `An N4 can claim rent only, and the rent owing is not given.${named}`;
  return [fault('amountClaimedCents', 'claims_more_than_rent', message, { section: SECTION })];
}

/** Faults of an N4's claim that make it void: given before the rent is late, or claiming more than rent. */
export function n4ClaimFaults(claim: N4Claim, given: CalendarDate | null): Fault[] {
  return [
    ...dateFault('rentDueOn', claim.rentDueOn),
    ...amountFault('amountClaimedCents', claim.amountClaimedCents),
    ...amountFault('rentOwingCents', claim.rentOwingCents),
    ...dueFaults(claim, given),
    ...amountFaults(claim),
  ];
}

/** Warnings about an N4's claim: sent before the rent was late, or claiming less than the rent owing. */
export function n4ClaimWarnings(claim: N4Claim, servedOn: CalendarDate | null): Warning[] {
  const { rentDueOn, amountClaimedCents: claimed, rentOwingCents: owing } = claim;
  const warnings: Warning[] = [];
  if (rentDueOn && servedOn && servedOn <= rentDueOn) {
    const message = `The notice is sent on ${servedOn}, before the rent due on ${rentDueOn} is late. Send it later to be safe.`;
    warnings.push({ code: 'sent_before_rent_late', message, section: SECTION });
  }
  if (typeof claimed === 'number' && typeof owing === 'number' && claimed < owing) {
    const message = `The notice claims ${money(claimed)}, less than the ${money(owing)} of rent owing.`;
    warnings.push({ code: 'claims_less_than_owing', message, section: SECTION });
  }
  return warnings;
}
