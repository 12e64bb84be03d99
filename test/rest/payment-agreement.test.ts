import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { readPdf } from '../forms/support/read-pdf.ts';
import { isGuessed, namesOf } from '../../src/documents/plan/person-name.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  keynest.clock.set('2026-11-28T15:00:00Z');
});
afterAll(() => keynest.close());

const TODAY = '2026-11-28';
const landlord = () => keynest.as('landlord');
/** Three months of rent, none paid: 4,500 are owing. */
const home = () => keynest.own.home({ startsOn: '2026-09-01', rentCents: 150_000 });

interface Form {
  readonly id: string;
  readonly pdfUrl: string;
  readonly fields: Record<string, unknown>;
  readonly warnings: readonly { readonly code: string; readonly date: string | null }[];
}

async function make(type: string, body: object): Promise<Form> {
  const answer = await landlord().post(`/v1/forms/${type}`, body);
  expect([answer.status, answer.body]).toMatchObject([201, { id: expect.any(String) as string }]);
  return answer.body as Form;
}

const codesOf = ({ warnings }: Pick<Form, 'warnings'>) => warnings.map(({ code }) => code);
const serve = (id: string, body: object = {}, role: 'landlord' | 'manager' | 'admin' = 'landlord') =>
  keynest
    .as(role)
    .patch(`/v1/forms/${id}`, { status: 'Served', servedOn: TODAY, serviceMethod: 'hand', ...body });

describe('a payment agreement', () => {
  test('adds up rent, charges and fee, and divides them into equal instalments', async () => {
    const { tenantId } = await home();
    const charge = { kind: 'NSF Bank', amount: 45, on: '2026-11-10' };
    expect((await landlord().post(`/v1/tenants/${tenantId}/charges`, charge)).status).toBe(201);
    const form = await make('payment-agreement', {
      tenantId,
      application: 'L1',
      fileNumber: 'LTB-L-1',
      filingFee: 186,
      instalmentCount: 2,
      firstInstalmentOn: '2026-12-31',
      breachClause: true,
    });
    expect(form.fields).toMatchObject({
      arrearsCents: 450_000,
      returnedCents: 4_500,
      filingFeeCents: 18_600,
      totalCents: 473_100,
      instalments: [
        { dueOn: '2026-12-31', amountCents: 236_550 },
        { dueOn: '2027-01-31', amountCents: 236_550 },
      ],
      newRents: [{ from: '2026-12-01', amountCents: 150_000 }],
      breachClause: true,
    });
    expect(codesOf(form)).toEqual(expect.arrayContaining(['own_layout', 'no_application']));
    const { text } = await readPdf((await keynest.withToken(null).get(form.pdfUrl)).bytes);
    expect(text).toMatch(/LTB-L-1[^]*\$4,731\.00[^]*31\/01\/2027 2,365\.50 0\.00[^]*Signature 2 of 2/);
  });

  test('and a schedule of arrears claim charges for returned payments as far as they are owing', async () => {
    const { tenantId } = await home();
    for (const [kind, amount, on] of [
      ['NSF Bank', 45, '2026-10-10'],
      ['NSF Administration', 20, '2026-10-10'],
      ['NSF Bank', 40, '2026-11-10'],
    ])
      await landlord().post(`/v1/tenants/${tenantId}/charges`, { kind, amount, on });
    await landlord().post('/v1/payments', { tenantId, amount: 60, purpose: 'Charges' });
    const schedule = await make('l1-schedule', { tenantId });
    expect(schedule.fields['returned']).toEqual([
      { on: '2026-10-10', what: 'NSF Administration', amountCents: 500 },
      { on: '2026-11-10', what: 'NSF Bank', amountCents: 4000 },
    ]);
    const agreement = { tenantId, application: 'L1', fileNumber: 'LTB-L-1', instalmentCount: 2 };
    expect((await make('payment-agreement', agreement)).fields['returnedCents']).toBe(4500);
    await landlord().post('/v1/payments', { tenantId, amount: 45, purpose: 'Charges' });
    expect((await make('l1-schedule', { tenantId })).fields['returned']).toEqual([]);
  });

  test('is refused with instalments that do not add up, too early, out of order or after the hearing', async () => {
    const { tenantId } = await home();
    const post = (body: object) =>
      landlord().post('/v1/forms/payment-agreement', { tenantId, application: 'L9', ...body });
    const pays = (...parts: [string, number][]) => ({
      instalments: parts.map(([dueOn, amount]) => ({ dueOn, amount })),
    });
    const bad = await post({ ...pays(['2026-12-15', 4000], ['2026-12-01', 500.01]), breachClause: true });
    expect((bad.body as { errors: { code: string }[] }).errors.map(({ code }) => code)).toEqual([
      'sum_differs',
      'date_order',
      'clause_needs_l1',
    ]);
    expectProblem(await post(pays(['2026-11-27', 4500])), 422, 'date_before_signing');
    expectProblem(
      await post({ ...pays(['2026-12-15', 4500]), hearingOn: '2026-11-27' }),
      422,
      'hearing_begun',
    );
    const both = await post({ ...pays(['2026-12-15', 4500]), instalmentCount: 2 });
    expect(JSON.stringify(both.body)).toMatch(/not_both/);
    expect((await post(pays(['2026-12-15', 4500]))).status).toBe(201);
  });

  test('takes number and hearing from the N4 on record, and its signing is refused once less is owing', async () => {
    const tenancy = await home();
    const { tenantId } = tenancy;
    const n4 = await make('N4', { tenantId });
    await serve(n4.id);
    const applied = { appliedOn: TODAY, fileNumber: 'LTB-L-2', hearingOn: '2027-02-10' };
    expect((await landlord().patch(`/v1/forms/${n4.id}`, applied)).status).toBe(200);
    const form = await make('payment-agreement', { tenantId, application: 'l1', instalmentCount: 3 });
    expect(form.fields).toMatchObject({ fileNumber: 'LTB-L-2', hearingOn: '2027-02-10' });
    expect(codesOf(form)).not.toContain('no_application');
    await keynest.own.payment(tenancy, { amountCents: 100_000, period: null, receivedOn: TODAY });
    expectProblem(await serve(form.id), 409, 'claims_more_than_rent');
    const again = await make('payment-agreement', { tenantId, application: 'L1', instalmentCount: 3 });
    expect((await serve(again.id)).status).toBe(200);
  });
});

