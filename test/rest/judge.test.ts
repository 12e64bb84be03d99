import { expectCreated, expectProblem } from '../support/expectations.ts';
import { day, type NewTenancy, type Tenancy } from '../support/factories.ts';
import type { Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const TODAY = '2026-11-28';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.set(`${TODAY}T15:00:00Z`);
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const home = (parts: Partial<NewTenancy> = {}, units = 1) =>
  keynest.own.home({ startsOn: '2026-09-01', rentCents: 150_000, ...parts }, { units });

async function made(type: string, body: Record<string, unknown>): Promise<string> {
  return expectCreated(await landlord().post(`/v1/forms/${type}`, body), '/v1/forms');
}

const serve = (id: string, body: Record<string, unknown> = {}) =>
  landlord().patch(`/v1/forms/${id}`, {
    status: 'Served',
    servedOn: TODAY,
    serviceMethod: 'hand',
    ...body,
  });

const read = async (id: string, asOf?: string) =>
  (await landlord().get(`/v1/forms/${id}${asOf ? `?asOf=${asOf}` : ''}`)).body as Record<string, unknown> & {
    standing: { standing: string; since: string | null; explanation: string };
    warnings: { code: string; date: string | null }[];
    deadlines: { kind: string; on: string }[];
    deadlinesUrl: string;
    certificateUrl: string;
  };

const codesOf = ({ body }: { body: Json }) =>
  ((body as { warnings?: { code: string }[] }).warnings ?? []).map(({ code }) => code);

const N5 = { reasons: ['INTERFERENCE'], events: [{ on: '2026-11-20', what: 'Loud music until two.' }] };
const N12 = { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['PARENT'] };
const ENTRY = {
  entryReason: 'REPAIR_OR_WORK',
  purpose: 'Replace the furnace filter.',
  entryOn: '2026-11-30',
  entryFrom: '08:00',
  entryUntil: '10:00',
};
const BODIES: Readonly<Record<string, Record<string, unknown>>> = {
  N4: {},
  N5,
  N7: { reasons: ['SAFETY'], events: N5.events },
  N8: { reasons: ['PERSISTENT_LATE_PAYMENT'] },
  N9: {},
  N11: { terminationDate: '2027-01-15' },
  N12,
  N13: {
    reason: 'REPAIRS',
    details: 'New plumbing and wiring.',
    permits: 'OBTAINED',
    needsVacantUnit: true,
    residentialUnitsInComplex: 6,
  },
  'L1-schedule': {},
  'payment-agreement': { application: 'L1', instalmentCount: 3 },
  entry: ENTRY,
  N1: {},
  N2: { rent: 1530 },
  N10: { rent: 1530, inExchangeFor: 'CAPITAL_WORK', purpose: 'New windows.' },
};

/** Documents about the rent can be made before the tenancy begins. */
const OF_RENT = ['N1', 'N2', 'N10'];

/** Each state of a tenancy, and the code with which it refuses every notice; null: it refuses none of them. */
const STATES: readonly (readonly [string, Partial<NewTenancy>, Record<string, unknown>, string | null])[] = [
  ['running', {}, {}, null],
  ['in a fixed term', { endsOn: '2027-08-31' }, {}, null],
  ['with a last day ahead', { status: 'NOTICE' }, { lastDayOn: day('2028-12-31') }, null],
  ['pending by its status, begun by its day', { status: 'PENDING' }, {}, null],
  ['over', { status: 'PAST' }, { endedOn: day('2026-11-10') }, 'tenancy_over'],
  ['past its last day', { status: 'NOTICE' }, { lastDayOn: day('2026-11-10') }, 'tenancy_over'],
  ['cancelled', { status: 'PAST' }, {}, 'tenancy_over'],
  ['not begun', { startsOn: '2026-12-01', status: 'PENDING' }, {}, 'tenancy_not_begun'],
  ['in another province', {}, {}, 'not_in_ontario'],
];

const OPTIONS = 'query ($id: ID!) { noticeOptions(tenantId: $id) { type available obstacles { code } } }';
const VALIDATE = `query ($type: FormType!, $input: FormInput!) {
  validateForm(type: $type, input: $input) { valid defects { code } }
}`;

async function ask(document: string, variables: Record<string, unknown>) {
  const { data, errors } = await keynest.gql(await keynest.viewerOf('landlord'), document, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
}

/** What each door says about a document: the code that refuses it, or null; and the form, if it was made. */
async function doors(type: string, tenancy: Tenancy) {
  const { tenantId } = tenancy;
  const member = type.toUpperCase().replace('-', '_');
  const input = { tenantId, ...BODIES[type] };
  const options = (await ask(OPTIONS, { id: tenantId }))['noticeOptions'] as {
    type: string;
    obstacles: { code: string }[];
  }[];
  const option = options.find((one) => one.type === member);
  const validation = (await ask(VALIDATE, { type: member, input }))['validateForm'] as {
    defects: { code: string }[];
  };
  const created = await landlord().post(`/v1/forms/${type}`, input);
  const { errors, id } = created.body as { errors?: { code: string }[]; id: string };
  const said = [
    option?.obstacles[0]?.code ?? null,
    validation.defects[0]?.code ?? null,
    created.status === 201 ? null : (errors?.[0]?.code ?? 'unknown'),
  ];
  return { said, id };
}

/** A home for a document: an N2 needs an exempt unit. */
async function homeFor(type: string) {
  const made = await home();
  if (type === 'N2')
    await keynest.prisma.unit.update({ where: { id: made.unitId }, data: { guidelineExempt: true } });
  return made;
}

/** The state comes about: from the beginning, or between the making of a form and its service. */
async function bringAbout(
  [state, parts, columns]: (typeof STATES)[number],
  where: Tenancy & { propertyId: string },
) {
  const { startsOn = '2026-09-01', endsOn = null, status = 'ACTIVE' } = parts;
  const ends = { endsOn: endsOn === null ? null : day(endsOn), endedOn: null, lastDayOn: null };
  const days = { startsOn: day(startsOn), ...ends, status };
  await keynest.prisma.lease.update({ where: { id: where.leaseId }, data: { ...days, ...columns } });
  if (state !== 'in another province') return;
  await keynest.prisma.property.update({ where: { id: where.propertyId }, data: { province: 'QC' } });
}

describe('every notice in every state of a tenancy', () => {
  /** The refusal of a document in a state, by its code; null: it is not refused. */
  const refusalOf = (type: string, [, , , code]: (typeof STATES)[number]) =>
    code === 'tenancy_not_begun' && OF_RENT.includes(type) ? null : code;

  test.each(Object.keys(BODIES))('%s: all four doors agree', async (type) => {
    // The state comes about between the making of this form and its service.
    const running = await homeFor(type);
    const formId = await made(type, { tenantId: running.tenantId, ...BODIES[type] });
    for (const state of STATES) {
      const refusal = refusalOf(type, state);
      const tenancy = await homeFor(type);
      await bringAbout(state, tenancy);
      const { said, id } = await doors(type, tenancy);
      expect([state[0], ...said]).toEqual([state[0], refusal, refusal, refusal]);
      if (refusal === null) {
        expect([state[0], await serve(id)]).toMatchObject([state[0], { status: 200 }]);
        continue;
      }
      await bringAbout(state, running);
      expectProblem(await serve(formId), 409, refusal);
      await keynest.prisma.property.update({ where: { id: running.propertyId }, data: { province: 'ON' } });
    }
  });

  test('an N4 for a tenancy that is over names the L10 and its last day', async () => {
    const { tenantId, leaseId } = await home({ status: 'PAST' });
    await keynest.prisma.lease.update({ where: { id: leaseId }, data: { endedOn: day('2026-11-10') } });
    const { body } = await landlord().post('/v1/forms/N4', { tenantId });
    expect(JSON.stringify(body)).toMatch(/L10 by 2027-11-10/);
  });
});

describe('the claim of an N4', () => {
  test('is compared with the rent owing on the day of service', async () => {
    const tenancy = await home();
    const id = await made('N4', { tenantId: tenancy.tenantId });
    await keynest.own.payment(tenancy, { amountCents: 300_000, period: null, receivedOn: TODAY });
    const refused = await serve(id);
    expectProblem(refused, 409, 'claims_more_than_rent');
    expect((refused.body as { detail: string }).detail).toMatch(/\$4,500.00.*\$1,500.00 of rent is owing/);
    await keynest.own.payment(tenancy, { amountCents: 150_000, period: null, receivedOn: TODAY });
    expectProblem(await serve(id), 409, 'nothing_owing');
  });

  test('that was not owed shows in the standing once the payment is entered', async () => {
    const tenancy = await home();
    const id = await made('N4', { tenantId: tenancy.tenantId });
    expect((await serve(id)).status).toBe(200);
    expect((await read(id)).standing.standing).toBe('RUNNING');
    await keynest.own.payment(tenancy, { amountCents: 150_000, period: null, receivedOn: '2026-11-25' });
    const { standing } = await read(id, '2026-12-20');
    expect(standing).toMatchObject({ standing: 'CLAIM_NOT_OWED' });
    expect(standing.explanation).toMatch(/claims rent that was not owed/);
  });

  test('a second N4 for one debt warns in all doors, until the first is void', async () => {
    const { tenantId } = await home();
    const first = await made('N4', { tenantId });
    const other = await made('N4', { tenantId });
    await serve(first);
    expect(codesOf(await landlord().post('/v1/forms/N4', { tenantId }))).toContain('notice_running');
    const options = await ask(
      'query ($id: ID!) { noticeOptions(tenantId: $id) { type warnings { code } } }',
      {
        id: tenantId,
      },
    );
    expect(JSON.stringify(options)).toMatch(/"N4","warnings":\[\{"code":"notice_running"/);
    expect(codesOf(await serve(other))).toContain('notice_running');
    await landlord().patch(`/v1/forms/${first}`, { status: 'Void' });
    await landlord().patch(`/v1/forms/${other}`, { status: 'Void' });
    expect(codesOf(await landlord().post('/v1/forms/N4', { tenantId }))).not.toContain('notice_running');
  });

  test('above the limit of the Board carries a warning', async () => {
    const { tenantId } = await home({ rentCents: 1_700_000 });
    expect(codesOf(await landlord().post('/v1/forms/N4', { tenantId }))).toContain('above_board_limit');
  });
});

describe('at service', () => {
  test('a unit that the tenant left, and a tenant who joined, are told', async () => {
    const { tenantId, leaseId, propertyId } = await home();
    const id = await made('N4', { tenantId });
    keynest.clock.advance({ seconds: 5 });
    await landlord().patch(`/v1/tenants/${tenantId}`, { coTenants: ['Ada Second'] });
    expectProblem(await serve(id), 409, 'tenants_changed');
    await landlord().patch(`/v1/tenants/${tenantId}`, { coTenants: null });
    await keynest.prisma.unit.updateMany({ where: { propertyId }, data: { label: 'H' } });
    const moved = await serve(id);
    expectProblem(moved, 409, 'unit_changed');
    expect((moved.body as { detail: string }).detail).toMatch(/names Unit 1, but the tenancy is in H/);
    expect(await keynest.prisma.form.count({ where: { leaseId, status: 'SERVED' } })).toBe(0);
  });

  test('an entry notice keeps its 24 hours by the method of its service', async () => {
    const { tenantId } = await home();
    const id = await made('entry', { tenantId, ...ENTRY });
    const mailed = await serve(id, { serviceMethod: 'mail' });
    expectProblem(mailed, 409, 'less_than_24_hours');
    expect((mailed.body as { detail: string }).detail).toMatch(/Enter at 2026-12-05T08:00-05:00 or later/);
    keynest.clock.set('2026-11-29T15:00:00Z');
    expectProblem(await serve(id, { servedOn: '2026-11-29' }), 409, 'less_than_24_hours');
    expect(await serve(id, { servedOn: '2026-11-29', servedAt: '07:30' })).toMatchObject({ status: 200 });
  });
});

describe('facts that a notice relies on', () => {
  test('a fixed term that was removed, and a tenant who was taken off', async () => {
    const { tenantId } = await home({ endsOn: '2027-08-31' });
    await landlord().patch(`/v1/tenants/${tenantId}`, { leaseEnd: null });
    const { body } = await landlord().post('/v1/forms/N12', { tenantId, ...N12 });
    const { warnings } = body as { warnings: { code: string; date: string | null }[] };
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'term_removed', date: '2027-08-31' }));
    await landlord().patch(`/v1/tenants/${tenantId}`, { coTenants: ['Ada Second'] });
    await landlord().patch(`/v1/tenants/${tenantId}`, { coTenants: null });
    expect(codesOf(await landlord().post('/v1/forms/N4', { tenantId }))).toContain('tenant_removed');
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['future', { events: [{ on: '2026-12-20', what: 'Noise.' }] }, '/events/0/on event_in_future'],
    [
      'before the tenancy',
      { events: [{ on: '2020-05-01', what: 'Noise.' }] },
      '/events event_before_tenancy',
    ],
    [
      'second without a first',
      { noticeNumber: 2, firstNoticeGivenOn: '2026-11-01', newConductOn: '2026-11-20' },
      '/firstNoticeGivenOn first_notice_not_on_record',
    ],
    [
      'second with old conduct only',
      {
        noticeNumber: 2,
        firstNoticeGivenOn: '2026-11-10',
        firstNoticeServedBefore: true,
        newConductOn: '2026-11-20',
        events: [{ on: '2026-11-01', what: 'Noise.' }],
      },
      '/events no_new_conduct',
    ],
  ])('an N5: %s', async (_, parts, refusal) => {
    const { tenantId } = await home();
    const { body, status } = await landlord().post('/v1/forms/N5', { tenantId, ...N5, ...parts });
    const { errors } = body as { errors: { pointer: string; code: string }[] };
    expect(status).toBe(422);
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(refusal);
  });

  test('a second N5 takes its first from the record', async () => {
    const { tenantId } = await home();
    keynest.clock.set('2026-11-02T15:00:00Z');
    const first = await made('N5', { tenantId, ...N5, events: [{ on: '2026-11-01', what: 'Noise.' }] });
    await serve(first, { servedOn: '2026-11-02' });
    keynest.clock.set(`${TODAY}T15:00:00Z`);
    const answer = await landlord().post('/v1/forms/N5', { tenantId, ...N5, noticeNumber: 2 });
    expect(answer.status).toBe(201);
    expect(codesOf(answer)).toContain('first_notice_not_corrected');
    const elsewhere = { noticeNumber: 2, firstNoticeGivenOn: '2026-11-03', firstNoticeServedBefore: true };
    const other = await landlord().post('/v1/forms/N5', { tenantId, ...N5, ...elsewhere });
    expect(codesOf(other)).toContain('first_notice_not_on_file');
  });

  test('a purchaser needs a property of at most three units', async () => {
    const { tenantId } = await home({}, 10);
    const body = {
      tenantId,
      reason: 'PURCHASER',
      movingIn: ['SELF'],
      hasAgreementOfPurchaseAndSale: true,
      residentialUnitsInComplex: 3,
    };
    const refused = await landlord().post('/v1/forms/N12', body);
    expectProblem(refused, 422, 'too_many_units', ['/residentialUnitsInComplex']);
    const stated = await landlord().post('/v1/forms/N12', { ...body, residentialUnitsInComplex: 10 });
    expect((stated.body as { errors: object[] }).errors).toHaveLength(1);
    const condominium = await landlord().post('/v1/forms/N12', { ...body, isCondominiumUnit: true });
    expect(condominium.status).toBe(201);
  });

  test.each<[string, Partial<NewTenancy>, Record<string, unknown>, string | null]>([
    [
      'demand in a weekly tenancy',
      { rentalPeriod: 'WEEKLY' },
      { reason: 'STANDARD_LEASE_DEMAND', leaseDemandedOn: '2026-10-01' },
      '/reason demand_not_for_period',
    ],
    [
      'demand without its day',
      { endsOn: '2027-08-31' },
      { reason: 'STANDARD_LEASE_DEMAND' },
      '/leaseDemandedOn required',
    ],
    [
      'demand too recent',
      { endsOn: '2027-08-31' },
      { reason: 'STANDARD_LEASE_DEMAND', leaseDemandedOn: '2026-11-20' },
      '/leaseDemandedOn demand_too_recent',
    ],
    [
      'proposal too old',
      { endsOn: '2027-08-31' },
      { reason: 'STANDARD_LEASE_DEMAND', leaseDemandedOn: '2026-10-01', leaseReceivedOn: '2026-10-20' },
      '/leaseReceivedOn lease_proposal_too_old',
    ],
    [
      'demand not met',
      { endsOn: '2027-08-31' },
      { reason: 'STANDARD_LEASE_DEMAND', leaseDemandedOn: '2026-11-01' },
      null,
    ],
    ['assignment without a request', {}, { reason: 'ASSIGNMENT_REFUSED' }, '/assignmentRequestedOn required'],
    [
      'assignment with time to answer',
      {},
      { reason: 'ASSIGNMENT_REFUSED', assignmentRequestedOn: '2026-11-25' },
      '/assignmentRequestedOn answer_still_open',
    ],
    [
      'assignment refused',
      {},
      {
        reason: 'ASSIGNMENT_REFUSED',
        assignmentRequestedOn: '2026-11-25',
        assignmentRefusedOn: '2026-11-26',
      },
      null,
    ],
    [
      'assignment asked too long ago',
      {},
      { reason: 'ASSIGNMENT_REFUSED', assignmentRequestedOn: '2026-10-10' },
      '/assignmentRequestedOn request_too_old',
    ],
  ])('an N9: %s', async (_, parts, body, refusal) => {
    const { tenantId } = await home(parts);
    const answer = await landlord().post('/v1/forms/N9', { tenantId, ...body });
    const { errors = [] } = answer.body as { errors?: { pointer: string; code: string }[] };
    expect([answer.status, ...errors.map(({ pointer, code }) => `${pointer} ${code}`)]).toEqual(
      refusal === null ? [201] : [422, refusal],
    );
  });
});
