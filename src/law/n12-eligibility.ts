import type { CalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';
import { fault } from './fault.ts';
import type { NoticeReason } from './notice.ts';
import type { Warning } from './warning.ts';
import { findRule, ruleInForce, RULE_SET_VERSION } from './rules.ts';

/** Persons who can move in, by relation to the landlord or purchaser. The last two are listed to be refused. */
export const N12_OCCUPIERS = [
  'LANDLORD',
  'PURCHASER',
  'SPOUSE',
  'CHILD',
  'PARENT',
  'SPOUSES_CHILD',
  'SPOUSES_PARENT',
  'CAREGIVER',
  'SIBLING',
  'OTHER',
] as const;

export type N12Occupier = (typeof N12_OCCUPIERS)[number];

/** Relatives and caregivers of RTA ss.48(1) and 49(1), (2). */
const FAMILY: readonly N12Occupier[] = [
  'SPOUSE',
  'CHILD',
  'PARENT',
  'SPOUSES_CHILD',
  'SPOUSES_PARENT',
  'CAREGIVER',
];

/** Persons who can move in on an N12, by its reason. */
export const OCCUPIERS_OF_REASON: Readonly<
  Record<Extract<NoticeReason, 'LANDLORD_OR_FAMILY' | 'PURCHASER'>, readonly N12Occupier[]>
> = {
  LANDLORD_OR_FAMILY: ['LANDLORD', ...FAMILY],
  PURCHASER: ['PURCHASER', ...FAMILY],
};

/** Whether the landlord is a person or a corporation. */
export const LANDLORD_TYPES = ['INDIVIDUAL', 'CORPORATION'] as const;

export type LandlordType = (typeof LANDLORD_TYPES)[number];

type Maybe<Value> = Value | null | undefined;

/** Facts that decide whether the landlord can give an N12. An absent fact draws a warning, not a fault. */
export interface N12Eligibility {
  readonly reason?: Maybe<NoticeReason>;
  readonly landlordType?: Maybe<LandlordType>;
  readonly occupiers?: Maybe<readonly N12Occupier[]>;
  readonly residentialUnitsInComplex?: Maybe<number>;
  readonly isCondominiumUnit?: Maybe<boolean>;
  readonly hasAgreementOfPurchaseAndSale?: Maybe<boolean>;
}

const OCCUPIER_NOUNS: Readonly<Record<N12Occupier, string>> = {
  LANDLORD: 'The landlord',
  PURCHASER: 'A purchaser',
  SPOUSE: 'A spouse',
  CHILD: 'A child',
  PARENT: 'A parent',
  SPOUSES_CHILD: 'A child of the spouse',
  SPOUSES_PARENT: 'A parent of the spouse',
  CAREGIVER: 'A caregiver',
  SIBLING: 'A sibling',
  OTHER: 'Another person',
};

function notListedMessage(occupier: N12Occupier, section: string): string {
  return `${OCCUPIER_NOUNS[occupier]} cannot be the person moving in under ${section}. Name a person of that section.`;
}

function occupierFaults({ reason, occupiers }: N12Eligibility): Fault[] {
  if (!occupiers || (reason !== 'LANDLORD_OR_FAMILY' && reason !== 'PURCHASER')) return [];
  const section = reason === 'PURCHASER' ? 'RTA s.49(1), (2)' : 'RTA s.48(1)';
  const allowed = OCCUPIERS_OF_REASON[reason];
  if (occupiers.length === 0)
    return [
      fault('occupiers', 'required', 'An N12 needs a person who will move in. Add at least one.', {
        section,
      }),
    ];
  const notListed = occupiers.filter((occupier) => !allowed.includes(occupier));
  return notListed.map((occupier) => ({
    ...fault('occupiers', 'occupier_not_listed', notListedMessage(occupier, section), { section }),
    allowed,
  }));
}

/** Whether own use needs a landlord who is an individual, for a notice given on a day. */
export function needsIndividual(given: CalendarDate): boolean {
  return findRule('n12.landlord_is_individual', given) !== null;
}

function landlordFaults({ reason, landlordType }: N12Eligibility, given: CalendarDate): Fault[] {
  if (reason !== 'LANDLORD_OR_FAMILY' || landlordType !== 'CORPORATION' || !needsIndividual(given)) return [];
  const message =
    'A corporation cannot give an N12 for its own use. At least one owner must be an individual.';
  return [fault('landlordType', 'landlord_not_individual', message, { section: 'RTA s.48(5)' })];
}

function purchaserFaults(facts: N12Eligibility): Fault[] {
  if (facts.reason !== 'PURCHASER') return [];
  const faults: Fault[] = [];
  const { value: most } = ruleInForce('n12.purchaser.most_units', RULE_SET_VERSION);
  const units = facts.residentialUnitsInComplex;
  if (typeof units === 'number' && units > most && facts.isCondominiumUnit !== true) {
    const message = `The complex has ${units} residential units. A purchaser's own use needs at most ${most} units or a condominium unit.`;
    faults.push(fault('residentialUnitsInComplex', 'too_many_units', message, { section: 'RTA s.49(1)' }));
  }
  if (facts.hasAgreementOfPurchaseAndSale === false) {
    const message =
      "A purchaser's own use needs a signed agreement of purchase and sale. Sign it before giving the notice.";
    faults.push(
      fault('hasAgreementOfPurchaseAndSale', 'no_agreement_of_sale', message, {
        section: 'RTA s.49(1), (2)',
      }),
    );
  }
  return faults;
}

/** Known facts that prevent the landlord from giving an N12 on a day (RTA ss.48(1), (5), 49(1), (2)). */
export function n12EligibilityFaults(facts: N12Eligibility, given: CalendarDate = RULE_SET_VERSION): Fault[] {
  return [...landlordFaults(facts, given), ...occupierFaults(facts), ...purchaserFaults(facts)];
}

/** Warns of unknown facts that an N12 depends on. */
export function n12EligibilityWarnings(
  facts: N12Eligibility,
  given: CalendarDate = RULE_SET_VERSION,
): Warning[] {
  const isPurchaser = facts.reason === 'PURCHASER';
  const unknown: string[] = [];
  if (!facts.occupiers) unknown.push('the person moving in');
  if (!isPurchaser && !facts.landlordType && needsIndividual(given))
    unknown.push('whether the landlord is an individual or a corporation');
  if (isPurchaser && facts.isCondominiumUnit !== true && typeof facts.residentialUnitsInComplex !== 'number')
    unknown.push('the number of residential units in the complex');
  if (isPurchaser && facts.hasAgreementOfPurchaseAndSale !== true)
    unknown.push('the agreement of purchase and sale');
  if (unknown.length === 0) return [];
  const message = `KeyNest did not check facts that were not given: ${unknown.join('; ')}.`;
  return [{ code: 'eligibility_unchecked', message, section: isPurchaser ? 'RTA s.49' : 'RTA s.48' }];
}