describe('the server on a certificate', () => {
  const serverOf = async (id: string) => {
    const { certificate } = await keynest.prisma.form.findUniqueOrThrow({ where: { id } });
    return (certificate as { server: Record<string, unknown> }).server;
  };

  test('is the landlord or the manager who recorded the service; nobody is guessed', async () => {
    const tenancy = await home();
    const n4 = async () => (await make('N4', { tenantId: tenancy.tenantId })).id;
    const [byLandlord, byManager, byAdmin, bySuper] = [await n4(), await n4(), await n4(), await n4()];
    await keynest.own.manager(tenancy.propertyId);
    await serve(byLandlord);
    expect(await serverOf(byLandlord)).toMatchObject({ capacity: 'LANDLORD' });
    const manager = await keynest.viewerOf('manager');
    const { name } = await keynest.prisma.user.findUniqueOrThrow({ where: { id: manager.userId } });
    expect((await serve(byManager, {}, 'manager')).status).toBe(200);
    expect(await serverOf(byManager)).toEqual({ capacity: 'MANAGER', name });
    const open = await serve(byAdmin, {}, 'admin');
    expect(codesOf(open.body as Form)).toContain('server_unknown');
    expect(await serverOf(byAdmin)).toEqual({});
    const superintendent = await serve(bySuper, { serverCapacity: 'Superintendent' });
    expect(codesOf(superintendent.body as Form)).toContain('server_unknown');
    expect(await serverOf(bySuper)).toEqual({ capacity: 'SUPERINTENDENT' });
  });
});

