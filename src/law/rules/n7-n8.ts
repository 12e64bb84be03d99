import { ACT, type Rule } from './rule.ts';

/** Notices for serious problems, RTA ss.63, 65 and 66, and at the end of the term, s.58. */
export const N7_N8_RULES = [
  {
    ...ACT,
    id: 'n7.notice_days',
    fixes: 'Days from giving an N7 to its earliest termination date.',
    value: 10,
    unit: 'DAYS',
    section: 'RTA ss.63, 65, 66',
  },
  {
    ...ACT,
    id: 'n7.most_units',
    fixes: 'Maximum residential units of a building in which the landlord lives, for interference on an N7.',
    value: 3,
    unit: 'RESIDENTIAL_UNITS',
    section: 'RTA s.65',
  },
  {
    ...ACT,
    id: 'n8.notice_days.daily_weekly',
    fixes: 'Days from giving an N8 to its earliest termination date, daily or weekly tenancy.',
    value: 28,
    unit: 'DAYS',
    section: 'RTA ss.44(1), 58(2)',
  },
  {
    ...ACT,
    id: 'n8.notice_days',
    fixes: 'Days from giving an N8 to its earliest termination date, every other tenancy.',
    value: 60,
    unit: 'DAYS',
    section: 'RTA ss.44(2)-(4), 58(2)',
  },
] as const satisfies readonly Rule[];
