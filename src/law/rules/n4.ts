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
    fixes: 'Days from giving an N4 to its earliest termination date, every tenancy but daily or weekly.',
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
      'Days after the due date before an N4 can be given. The tenant can pay until midnight of the due date.',
    value: 1,
    unit: 'DAYS',
    section: 'RTA s.59(1)',
  },
  {
    ...ACT,
    id: 'n4.application_after_termination',
    fixes: 'Days after the termination date from which the landlord can apply on an N4.',
    value: 1,
    unit: 'DAYS',
    section: 'RTA s.74(1)',
  },
] as const satisfies readonly Rule[];