describe('doubts that every door tells', () => {
  test('a last day that is known already, but not of the form that is corrected', async () => {
    const { tenantId } = await home();
    const n11 = await make('N11', { tenantId, terminationDate: '2027-01-15' });
    expect((await serve(n11.id)).status).toBe(200);
    const n9 = await make('N9', { tenantId });
    expect(n9.warnings).toContainEqual(
      expect.objectContaining({ code: 'last_day_known', date: '2027-01-15' }),
    );
    const correction = { tenantId, terminationDate: '2027-02-15', supersedesId: n11.id };
    expect(codesOf(await make('N11', correction))).not.toContain('last_day_known');
  });

  test('a name that does not tell first and last name', async () => {
    const { tenantId } = await home();
    await landlord().patch(`/v1/tenants/${tenantId}`, { name: 'Tran Van An' });
    expect(codesOf(await make('N9', { tenantId }))).toContain('name_guessed');
    const signer = { firstName: 'Van An', lastName: 'Tran' };
    expect(codesOf(await make('N9', { tenantId, signer }))).not.toContain('name_guessed');
    await landlord().patch(`/v1/tenants/${tenantId}`, { firstName: 'Van An', lastName: 'Tran' });
    expect(codesOf(await make('N9', { tenantId }))).not.toContain('name_guessed');
  });
});

test.each([
  ['Jean St. Pierre', 'Jean', 'St. Pierre', true],
  ['Smith, John', 'John', 'Smith', true],
  ['Smith, John, Jr.', 'John', 'Smith Jr.', true],
  ['Jane Doe, PhD', 'Jane', 'Doe, PhD', true],
  ['Robert Thompson Jr.', 'Robert', 'Thompson Jr.', true],
  ['Maria de la Cruz', 'Maria', 'de la Cruz', true],
  ["Sinéad O'Neil", 'Sinéad', "O'Neil", true],
  ['Nguyễn Văn An', 'Văn An', 'Nguyễn', false],
  ['Mary Ann Smith', 'Mary Ann', 'Smith', false],
  ['Plato', 'Plato', 'Plato', false],
  ['Raman Inc.', 'Raman', 'Inc.', false],
])('%s has the first name %s and the last name %s', (name, firstName, lastName, isSure) => {
  expect(namesOf({ name })).toEqual({ firstName, lastName });
  expect(isGuessed({ name })).toBe(!isSure);
});

const ENTRY = {
  entryReason: 'INSPECTION',
  purpose: 'Smoke alarms.',
  entryOn: '2026-12-01',
  entryFrom: '10:00',
};

describe('a representative', () => {
  const representative = {
    name: 'Rae Paralegal',
    lawSocietyNumber: 'P12345',
    phone: '416-555-0177',
    address: { street: '9 Law Street', city: 'Guelph', postalCode: 'N1G 1A1' },
  };

  test.each<[string, object]>([
    ['payment-agreement', { application: 'L1', instalmentCount: 2 }],
    ['N10', { rent: 1530, inExchangeFor: 'SERVICE', purpose: 'Parking.' }],
    ['N11', { terminationDate: '2027-01-15' }],
  ])('signs an agreement for the landlord, not for the tenants: %s', async (type, body) => {
    const { tenantId } = await home();
    const form = await make(type, { tenantId, ...body, representative });
    expect(form.fields).toMatchObject({
      landlordSigner: { capacity: 'REPRESENTATIVE', firstName: 'Rae', lastName: 'Paralegal' },
      tenantSigners: [{ capacity: 'TENANT', lastName: 'Thompson' }],
      representative: { name: 'Rae Paralegal', lawSocietyNumber: 'P12345' },
    });
    const { text } = await readPdf((await keynest.withToken(null).get(form.pdfUrl)).bytes);
    expect(text).toMatch(/Signature 2 of 2[^]*Rae Paralegal Law Society number P12345[^]*9 Law Street/);
  });

  test.each<[string, object]>([
    ['L1-schedule', {}],
    ['entry', ENTRY],
    ['entry', { ...ENTRY, entryReason: 'SHOW_TO_PURCHASER', authorizedBroker: 'Bo Broker' }],
  ])('signs a document of the landlord: %s', async (type, body) => {
    const { tenantId } = await home();
    const form = await make(type, { tenantId, ...body, representative });
    expect(form.fields).toMatchObject({
      signer: { capacity: 'REPRESENTATIVE', firstName: 'Rae', lastName: 'Paralegal' },
      representative: { name: 'Rae Paralegal' },
    });
    const { pages } = await readPdf((await keynest.withToken(null).get(form.pdfUrl)).bytes);
    // On the page of the signature.
    const signed = pages.find(({ text }) => text.includes('Signature')) ?? { text: '' };
    expect(signed.text).toMatch(/Rae Paralegal Law Society number P12345[^]*9 Law Street/);
  });

  test.each<[string, object]>([
    ['N4', {}],
    ['N8', { reasons: ['CARE_ENDED'], details: 'Over.' }],
    ['N9', { signer: { phone: '416-555-0100' } }],
    ['N12', { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['PARENT'] }],
    ['payment-agreement', { application: 'L1', instalmentCount: 2 }],
    ['N10', { rent: 1530, inExchangeFor: 'SERVICE', purpose: 'Parking.' }],
    ['N11', { terminationDate: '2027-01-15' }],
    ['L1-schedule', {}],
    ['entry', ENTRY],
  ])('needs a name, an address and a phone on an %s', async (type, body) => {
    const { tenantId } = await home();
    const { name, phone, address } = representative;
    const post = (part: object) =>
      landlord().post(`/v1/forms/${type}`, { tenantId, ...body, representative: part });
    const at = (field: string) => `/representative/${field}`;
    expectProblem(await post({ phone, address }), 422, 'invalid_input', [at('name')]);
    expectProblem(await post({ name, phone }), 422, 'invalid_input', [at('address')]);
    expectProblem(await post({ name, address }), 422, 'invalid_input', [at('phone')]);
    expectProblem(await post({}), 422, 'invalid_input', ['name', 'address', 'phone'].map(at).toSorted());
  });
});

