import type { EntryReason } from './facts.ts';

export const TITLE = 'Notice of Entry';
export const LEAD =
  'The landlord, or a person acting for the landlord, will enter the rental unit at the time and for the reason given here (Residential Tenancies Act, 2006, section 27).';
export const NEED_NOT_BE_HOME =
  'You may be at home, but you need not be: the entry may take place in your absence. This notice must reach you at least 24 hours before, and entry is allowed only between 8 a.m. and 8 p.m. If the time does not suit you, please get in touch to agree on another.';

export const REASON_WORDS: Readonly<Record<EntryReason, string>> = {
  REPAIR: 'Repair, replacement or other work in the rental unit',
  MORTGAGE_OR_INSURANCE: 'Viewing by a possible mortgagee or insurer of the residential complex',
  CONDOMINIUM_INSPECTION:
    'Inspection by an engineer, architect or other qualified person for a proposed condominium conversion',
  INSPECTION:
    'Inspection whether the unit is in a good state of repair and meets health, safety, housing and maintenance standards',
  AIR_CONDITIONER: 'Inspection of the tenant’s window or portable air conditioner',
  OTHER_IN_AGREEMENT: 'Another reasonable reason named in the tenancy agreement',
  PURCHASER_VIEWING: 'Viewing by a possible purchaser',
};
