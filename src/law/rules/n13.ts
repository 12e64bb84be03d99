import { ACT, BILL_60_SECOND_STEP, type Rule } from './rule.ts';

/**
 * From this day of giving, fewer than five units need compensation as well. It is known for s.52(2); for s.54(3) and (4)
 * no other day was found.
 */
const SMALL_COMPLEX_FROM = '2020-07-21';

/** Notice for demolition, conversion or repairs, RTA ss.50, 52 to 55.1. */
export const N13_RULES = [
  {
    ...ACT,
    id: 'n13.notice_days',
    fixes: 'Days from giving an N13 to its earliest termination date.',
    value: 120,
    unit: 'DAYS',
    section: 'RTA s.50(2)',
  },
  {
    ...ACT,
    id: 'n13.large_complex_units',
    fixes: 'Residential units from which the compensation of an N13 is that of a large complex.',
    value: 5,
    unit: 'RESIDENTIAL_UNITS',
    section: 'RTA ss.52, 54',
  },
  {
    ...ACT,
    id: 'n13.compensation.demolition',
    fixes: 'Months of rent owed for demolition or conversion, five residential units or more.',
    value: 3,
    unit: 'MONTHS_OF_RENT',
    section: 'RTA s.52(1)',
  },
  {
    ...ACT,
    id: 'n13.compensation.demolition.small',
    fixes: 'Months of rent owed for demolition or conversion, fewer than five residential units.',
    value: 1,
    unit: 'MONTHS_OF_RENT',
    inForceFrom: SMALL_COMPLEX_FROM,
    section: 'RTA s.52(2)',
  },
  {
    ...ACT,
    id: 'n13.compensation.repairs',
    fixes: 'Most months of rent owed for repairs, five residential units or more.',
    value: 3,
    unit: 'MONTHS_OF_RENT',
    section: 'RTA s.54(1), (2)',
  },
  {
    ...ACT,
    id: 'n13.compensation.repairs.small',
    fixes: 'Most months of rent owed for repairs, fewer than five residential units.',
    value: 1,
    unit: 'MONTHS_OF_RENT',
    inForceFrom: SMALL_COMPLEX_FROM,
    section: 'RTA s.54(3), (4)',
  },
  {
    ...ACT,
    id: 'n13.compensation.severed',
    fixes: 'Months of rent owed if the complex was severed shortly before the notice.',
    value: 3,
    unit: 'MONTHS_OF_RENT',
    section: 'RTA s.55',
  },
  {
    ...ACT,
    id: 'n13.severed_within_months',
    fixes: 'Months after the severance of a complex within which an N13 owes its compensation.',
    value: 24,
    unit: 'MONTHS',
    section: 'RTA s.55',
  },
  {
    ...ACT,
    id: 'n13.first_refusal_days',
    fixes: 'Fewest days that a tenant has to move back once repairs are done.',
    value: 60,
    unit: 'DAYS',
    inForceFrom: BILL_60_SECOND_STEP,
    section: 'RTA s.53(2.1), (2.2)',
  },
] as const satisfies readonly Rule[];
