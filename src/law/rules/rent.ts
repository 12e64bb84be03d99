import { ACT, type Rule } from './rule.ts';

/** Rent increases, deposits and charges, RTA ss.105, 106, 116, 119, 120 and 134. */
export const RENT_RULES = [
  {
    ...ACT,
    id: 'rent.increase.notice_days',
    fixes: 'Days from giving a notice of rent increase to the day it takes effect.',
    value: 90,
    unit: 'DAYS',
    section: 'RTA s.116(1)',
  },
  {
    ...ACT,
    id: 'rent.increase.every_months',
    fixes: 'Months that must pass since the last increase or the start of the tenancy.',
    value: 12,
    unit: 'MONTHS',
    section: 'RTA s.119(1)',
  },
  {
    ...ACT,
    id: 'deposit.most_months',
    fixes: 'Maximum rent deposit in months of rent. The lesser of month and rental period applies.',
    value: 1,
    unit: 'MONTHS_OF_RENT',
    section: 'RTA s.106(2)',
  },
  {
    ...ACT,
    id: 'deposit.most_periods',
    fixes: 'Maximum rent deposit in rental periods. The lesser of month and rental period applies.',
    value: 1,
    unit: 'RENT_PERIODS',
    section: 'RTA s.106(2)',
  },
  {
    ...ACT,
    id: 'deposit.other_security',
    fixes: 'Maximum security deposit other than the rent deposit.',
    value: 0,
    unit: 'CENTS',
    section: 'RTA s.105(1)',
  },
  {
    ...ACT,
    id: 'charge.nsf_administration',
    fixes: "Maximum administration charge for a returned cheque, in addition to the bank's charge.",
    value: 2000,
    unit: 'CENTS',
    section: 'O. Reg. 516/06 s.17',
    source: 'https://github.com/mozilla/pdf.js/files/6695365/2229E.pdf',
  },
] as const satisfies readonly Rule[];