describe('an N4 under a signed payment agreement', () => {
  const VALIDATE = `query ($input: FormInput!, $id: ID!) {
    validateForm(type: N4, input: $input) { warnings { code section date } }
    noticeOptions(tenantId: $id) { type warnings { code } }
  }`;
  const RUNNING = { code: 'agreement_running', section: 'RTA ss.78(1), 206(6)', date: '2027-01-28' };

  /** What each of the four doors warns of; the last one is the service of an N4 that is made already. */
  async function doors(tenantId: string, madeBefore: string) {
    const variables = { input: { tenantId }, id: tenantId };
    const { data } = await keynest.gql(await keynest.viewerOf('landlord'), VALIDATE, variables);
    const { validateForm, noticeOptions } = data as {
      validateForm: Pick<Form, 'warnings'>;
      noticeOptions: ({ type: string } & Pick<Form, 'warnings'>)[];
    };
    const option = noticeOptions.find(({ type }) => type === 'N4')!;
    const served = (await serve(madeBefore)).body as Form;
    return [option, validateForm, await make('N4', { tenantId }), served].map((said) =>
      said.warnings.find(({ code }) => code === 'agreement_running'),
    );
  }

  test('warns in all four doors until the last instalment, unless the agreement is void', async () => {
    const { tenantId } = await home();
    const { id: before } = await make('N4', { tenantId });
    const { id } = await make('payment-agreement', { tenantId, application: 'L1', instalmentCount: 2 });
    expect((await make('N4', { tenantId })).warnings.map(({ code }) => code)).not.toContain(
      'agreement_running',
    );
    expect((await serve(id)).status).toBe(200);
    const [option, ...others] = await doors(tenantId, before);
    expect(option).toMatchObject({ code: 'agreement_running' });
    expect(others).toMatchObject([RUNNING, RUNNING, RUNNING]);
    const again = { tenantId, application: 'L1', instalmentCount: 3 };
    expect(codesOf(await make('payment-agreement', again))).toContain('agreement_running');
    await landlord().patch(`/v1/forms/${id}`, { status: 'Void' });
    expect(codesOf(await make('N4', { tenantId }))).not.toContain('agreement_running');
  });

  test('does not warn after the last instalment', async () => {
    const { tenantId } = await home();
    const { id } = await make('payment-agreement', { tenantId, application: 'L1', instalmentCount: 2 });
    await serve(id);
    keynest.clock.set('2027-01-28T15:00:00Z');
    expect(codesOf(await make('N4', { tenantId }))).toContain('agreement_running');
    keynest.clock.set('2027-01-29T15:00:00Z');
    expect(codesOf(await make('N4', { tenantId }))).not.toContain('agreement_running');
    keynest.clock.set('2026-11-28T15:00:00Z');
  });
});
