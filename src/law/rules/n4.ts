import { ACT, BILL_60_SECOND_STEP, type Rule } from './rule.ts';

const DAY_BEFORE_BILL_60 = '2026-09-20';

/** Notice for non-payment of rent, RTA s.59. */
export const N4_RULES = [
  {
    ...ACT,
    id: 'n4.notice_days.daily_weekly',
    fixes: 'Days from giving an N4 to its earliest termination date, daily or weekly tenancy.',
    value: 7,
    unit: 'DAYS',
    inForceTo: DAY_BEFORE_BILL_60,
    section: 'RTA s.59(1)',
  },
  {
    ...ACT,
    id: 'n4.notice_days',
    fixes: 'Days from giving an N4 to its earliest termination date, any tenancy without a row of its own.',
    value: 14,
    unit: 'DAYS',
    inForceTo: DAY_BEFORE_BILL_60,
    section: 'RTA s.59(1)',
  },
  {
    ...ACT,
    id: 'n4.notice_days',
    fixes: 'Days from giving an N4 to its earliest termination date, every tenancy.',
    value: 7,
    unit: 'DAYS',
    inForceFrom: BILL_60_SECOND_STEP,
    section: 'RTA s.59(1)',
  },
  {
    ...ACT,
    id: 'n4.first_day_after_due',
    fixes:
      'Days after rent falls due before an N4 may be given: the tenant has until midnight of the due day.',
    value: 1,
    unit: 'DAYS',
    section: 'RTA s.59(1)',
  },
  {
    ...ACT,
    id: 'n4.application_after_termination',
    fixes: 'Days after the termination date from which the landlord may apply on an N4.',
    value: 1,
    unit: 'DAYS',
    section: 'RTA s.74(1)',
  },
] as const satisfies readonly Rule[];
