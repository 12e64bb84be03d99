import { noticeStanding, type StandingInput } from '../../src/law/index.ts';

const n4: StandingInput = {
  form: 'N4',
  terminationDate: '2026-11-10',
  deemedGiven: '2026-11-03',
  status: 'SERVED',
  asOf: '2026-11-05',
};
// 3 October plus seven days is the Saturday before Thanksgiving: the safe reading lets the tenant act on the 13th.
const n5: StandingInput = { ...n4, form: 'N5', deemedGiven: '2026-10-03', terminationDate: '2026-10-23' };
const n12: StandingInput = { ...n4, form: 'N12', deemedGiven: '2026-10-01', terminationDate: '2026-11-30' };

test.each([
  ['a draft', n4, { status: 'DRAFT' }, 'NOT_SERVED', null, null],
  ['made, not served', n4, { status: 'GENERATED', deemedGiven: null }, 'NOT_SERVED', null, null],
  ['withdrawn', n4, { status: 'WITHDRAWN' }, 'WITHDRAWN', null, null],
  ['voided', n4, { status: 'VOID' }, 'WITHDRAWN', null, null],
  ['superseded', n4, { supersededBy: 'form_2' }, 'SUPERSEDED', null, null],
  ['in the mail', n4, { asOf: '2026-11-02' }, 'NOT_YET_GIVEN', null, '2026-11-02'],
  [
    'paid while it is in the mail',
    n4,
    { paidInFullOn: '2026-11-01', asOf: '2026-11-02' },
    'VOID_PAID',
    '2026-11-01',
    null,
  ],
  [
    'in the mail, paid later',
    n4,
    { paidInFullOn: '2026-11-02', asOf: '2026-11-01' },
    'NOT_YET_GIVEN',
    null,
    '2026-11-02',
  ],
  ['an N4 running', n4, {}, 'RUNNING', '2026-11-03', '2026-11-10'],
  ['an N4 on its date', n4, { asOf: '2026-11-10' }, 'RUNNING', '2026-11-03', '2026-11-10'],
  ['an N4 after its date', n4, { asOf: '2026-11-11' }, 'APPLICATION_POSSIBLE', '2026-11-11', null],
  ['an N4 a year later', n4, { asOf: '2027-11-11' }, 'APPLICATION_POSSIBLE', '2026-11-11', null],
  ['an N4 paid', n4, { paidInFullOn: '2026-11-04' }, 'VOID_PAID', '2026-11-04', null],
  [
    'an N4 paid late, before an application',
    n4,
    { paidInFullOn: '2026-12-04', asOf: '2026-12-05' },
    'VOID_PAID',
    '2026-12-04',
    null,
  ],
  ['an N4 not paid yet', n4, { paidInFullOn: '2026-11-06' }, 'RUNNING', '2026-11-03', '2026-11-10'],
  [
    'an N4 paid after the application',
    n4,
    { appliedOn: '2026-11-12', paidInFullOn: '2026-11-20', asOf: '2026-11-20' },
    'APPLIED',
    '2026-11-12',
    null,
  ],
  [
    'an N12 is not paid off',
    n12,
    { paidInFullOn: '2026-11-04' },
    'APPLICATION_POSSIBLE',
    '2026-10-01',
    '2026-12-30',
  ],
  ['a first N5 in its week', n5, { asOf: '2026-10-05' }, 'CORRECTION_RUNNING', '2026-10-03', '2026-10-13'],
  [
    'a first N5 on Thanksgiving',
    n5,
    { asOf: '2026-10-12' },
    'CORRECTION_RUNNING',
    '2026-10-03',
    '2026-10-13',
  ],
  [
    'a first N5 after its week',
    n5,
    { asOf: '2026-10-14' },
    'APPLICATION_POSSIBLE',
    '2026-10-14',
    '2026-11-22',
  ],
  [
    'a first N5 corrected',
    n5,
    { correctedOn: '2026-10-13', asOf: '2026-11-01' },
    'VOID_CORRECTED',
    '2026-10-13',
    null,
  ],
  [
    'a first N5 corrected too late',
    n5,
    { correctedOn: '2026-10-14', asOf: '2026-11-01' },
    'APPLICATION_POSSIBLE',
    '2026-10-14',
    '2026-11-22',
  ],
  [
    'a second N5',
    n5,
    { noticeNumber: 2, asOf: '2026-10-03' },
    'APPLICATION_POSSIBLE',
    '2026-10-03',
    '2026-11-22',
  ],
  ['an N12', n12, {}, 'APPLICATION_POSSIBLE', '2026-10-01', '2026-12-30'],
  ['an N12 on its last day', n12, { asOf: '2026-12-30' }, 'APPLICATION_POSSIBLE', '2026-10-01', '2026-12-30'],
  ['an N12 a day later', n12, { asOf: '2026-12-31' }, 'EXPIRED', '2026-12-31', null],
  ['an N12 applied on', n12, { appliedOn: '2026-12-05', asOf: '2027-02-01' }, 'APPLIED', '2026-12-05', null],
  ['an N11', { ...n12, form: 'N11' }, {}, 'APPLICATION_POSSIBLE', '2026-10-01', '2026-12-30'],
  ['an N11 after day 30', { ...n12, form: 'N11' }, { asOf: '2026-12-31' }, 'EXPIRED', '2026-12-31', null],
  ['an N8 at once', { ...n12, form: 'N8' }, {}, 'APPLICATION_POSSIBLE', '2026-10-01', '2026-12-30'],
  ['an N12 obeyed', n12, { vacatedOn: '2026-11-30', asOf: '2027-02-01' }, 'TENANT_LEFT', '2026-11-30', null],
  ['an N9', n12, { form: 'N9', asOf: '2026-12-01' }, 'APPLICATION_POSSIBLE', '2026-10-01', '2026-12-30'],
] as const)('%s', (_, notice, change, standing, since, until) => {
  const found = noticeStanding({ ...notice, ...change });
  expect(found).toMatchObject({ standing, since, until });
  expect(found.explanation).toMatch(/\.$/);
});
