import { ACT, type Rule } from './rule.ts';

const BOARD_LIMIT_SOURCE =
  'https://cohenhighley.com/announcements/october-1-2025-its-official-small-claims-and-ltb-limit-now-50k';

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
  {
    // Its first day is taken to be that of the affidavit, s.71.1(1): no other was found.
    ...ACT,
    id: 'application.listed_notices_months',
    fixes: 'Months before an application on an N12 or N13 whose N12 and N13, for any unit, it must list.',
    value: 24,
    unit: 'MONTHS',
    inForceFrom: '2020-07-21',
    section: 'RTA s.71.1(3)',
  },
  {
    ...ACT,
    id: 'agreement.application_days',
    fixes: 'Days after the date of an agreement to end the tenancy in which the landlord can apply.',
    value: 30,
    unit: 'DAYS',
    section: 'RTA s.77(2)',
  },
  {
    ...ACT,
    id: 'payment_agreement.board_form',
    fixes: "Whether an agreement to pay arrears must be on the Board's form, for an order without a hearing.",
    value: 1,
    unit: 'YES_NO',
    inForceFrom: '2026-07-01',
    section: 'RTA s.206(1)(a.1)',
  },
  {
    ...ACT,
    id: 'board.limit',
    fixes: 'Maximum amount that the Board can order to be paid.',
    value: 3_500_000,
    unit: 'CENTS',
    inForceFrom: '2020-01-01',
    inForceTo: '2025-09-30',
    section: 'RTA s.207(1)',
    source: BOARD_LIMIT_SOURCE,
  },
  {
    ...ACT,
    id: 'board.limit',
    fixes: 'Maximum amount that the Board can order to be paid.',
    value: 5_000_000,
    unit: 'CENTS',
    inForceFrom: '2025-10-01',
    section: 'RTA s.207(1); O. Reg. 42/25',
    source: BOARD_LIMIT_SOURCE,
  },
  {
    ...ACT,
    id: 'former_tenant.apply_within_months',
    fixes: 'Months after a tenant left within which the landlord can apply for arrears.',
    value: 12,
    unit: 'MONTHS',
    inForceFrom: '2021-09-01',
    section: 'RTA s.87(1), (1.1)',
  },
  {
    ...ACT,
    id: 'hearing.evidence_days',
    fixes: 'Days before a hearing by which evidence must be sent to the Board and the other party.',
    value: 7,
    unit: 'DAYS',
    section: 'LTB Rule 19.1',
    source: 'https://tribunalsontario.ca/ltb/rules-practice-directions-and-guidelines/',
  },
  {
    ...ACT,
    id: 'hearing.update_days',
    fixes: 'Days before a hearing by which the landlord sends the L1/L9 information update.',
    value: 5,
    unit: 'DAYS',
    section: 'LTB Rule 19; L1/L9 Information Update',
    source: 'https://tribunalsontario.ca/ltb/forms/',
  },
] as const satisfies readonly Rule[];
