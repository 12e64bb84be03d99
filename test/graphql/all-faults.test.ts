import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** All faults of an input come in one response: of its shape, of the law and of the document's facts together. */

interface Detail {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function detailsOf(document: string, variables: Record<string, unknown>): Promise<readonly Detail[]> {
  const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), document, variables);
  expect(errors).toHaveLength(1);
  return errors![0]!.extensions['details'] as readonly Detail[];
}

const told = (details: readonly Detail[]) =>
  details.map(({ path, code }) => `${path.join('.')} ${code}`).toSorted();

const GENERATE = `mutation ($type: FormType!, $input: FormInput!) {
  generateForm(type: $type, input: $input) { id }
}`;

/** Missing, mistyped, unknown and unlawful at once. */
const BAD_LEASE = {
  isCondominium: 'no',
  parkingSpots: 2,
  entryOn: '2026-12-01',
  rentPayment: { methods: 'e-transfer', returnedPayment: 25 },
  services: { gas: true },
  keyDeposit: { required: true, amount: -1 },
};

const LEASE_FAULTS = [
  'input.dailyContact.given required',
  'input.discount.offered required',
  'input.emailService.agreed required',
  'input.entryOn unknown_field',
  'input.insurance.required required',
  'input.isCondominium invalid_value',
  'input.keyDeposit.amount out_of_range',
  'input.keyDeposit.description required',
  'input.parkingSpots unknown_field',
  'input.rentPayment.returnedPayment charge_too_large',
  'input.services.airConditioning required',
  'input.services.electricity required',
  'input.services.extraStorage required',
  'input.services.guestParking required',
  'input.services.heat required',
  'input.services.laundry required',
  'input.services.water required',
  'input.smoking.hasRules required',
];

describe("a lease's faults", () => {
  test('come all at once', async () => {
    const { tenantId } = await keynest.own.home();
    const details = await detailsOf(GENERATE, { type: 'LEASE', input: { ...BAD_LEASE, tenantId } });
    expect(told(details)).toEqual(LEASE_FAULTS);
  });

  test.each([
    ['missing', {}, 'required'],
    ['malformed', { tenantId: 'x' }, 'invalid_id'],
  ])('come all at once beside a tenantId that is %s', async (_what, tenant, code) => {
    const details = await detailsOf(GENERATE, { type: 'LEASE', input: { ...BAD_LEASE, ...tenant } });
    expect(told(details)).toEqual([...LEASE_FAULTS, `input.tenantId ${code}`].toSorted());
  });

  test("come all at once beside another workspace's tenant, of whom nothing is told", async () => {
    const { tenantId } = await keynest.other.home({ name: 'ꦗꦮ' });
    const details = await detailsOf(GENERATE, { type: 'LEASE', input: { ...BAD_LEASE, tenantId } });
    expect(told(details)).toEqual(LEASE_FAULTS);
  });

  test('are told in dollars', async () => {
    const { tenantId } = await keynest.own.home();
    const { data } = await keynest.gql(
      await keynest.viewerOf('landlord'),
      'query ($input: FormInput!) { validateForm(type: LEASE, input: $input) { defects { code message } } }',
      { input: { tenantId, rentPayment: { methods: 'e-transfer', returnedPayment: 25 } } },
    );
    const { defects } = data!['validateForm'] as { defects: Detail[] };
    const [fault] = defects.filter(({ code }) => code === 'charge_too_large');
    expect(fault!.message).toContain('$20.00');
    expect(JSON.stringify(defects)).not.toMatch(/\bcents\b/);
  });
});

test.each([
  [
    'N4',
    { terminationDate: '2026-02-30', events: [] },
    ['input.events unknown_field', 'input.terminationDate invalid_value'],
  ],
  [
    'N5',
    { reasons: ['INTERFERENCE', 'PURCHASER'], noticeNumber: 3 },
    ['input.events required', 'input.noticeNumber out_of_range', 'input.reasons reason_not_for_form'],
  ],
  [
    'N12',
    { reason: 'PURCHASER', landlordType: 'PERSON' },
    [
      'input.hasAgreementOfPurchaseAndSale required',
      'input.landlordType invalid_value',
      'input.movingIn required',
      'input.residentialUnitsInComplex required',
    ],
  ],
  [
    'ENTRY',
    { entryReason: 'INSPECTION', entryFrom: '25:00' },
    ['input.entryFrom invalid_value', 'input.entryOn required', 'input.purpose required'],
  ],
])('an %s is refused with the faults of shape, law and facts together', async (type, input, expected) => {
  const { leaseId: _leaseId, tenantId } = await keynest.own.home();
  await keynest.prisma.tenant.update({ where: { id: tenantId }, data: { phone: '416-555-0101' } });
  const found = told(await detailsOf(GENERATE, { type, input: { ...input, tenantId } }));
  expect(found).toEqual(expect.arrayContaining(expected));
  // Nothing about the tenancy, but that it owes nothing.
  expect(
    found.filter((fault) => !expected.includes(fault) && fault !== 'input.tenantId nothing_owing'),
  ).toEqual([]);
});

describe('the path of a fault', () => {
  const CREATE = `mutation ($i: CreateTenantInput!) { createTenant(input: $i) { id } }`;
  const home = { name: 'A', rent: 100, leaseStart: '2026-01-01' };

  test("begins with the argument, not with the variable's name", async () => {
    const details = await detailsOf(CREATE, { i: { ...home, unitId: 'x', deposit: 1000 } });
    expect(told(details)).toEqual(['input.deposit deposit_exceeds_rent', 'input.unitId invalid_id']);
  });

  test('leads through a literal to the variable in it', async () => {
    const document = `mutation ($day: Date!, $cost: Money) {
      createTenant(input: { name: "A", unitId: "x", rent: 100, leaseStart: $day, deposit: $cost }) { id }
    }`;
    const details = await detailsOf(document, { day: '2026-02-30', cost: 0.001 });
    expect(told(details)).toEqual(['input.deposit invalid_value', 'input.leaseStart invalid_value']);
  });

  test('leads through a list', async () => {
    const document = `mutation ($label: String!) {
      createProperty(input: { name: "A", units: [{ label: "1" }, { label: $label }] }) { id }
    }`;
    expect(told(await detailsOf(document, { label: 5 }))).toEqual(['input.units.1.label invalid_value']);
  });

  test('prefers an argument to a directive', async () => {
    const document = `query ($id: ID!, $is: Boolean!) { tenant(id: $id) @include(if: $is) { id } }`;
    expect(told(await detailsOf(document, { id: {}, is: 'x' }))).toEqual([
      'id invalid_value',
      'if invalid_value',
    ]);
  });
});

test.each(['2200-06-01', '2200-12-31'])('%s is a date everywhere', async (terminationDate) => {
  const { tenantId } = await keynest.own.home();
  const { data, errors } = await keynest.gql(
    await keynest.viewerOf('landlord'),
    'query ($input: FormInput!) { validateForm(type: N4, input: $input) { terminationDate defects { code } } }',
    { input: { tenantId, terminationDate } },
  );
  expect(errors).toBeUndefined();
  expect(data!['validateForm']).toMatchObject({ terminationDate, defects: [] });
});
