import { ACT, type Rule } from './rule.ts';

const ASSIGNMENT_SOURCE = 'https://fr.scribd.com/document/71997352/Termination-N9-Form-Tenancy';
/** First day from which tenants can demand the standard lease. */
export const STANDARD_LEASE_FROM = '2018-04-30';

/** The tenant's notice, RTA ss.44, 47, 47.0.1, 48–50 and 96. */
export const N9_RULES = [
  {
    ...ACT,
    id: 'n9.notice_days.daily_weekly',
    fixes: 'Days from giving an N9 to its earliest termination date, daily or weekly tenancy.',
    value: 28,
    unit: 'DAYS',
    section: 'RTA s.44(1)',
  },
  {
    ...ACT,
    id: 'n9.notice_days',
    fixes: 'Days from giving an N9 to its earliest termination date, every other tenancy.',
    value: 60,
    unit: 'DAYS',
    section: 'RTA s.44(2)-(4)',
  },
  {
    ...ACT,
    id: 'n9.february.given_by',
    fixes: 'Last day to give an N9 for the end of February that counts as sixty days.',
    value: '01-01',
    unit: 'MONTH_DAY',
    section: 'RTA s.44(5)',
  },
  {
    ...ACT,
    id: 'n9.march.given_by',
    fixes: 'Last day to give an N9 for 31 March that counts as sixty days.',
    value: '02-01',
    unit: 'MONTH_DAY',
    section: 'RTA s.44(5)',
  },
  {
    ...ACT,
    id: 'n9.reply_days',
    fixes: 'Days from giving an N9 in reply to an N12 or N13 to its earliest termination date.',
    value: 10,
    unit: 'DAYS',
    section: 'RTA ss.48(3), 49(4), 50(4)',
  },
  {
    ...ACT,
    id: 'n9.lease_demand_days',
    fixes: 'Days from giving an N9 after an unmet demand for the standard lease to its earliest date.',
    value: 60,
    unit: 'DAYS',
    inForceFrom: STANDARD_LEASE_FROM,
    section: 'RTA s.47.0.1',
  },
  {
    ...ACT,
    id: 'n9.assignment_days.daily_weekly',
    fixes: 'Days from giving an N9 after a refused assignment, daily or weekly tenancy.',
    value: 28,
    unit: 'DAYS',
    section: 'RTA s.96',
    source: ASSIGNMENT_SOURCE,
  },
  {
    ...ACT,
    id: 'n9.assignment_days',
    fixes: 'Days from giving an N9 after a refused assignment, every other tenancy.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.96',
    source: ASSIGNMENT_SOURCE,
  },
] as const satisfies readonly Rule[];
