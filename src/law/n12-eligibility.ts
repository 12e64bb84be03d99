import type { Fault } from '../errors.ts';
import { fault } from './fault.ts';
import type { NoticeReason } from './notice.ts';
import type { Warning } from './warning.ts';
import { ruleInForce, RULE_SET_VERSION } from './rules.ts';

/** Who is to move in, seen from the landlord or purchaser; the last two are named only to be refused. */
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

/** The relatives of RTA ss.48(1) and 49(1), (2), and a caregiver of one of the persons. */
const FAMILY: readonly N12Occupier[] = [
  'SPOUSE',
  'CHILD',
  'PARENT',
  'SPOUSES_CHILD',
  'SPOUSES_PARENT',
  'CAREGIVER',
];

/** Who may move in on an N12, for each of its two reasons. */
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

/** What decides whether an N12 is open to the landlord; what is left out is not judged, but warned of. */
export interface N12Eligibility {
  readonly reason?: Maybe<NoticeReason>;
  readonly landlordType?: Maybe<LandlordType>;
  readonly occupiers?: Maybe<readonly N12Occupier[]>;
  readonly residentialUnitsInComplex?: Maybe<number>;
  readonly isCondominiumUnit?: Maybe<boolean>;
  readonly hasAgreementOfPurchaseAndSale?: Maybe<boolean>;
}

function occupierFaults({ reason, occupiers }: N12Eligibility): Fault[] {
  if (!occupiers || (reason !== 'LANDLORD_OR_FAMILY' && reason !== 'PURCHASER')) return [];
  const section = reason === 'PURCHASER' ? 'RTA s.49(1), (2)' : 'RTA s.48(1)';
  const allowed = OCCUPIERS_OF_REASON[reason];
  if (occupiers.length === 0)
    return [
      fault('occupiers', 'required', 'An N12 needs at least one person who is to move in.', { section }),
    ];
  const strangers = occupiers.filter((occupier) => !allowed.includes(occupier));
  return strangers.map((occupier) => ({
    ...fault('occupiers', 'occupier_not_listed', `${occupier} is not on the list of persons of ${section}.`, {
      section,
    }),
    allowed,
  }));
}

function landlordFaults({ reason, landlordType }: N12Eligibility): Fault[] {
  if (reason !== 'LANDLORD_OR_FAMILY' || landlordType !== 'CORPORATION') return [];
  const message =
    'Own use needs a landlord who is an individual, and a unit owned at least partly by an individual.';
  return [fault('landlordType', 'landlord_not_individual', message, { section: 'RTA s.48(5)' })];
}

function purchaserFaults(facts: N12Eligibility): Fault[] {
  if (facts.reason !== 'PURCHASER') return [];
  const faults: Fault[] = [];
  const { value: most } = ruleInForce('n12.purchaser.most_units', RULE_SET_VERSION);
  const units = facts.residentialUnitsInComplex;
  if (typeof units === 'number' && units > most && facts.isCondominiumUnit !== true) {
    const message = `A purchaser's own use needs a complex of at most ${most} residential units, or a condominium unit; this one has ${units}.`;
    faults.push(fault('residentialUnitsInComplex', 'too_many_units', message, { section: 'RTA s.49(1)' }));
  }
  if (facts.hasAgreementOfPurchaseAndSale === false) {
    const message = "A purchaser's own use needs a signed agreement of purchase and sale.";
    faults.push(
      fault('hasAgreementOfPurchaseAndSale', 'no_agreement_of_sale', message, {
        section: 'RTA s.49(1), (2)',
      }),
    );
  }
  return faults;
}

/** What closes an N12 to the landlord, as far as the facts are known (RTA ss.48(1), (5), 49(1), (2)). */
export function n12EligibilityFaults(facts: N12Eligibility): Fault[] {
  return [...landlordFaults(facts), ...occupierFaults(facts), ...purchaserFaults(facts)];
}

/** Facts an N12 stands on that are not known. */
export function n12EligibilityWarnings(facts: N12Eligibility): Warning[] {
  const isPurchaser = facts.reason === 'PURCHASER';
  const unknown: string[] = [];
  if (!facts.occupiers) unknown.push('who is to move in');
  if (!isPurchaser && !facts.landlordType) unknown.push('whether the landlord is an individual');
  if (isPurchaser && facts.isCondominiumUnit !== true && typeof facts.residentialUnitsInComplex !== 'number')
    unknown.push('how many residential units the complex has');
  if (isPurchaser && facts.hasAgreementOfPurchaseAndSale !== true)
    unknown.push('whether an agreement of purchase and sale is signed');
  if (unknown.length === 0) return [];
  const message = `Not known, so not checked: ${unknown.join('; ')}.`;
  return [{ code: 'eligibility_unchecked', message, section: isPurchaser ? 'RTA s.49' : 'RTA s.48' }];
}
