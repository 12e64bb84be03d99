import { ACT, type Rule } from './rule.ts';

/** What every notice of termination shares, RTA ss.46 and 69. */
export const TERMINATION_RULES = [
  {
    ...ACT,
    id: 'notice.void_after_days',
    fixes: 'Days after the termination date when a notice becomes void unless acted on; not for an N4.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.46',
  },
  {
    ...ACT,
    id: 'application.within_days',
    fixes: 'Days after the termination date in which the landlord may apply; no limit for an N4.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.69(2)',
  },
] as const satisfies readonly Rule[];
