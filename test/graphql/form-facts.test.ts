import type { FactsByType } from '../../src/forms/index.ts';
import { FormType } from '../../src/generated/prisma/enums.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const FACTS = `fragment Facts on FormFacts {
  __typename tenants landlords signers { side capacity firstName lastName phone } rentalUnit { street unit city province postalCode }
  ... on N4Facts { rentOwed periods { from to charged paid owing } }
  ... on N5Facts { reasons occurrence repairCost replacementCost personsAllowed events { on at what } }
  ... on N7Facts { reasons events { on at what } }
  ... on N8Facts { reasons details latePayments { dueOn charged paidOn daysLate owing } }
  ... on RentIncreaseFacts { rentBefore newRent rentPeriod effectiveOn }
  ... on N10Facts { rentBefore newRent rentPeriod effectiveOn inExchangeFor purpose agreedOn cancelBy }
  ... on N11Facts { agreedOn }
  ... on N12Facts { side movingIn caregiverFor owesCompensation }
  ... on N13Facts { reason details permits compensationMonths compensation }
  ... on L1ScheduleFacts { asOf arrears fileNumber periods { from to charged paid owing } }
  ... on PaymentAgreementFacts {
    application agreedOn arrears returnedCharges filingFee total instalments { dueOn amount } breachClause
  }
  ... on EntryFacts { entryReason purpose entryOn entryFrom entryUntil }
  ... on LeaseFacts { startsOn endsOn baseRent totalRent rentDeposit keyDeposit }
}`;
const FORM = `${FACTS} query ($id: ID!) { form(id: $id) { fields facts { ...Facts } } }`;

type Drafted<Facts> = { readonly [Key in keyof Facts]?: Facts[Key] extends object ? Json : Facts[Key] };
type Stored = { readonly [Type in FormType]: Drafted<FactsByType[Type]> };

const EVENT = { on: '2026-11-20', at: '23:15', what: 'Noise.' };
const PERIOD = {
  from: '2026-10-01',
  to: '2026-10-31',
  chargedCents: 200_000,
  paidCents: 5050,
  owingCents: 194_950,
};
const OWING = { from: '2026-10-01', to: '2026-10-31', charged: 2000, paid: 50.5, owing: 1949.5 };
const INCREASE = {
  rentBeforeCents: 200_000,
  newRentCents: 203_810,
  rentPeriod: 'MONTHLY',
  effectiveOn: '2027-06-01',
} as const;
const INCREASED = { rentBefore: 2000, newRent: 2038.1, rentPeriod: 'MONTHLY', effectiveOn: '2027-06-01' };

/** Facts as they are stored, and as the graph shows them. */
const CASES: { readonly [Type in FormType]: readonly [stored: Stored[Type], shown: object] } = {
  N1: [INCREASE, { __typename: 'RentIncreaseFacts', ...INCREASED }],
  N2: [INCREASE, { __typename: 'RentIncreaseFacts', ...INCREASED }],
  N4: [
    { rentOwedCents: 194_950, periods: [PERIOD] },
    { rentOwed: 1949.5, periods: [OWING] },
  ],
  N5: [
    {
      damage: { occurrence: 'FIRST', repairCents: 12_345 },
      interference: { occurrence: 'FIRST' },
      events: [EVENT],
    },
    {
      reasons: ['INTERFERENCE', 'DAMAGE'],
      occurrence: 'FIRST',
      repairCost: 123.45,
      replacementCost: null,
      personsAllowed: null,
      events: [EVENT],
    },
  ],
  N7: [
    { reasons: ['SAFETY'], events: [{ on: EVENT.on, what: 'Fire.' }] },
    { reasons: ['SAFETY'], events: [{ on: EVENT.on, at: null, what: 'Fire.' }] },
  ],
  N8: [
    {
      reasons: ['PERSISTENT_LATE_PAYMENT'],
      latePayments: {
        periods: 1,
        late: [
          {
            from: '2026-10-01',
            to: '2026-10-31',
            dueOn: '2026-10-01',
            chargedCents: 200_000,
            daysLate: 9,
            owingCents: 0,
          },
        ],
      },
    },
    {
      reasons: ['PERSISTENT_LATE_PAYMENT'],
      details: null,
      latePayments: [{ dueOn: '2026-10-01', charged: 2000, paidOn: null, daysLate: 9, owing: 0 }],
    },
  ],
  N9: [
    { signers: [{ capacity: 'TENANT', firstName: 'Zoë', lastName: 'Đặng' }] },
    { signers: [{ side: 'TENANT', capacity: 'TENANT', firstName: 'Zoë', lastName: 'Đặng', phone: null }] },
  ],
  N10: [
    {
      ...INCREASE,
      inExchangeFor: 'SERVICE',
      purpose: 'Parking.',
      agreedOn: '2026-11-23',
      cancelBy: '2026-11-28',
    },
    {
      ...INCREASED,
      inExchangeFor: 'SERVICE',
      purpose: 'Parking.',
      agreedOn: '2026-11-23',
      cancelBy: '2026-11-28',
    },
  ],
  N11: [
    {
      agreedOn: '2026-11-23',
      landlordSigner: { capacity: 'REPRESENTATIVE', firstName: 'Lou', lastName: 'Landry', phone: '1' },
      tenantSigners: [{ capacity: 'TENANT', firstName: 'Zoë', lastName: 'Đặng' }],
    },
    {
      agreedOn: '2026-11-23',
      signers: [
        { side: 'LANDLORD', capacity: 'REPRESENTATIVE', firstName: 'Lou', lastName: 'Landry', phone: '1' },
        { side: 'TENANT', capacity: 'TENANT', firstName: 'Zoë', lastName: 'Đặng', phone: null },
      ],
    },
  ],
  N12: [
    { side: 'LANDLORD', movingIn: ['SELF', 'CHILD'], caregiverFor: [], compensation: 'OWED' },
    { side: 'LANDLORD', movingIn: ['SELF', 'CHILD'], caregiverFor: [], owesCompensation: true },
  ],
  N13: [
    {
      reason: 'REPAIRS',
      details: 'Roof.',
      permits: 'OBTAINED',
      compensation: { months: 3, amountCents: 600_000, isLessOnReturn: true },
    },
    { reason: 'REPAIRS', details: 'Roof.', permits: 'OBTAINED', compensationMonths: 3, compensation: 6000 },
  ],
  L1_SCHEDULE: [
    { asOf: '2026-11-23', arrearsCents: 194_950, periods: [PERIOD] },
    { asOf: '2026-11-23', arrears: 1949.5, fileNumber: null, periods: [OWING] },
  ],
  PAYMENT_AGREEMENT: [
    {
      application: 'L1',
      agreedOn: '2026-11-23',
      arrearsCents: 100_000,
      returnedCents: 0,
      filingFeeCents: 18_600,
      totalCents: 118_600,
      instalments: [{ dueOn: '2026-12-01', amountCents: 118_600 }],
      breachClause: true,
    },
    {
      application: 'L1',
      agreedOn: '2026-11-23',
      arrears: 1000,
      returnedCharges: 0,
      filingFee: 186,
      total: 1186,
      instalments: [{ dueOn: '2026-12-01', amount: 1186 }],
      breachClause: true,
    },
  ],
  ENTRY: [
    { reason: 'REPAIR', purpose: 'Tap.', entryOn: '2026-11-25', entryFrom: '10:00' },
    {
      entryReason: 'REPAIR_OR_WORK',
      purpose: 'Tap.',
      entryOn: '2026-11-25',
      entryFrom: '10:00',
      entryUntil: null,
    },
  ],
  LEASE: [
    {
      startsOn: '2026-09-01',
      term: { kind: 'FIXED', endsOn: '2027-08-31' },
      rent: { baseCents: 190_000, totalCents: 200_000 },
      rentDeposit: { required: true, amountCents: 200_000 },
      keyDeposit: { required: false },
    },
    {
      startsOn: '2026-09-01',
      endsOn: '2027-08-31',
      baseRent: 1900,
      totalRent: 2000,
      rentDeposit: 2000,
      keyDeposit: null,
    },
  ],
};

let keynest: KeyNest;
let home: { tenantId: string; leaseId: string };
beforeAll(async () => {
  keynest = await startKeyNest();
  home = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 200_000, name: 'Zoë Đặng' });
});
afterAll(() => keynest.close());

async function ask(document: string, variables: object): Promise<Json> {
  const result = await keynest.gql(await keynest.viewerOf('landlord'), document, { ...variables });
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data));
}

async function factsOf(type: FormType, facts: object): Promise<Json> {
  const id = await keynest.own.form(home, { type, facts });
  return (await ask(FORM, { id })).form.facts;
}

const PARTIES = {
  tenants: ['Zoë Đặng'],
  landlords: ['Lou Landry'],
  rentalUnit: {
    street: '1 King Street',
    unit: 'Unit 2',
    city: 'Guelph',
    province: 'ON',
    postalCode: 'N1G 1A1',
  },
};

const TYPES = Object.values(FormType);

test.each(TYPES)('the facts of a document %s have their types', async (type) => {
  const [stored, shown] = CASES[type];
  const tenants = type === 'LEASE' ? [{ firstName: 'Zoë', lastName: 'Đặng' }] : PARTIES.tenants;
  const found = await factsOf(type, { ...PARTIES, tenants, ...stored });
  expect(found).toEqual({ __typename: `${type}Facts`, ...PARTIES, signers: [], ...namedOf(type), ...shown });
});

/** The names of types whose documents are named in words. */
function namedOf(type: FormType): object {
  const names: Partial<Record<FormType, string>> = {
    L1_SCHEDULE: 'L1ScheduleFacts',
    PAYMENT_AGREEMENT: 'PaymentAgreementFacts',
    ENTRY: 'EntryFacts',
    LEASE: 'LeaseFacts',
  };
  return type in names ? { __typename: names[type] } : {};
}

test.each(TYPES)('a draft %s without facts has none, and no errors', async (type) => {
  for (const value of [undefined, null]) {
    const facts = Object.fromEntries(Object.keys(CASES[type][0]).map((key) => [key, value]));
    const { __typename, ...found } = await factsOf(type, facts);
    expect(__typename).toMatch(/Facts$/);
    expect(
      Object.values(found).every((one) => one === null || (Array.isArray(one) && one.length === 0)),
    ).toBe(true);
  }
});

test('the facts of an N4 are those of its fields', async () => {
  const make = `mutation ($input: FormInput!) { generateForm(type: N4, input: $input) { id } }`;
  const { id } = (await ask(make, { input: { tenantId: home.tenantId } })).generateForm as { id: string };
  const { fields, facts } = (await ask(FORM, { id })).form;
  expect(facts).toMatchObject({
    __typename: 'N4Facts',
    tenants: fields.tenants,
    landlords: fields.landlords,
  });
  expect(facts.rentOwed).toBe(fields.rentOwedCents / 100);
  expect(facts.periods).toEqual(
    fields.periods.map((period: Json) => ({
      from: period.from,
      to: period.to,
      charged: period.chargedCents / 100,
      paid: period.paidCents / 100,
      owing: period.owingCents / 100,
    })),
  );
});
