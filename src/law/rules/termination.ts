import { ACT, type Rule } from './rule.ts';

/** Rules of every notice of termination, RTA ss.46 and 69. */
export const TERMINATION_RULES = [
  {
    ...ACT,
    id: 'notice.void_after_days',
    fixes:
      'Days after the termination date when a notice without an application becomes void; not for an N4.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.46',
  },
  {
    ...ACT,
    id: 'application.within_days',
    fixes: 'Days after the termination date in which the landlord can apply; no limit for an N4.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.69(2)',
  },
] as const satisfies readonly Rule[];
