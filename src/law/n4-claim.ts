import { money } from '../money/words.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { amountFault, dateFault, fault } from './fault.ts';
import type { Warning } from './warning.ts';
import { ruleInForce } from './rules.ts';

/** What a landlord may ask a tenant for, and whether it is rent (RTA s.2(1)). */
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

const RENT_TYPES: readonly ChargeType[] = ['RENT', 'PARKING', 'STORAGE', 'SERVICE'];

type Maybe<Value> = Value | null | undefined;

/** What an N4 claims; what is left out is not judged. Amounts in cents. */
export interface N4Claim {
  /** The latest day on which rent in the claim fell due. */
  readonly rentDueOn?: Maybe<CalendarDate>;
  readonly amountClaimedCents?: Maybe<number>;
  readonly rentOwingCents?: Maybe<number>;
  /** What else the tenant owes. */
  readonly otherCharges?: Maybe<readonly { readonly type: ChargeType; readonly amountCents: number }[]>;
}

const SECTION = 'RTA s.59(1), (2)';

function dueFaults({ rentDueOn }: N4Claim, given: CalendarDate | null): Fault[] {
  if (!rentDueOn || !given || !isCalendarDate(rentDueOn)) return [];
  const rule = ruleInForce('n4.first_day_after_due', given);
  const firstDay = addDays(rentDueOn, rule.value);
  if (given >= firstDay) return [];
  const message = `Rent due on ${rentDueOn} can be paid until midnight, so the first day to give an N4 is ${firstDay}.`;
  const more = { section: rule.section, earliestDate: firstDay };
  return [fault('servedOn', 'given_before_rent_late', message, more)];
}

function amountFaults({
  amountClaimedCents: claimed,
  rentOwingCents: owing,
  otherCharges,
}: N4Claim): Fault[] {
  const extras = (otherCharges ?? [])
    .filter(({ type }) => !RENT_TYPES.includes(type))
    .map(({ type }) => type);
  const named = extras.length > 0 ? ` Not rent: ${extras.join(', ')}.` : '';
  if (claimed === 0)
    return [
      fault('amountClaimedCents', 'nothing_claimed', 'An N4 needs rent that is owed.', { section: SECTION }),
    ];
  if (typeof claimed !== 'number') return [];
  if (typeof owing === 'number' && claimed > owing) {
    const message = `An N4 may claim rent only: it claims ${money(claimed)}, and ${money(owing)} is owing.${named}`;
    return [fault('amountClaimedCents', 'claims_more_than_rent', message, { section: SECTION })];
  }
  if (typeof owing === 'number' || extras.length === 0) return [];
  const message = `An N4 may claim rent only, and the rent owing is not given.${named}`;
  return [fault('amountClaimedCents', 'claims_more_than_rent', message, { section: SECTION })];
}

/** What makes an N4 void on account of its claim: given before the rent was late, or asking for more than rent. */
export function n4ClaimFaults(claim: N4Claim, given: CalendarDate | null): Fault[] {
  return [
    ...dateFault('rentDueOn', claim.rentDueOn),
    ...amountFault('amountClaimedCents', claim.amountClaimedCents),
    ...amountFault('rentOwingCents', claim.rentOwingCents),
    ...dueFaults(claim, given),
    ...amountFaults(claim),
  ];
}

/** What an N4's claim leaves unsure: sent before the rent was late, or less claimed than owed. */
export function n4ClaimWarnings(claim: N4Claim, servedOn: CalendarDate | null): Warning[] {
  const { rentDueOn, amountClaimedCents: claimed, rentOwingCents: owing } = claim;
  const warnings: Warning[] = [];
  if (rentDueOn && servedOn && servedOn <= rentDueOn) {
    const message = `Sent on ${servedOn}, when rent due on ${rentDueOn} was not late yet; sending it later is safer.`;
    warnings.push({ code: 'sent_before_rent_late', message, section: SECTION });
  }
  if (typeof claimed === 'number' && typeof owing === 'number' && claimed < owing) {
    const message = `The notice claims ${money(claimed)}, less than the ${money(owing)} owing.`;
    warnings.push({ code: 'claims_less_than_owing', message, section: SECTION });
  }
  return warnings;
}
