import { ACT, BILL_60_SECOND_STEP, type Rule } from './rule.ts';

/** From this day of giving, own use needs an individual, a year of occupation and compensation (2017 c.13). */
const OWN_USE_AMENDED = '2017-09-01';
/** From this day, a purchaser's own use needs compensation, and an application its affidavit at once (2020 c.16). */
const PURCHASE_AMENDED = '2020-07-21';

/** Notice for the landlord's, a relative's or a purchaser's own use, RTA ss.48, 48.1, 49, 49.1 and 55.1. */
export const N12_RULES = [
  {
    ...ACT,
    id: 'n12.notice_days',
    fixes: 'Days from giving an N12 to its earliest termination date.',
    value: 60,
    unit: 'DAYS',
    section: 'RTA ss.48(2), 49(3)',
  },
  {
    ...ACT,
    id: 'n12.compensation',
    fixes: "Months of rent owed to the tenant for the landlord's or a relative's own use.",
    value: 1,
    unit: 'MONTHS_OF_RENT',
    inForceFrom: OWN_USE_AMENDED,
    section: 'RTA s.48.1(1)',
  },
  {
    ...ACT,
    id: 'n12.compensation.purchaser',
    fixes: "Months of rent that the landlord owes the tenant for a purchaser's own use.",
    value: 1,
    unit: 'MONTHS_OF_RENT',
    inForceFrom: PURCHASE_AMENDED,
    section: 'RTA s.49.1(1)',
  },
  {
    ...ACT,
    id: 'n12.compensation.waived_from_days',
    fixes: "Days of notice that waive compensation for the landlord's or a relative's own use.",
    value: 120,
    unit: 'DAYS',
    inForceFrom: BILL_60_SECOND_STEP,
    section: 'RTA s.48.1(2)',
  },
  {
    ...ACT,
    id: 'n12.purchaser.most_units',
    fixes: 'Maximum residential units of a complex for a purchaser notice, except for condominium units.',
    value: 3,
    unit: 'RESIDENTIAL_UNITS',
    section: 'RTA s.49(1)',
  },
  {
    ...ACT,
    id: 'n12.occupation',
    fixes: 'Months for which the landlord or relative must intend to live in the unit.',
    value: 12,
    unit: 'MONTHS',
    inForceFrom: OWN_USE_AMENDED,
    section: 'RTA s.48(1)',
  },
  {
    ...ACT,
    id: 'n12.affidavit_with_application',
    fixes: 'Whether an application on an N12 needs the affidavit of the person moving in from the start.',
    value: 1,
    unit: 'YES_NO',
    inForceFrom: PURCHASE_AMENDED,
    section: 'RTA ss.71.1(1), 72(1)',
  },
  {
    ...ACT,
    id: 'n12.landlord_is_individual',
    fixes: 'Whether the landlord of a notice for own use must be an individual.',
    value: 1,
    unit: 'YES_NO',
    inForceFrom: OWN_USE_AMENDED,
    section: 'RTA s.48(5)',
  },
] as const satisfies readonly Rule[];
