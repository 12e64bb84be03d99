import { type NoticeToValidate, validateNotice } from '../../src/law/index.ts';

const n4: NoticeToValidate = {
  form: 'N4',
  rentalPeriod: 'MONTHLY',
  servedOn: '2026-11-02',
  method: 'HAND',
  terminationDate: '2026-11-09',
  rentDueOn: '2026-11-01',
  amountClaimedCents: 200_000,
  rentOwingCents: 200_000,
};
const n9: NoticeToValidate = {
  form: 'N9',
  rentalPeriod: 'MONTHLY',
  rentDueDay: 1,
  servedOn: '2026-10-01',
  method: 'HAND',
  terminationDate: '2026-11-30',
};
const n12: NoticeToValidate = { ...n9, form: 'N12', reason: 'LANDLORD_OR_FAMILY', occupiers: ['CHILD'] };
const n5: NoticeToValidate = { ...n4, form: 'N5', noticeNumber: 2, terminationDate: '2026-11-16' };

function codes(notice: NoticeToValidate): string[] {
  return validateNotice(notice).defects.map(({ code }) => code);
}

describe('defects', () => {
  test.each([
    ['a sound N4', n4, {}, []],
    ['an N4 a day early', n4, { terminationDate: '2026-11-08' }, ['date_too_early']],
    ['an N4 ending when it is given', n4, { terminationDate: '2026-11-02' }, ['date_before_giving']],
    ['an N4 given on the due day', n4, { rentDueOn: '2026-11-02' }, ['given_before_rent_late']],
    ['an N4 claiming a bank charge', n4, { amountClaimedCents: 204_500 }, ['claims_more_than_rent']],
    ['an N4 claiming nothing', n4, { amountClaimedCents: 0 }, ['nothing_claimed']],
    ['an N4 with a charge beside it', n4, { otherCharges: [{ type: 'NSF', amountCents: 4500 }] }, []],
    ['an N4 with an impossible due day', n4, { rentDueOn: '2026-11-31' }, ['invalid_date']],
    [
      'an N4 posted on the door, not served yet',
      n4,
      { servedOn: null, method: 'POSTED_ON_DOOR' },
      ['method_not_allowed'],
    ],
    ['an N4 on a date that is none', n4, { terminationDate: '2026-11-31' }, ['invalid_date']],
    ['a sound N9', n9, {}, []],
    ['an N9 in mid period', n9, { terminationDate: '2026-12-15' }, ['not_period_end']],
    [
      'an N9 in mid period and early',
      n9,
      { terminationDate: '2026-11-15' },
      ['date_too_early', 'not_period_end'],
    ],
    ['an N9 signed at the start', n9, { signedAtStartOfTenancy: true }, ['signed_at_start']],
    [
      'a reply after the landlord date',
      n9,
      { reason: 'REPLY_TO_N12_N13', landlordTerminationDate: '2026-11-30' },
      ['not_before_landlord_date'],
    ],
    ['an N9 for the term end', n9, { rentalPeriod: 'FIXED', termEnd: '2026-11-30' }, []],
    [
      'an N9 cutting the term short',
      n9,
      { rentalPeriod: 'FIXED', termEnd: '2027-06-30' },
      ['date_too_early', 'cuts_fixed_term'],
    ],
    ['an N9 for a month after the term', n9, { rentalPeriod: 'FIXED', termEnd: '2026-10-31' }, []],
    ['an N12 for a child', n12, {}, []],
    ['an N12 for a brother', n12, { occupiers: ['CHILD', 'SIBLING'] }, ['occupier_not_listed']],
    ['an N12 for nobody', n12, { occupiers: [] }, ['required']],
    ['an N12 of a corporation', n12, { landlordType: 'CORPORATION' }, ['landlord_not_individual']],
    ['a purchaser N12 of a corporation', n12, { reason: 'PURCHASER', landlordType: 'CORPORATION' }, []],
    ['a purchaser N12, three units', n12, { reason: 'PURCHASER', residentialUnitsInComplex: 3 }, []],
    [
      'a purchaser N12, four units',
      n12,
      { reason: 'PURCHASER', residentialUnitsInComplex: 4 },
      ['too_many_units'],
    ],
    [
      'a purchaser N12 for the landlord',
      n12,
      { reason: 'PURCHASER', occupiers: ['LANDLORD'] },
      ['occupier_not_listed'],
    ],
    [
      'a purchaser N12 without a sale',
      n12,
      { reason: 'PURCHASER', hasAgreementOfPurchaseAndSale: false },
      ['no_agreement_of_sale'],
    ],
    ['a sound second N5', n5, { firstNoticeGivenOn: '2026-10-01', newConductOn: '2026-10-20' }, []],
    [
      'a second N5 on conduct to come',
      n5,
      { firstNoticeGivenOn: '2026-10-01', newConductOn: '2026-11-03' },
      ['conduct_after_notice'],
    ],
    [
      'a second N5 six months on',
      n5,
      { firstNoticeGivenOn: '2026-05-01', newConductOn: '2026-11-01' },
      ['second_notice_outside_window'],
    ],
  ] as const)('%s', (_, notice, change, expected) => {
    expect(codes({ ...notice, ...change })).toEqual(expected);
    expect(validateNotice({ ...notice, ...change }).valid).toBe(expected.length === 0);
  });

  test('gives the earliest lawful date for a date that is too early', () => {
    const [defect] = validateNotice({ ...n4, method: 'MAIL' }).defects;
    expect(defect).toMatchObject({
      path: ['input', 'terminationDate'],
      code: 'date_too_early',
      section: 'RTA s.59(1)',
      earliestDate: '2026-11-14',
    });
  });

  test('reports faults of terms and service together without throwing', () => {
    expect(codes({ ...n9, rentDueDay: 0, method: 'SMS', terminationDate: 'soon' })).toEqual([
      'out_of_range',
      'method_not_allowed',
      'invalid_date',
    ]);
  });
});

describe('warnings', () => {
  test('warns of unknown facts', () => {
    const { form, rentalPeriod, rentDueDay, terminationDate } = n9;
    const found = validateNotice({ form, rentalPeriod, rentDueDay, terminationDate });
    expect(found).toMatchObject({ valid: true, deemedGiven: null, earliestDate: null });
    expect(found.warnings.map(({ code }) => code)).toEqual(['service_unknown']);
    expect(validateNotice(n12).warnings.map(({ code }) => code)).toEqual(['eligibility_unchecked']);
  });

  test('warns of an N4 sent before the rent is late, or for less than the rent owing', () => {
    const notice = { ...n4, method: 'MAIL', servedOn: '2026-11-01', terminationDate: '2026-11-13' } as const;
    const { valid, warnings } = validateNotice({ ...notice, amountClaimedCents: 100_000 });
    expect(valid).toBe(true);
    expect(warnings.map(({ code }) => code)).toEqual(['sent_before_rent_late', 'claims_less_than_owing']);
  });
});
