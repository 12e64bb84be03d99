import { ACT, BILL_60_SECOND_STEP, type Rule } from './rule.ts';

/** Notice for interference, damage or overcrowding, RTA ss.62, 64, 67, 68 and 70. */
export const N5_RULES = [
  {
    ...ACT,
    id: 'n5.first.notice_days',
    fixes: 'Days from giving a first N5 to its earliest termination date.',
    value: 20,
    unit: 'DAYS',
    section: 'RTA ss.62(2), 64(2), 67(2)',
  },
  {
    ...ACT,
    id: 'n5.second.notice_days',
    fixes: 'Days from giving a second N5 to its earliest termination date.',
    value: 14,
    unit: 'DAYS',
    section: 'RTA s.68(2)',
  },
  {
    ...ACT,
    id: 'n5.correction_days',
    fixes: 'Days after a first N5 is given in which the tenant can void it by correcting the cause.',
    value: 7,
    unit: 'DAYS',
    section: 'RTA ss.62(3), 64(3), 67(3), 70',
  },
  {
    ...ACT,
    id: 'n5.correction_ends_on_business_day',
    fixes:
      'Whether the days of correction that end on a day when the Board is closed run to its next business day.',
    value: 1,
    unit: 'YES_NO',
    inForceFrom: BILL_60_SECOND_STEP,
    section: 'LTB Rule 1.1; Legislation Act, 2006 s.89(1)',
    source: 'https://www.ontario.ca/laws/statute/06l21',
  },
  {
    ...ACT,
    id: 'n5.second.after_days',
    fixes: 'Days that must pass after the first N5 before new conduct allows a second N5.',
    value: 7,
    unit: 'DAYS',
    section: 'RTA s.68(1)',
  },
  {
    ...ACT,
    id: 'n5.second.within_months',
    fixes: 'Months after the first N5 within which new conduct allows a second N5.',
    value: 6,
    unit: 'MONTHS',
    section: 'RTA s.68(1)',
  },
] as const satisfies readonly Rule[];
