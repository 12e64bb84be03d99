import { expectCreated, expectProblem } from '../support/expectations.ts';
import { day, type NewTenancy } from '../support/factories.ts';
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

const EVENTS = [{ on: '2026-11-20', what: 'Loud music until two.' }];
const N13 = {
  reason: 'REPAIRS',
  details: 'New plumbing and wiring.',
  permits: 'OBTAINED',
  needsVacantUnit: true,
  residentialUnitsInComplex: 6,
};
const N12 = { reason: 'LANDLORD_OR_FAMILY', landlordType: 'INDIVIDUAL', movingIn: ['PARENT'] };

describe('the case of a form', () => {
  test('is recorded on it, and its standing says only what is on record', async () => {
    const { tenantId } = await home();
    keynest.clock.set('2026-06-01T15:00:00Z');
    await keynest.prisma.lease.updateMany({ data: { startsOn: day('2026-01-01') } });
    const id = await made('N12', { tenantId, ...N12 });
    expectProblem(await landlord().patch(`/v1/forms/${id}`, { appliedOn: '2026-06-01' }), 409, 'not_served');
    await serve(id, { servedOn: '2026-06-01' });
    const served = await read(id);
    expect(served.standing.explanation).toMatch(/No application is on record/);
    expect(served.deadlines).toMatchObject([
      { kind: 'COMPENSATION_BY', on: '2026-07-31' },
      { kind: 'TERMINATION', on: '2026-07-31' },
      { kind: 'APPLY_BY', on: '2026-08-29' },
    ]);
    keynest.clock.set('2026-09-02T15:00:00Z');
    expect((await read(id)).standing).toMatchObject({ standing: 'EXPIRED' });
    expect((await read(id)).standing.explanation).toMatch(/^No application is on record/);
    const recorded = {
      appliedOn: '2026-08-20',
      fileNumber: 'LTB-L-012345-26',
      hearingOn: '2026-11-10',
      compensationPaidOn: '2026-07-30',
    };
    expect((await landlord().patch(`/v1/forms/${id}`, recorded)).body).toMatchObject(recorded);
    const after = await read(id);
    expect(after.standing).toMatchObject({ standing: 'APPLIED', since: '2026-08-20' });
    expect(after.deadlines.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      'TERMINATION 2026-07-31',
      'EVIDENCE_BY 2026-11-03',
      'HEARING 2026-11-10',
    ]);
    expect((await read(id, '2026-08-10')).standing.standing).toBe('APPLICATION_POSSIBLE');

    const calendar = await keynest.withToken(null).get(after.deadlinesUrl);
    expect(calendar.headers.get('content-type')).toMatch(/^text\/calendar/);
    expect(new TextDecoder().decode(calendar.bytes)).toMatch(/BEGIN:VEVENT[^]*DTSTART;VALUE=DATE:20261110/);
    const changed = after.deadlinesUrl.replace('signature=', 'signature=A');
    expectProblem(await keynest.withToken(null).get(changed), 403, 'invalid_link');

    expectProblem(
      await landlord().patch(`/v1/forms/${id}`, { correctedOn: '2026-08-01', hearingOn: '2026-08-01' }),
      422,
      'invalid_input',
      ['/correctedOn', '/hearingOn'],
    );
    const withdrawn = await landlord().patch(`/v1/forms/${id}`, { withdrawnOn: '2026-09-01' });
    expect(withdrawn.body).toMatchObject({ status: 'Void', withdrawnOn: '2026-09-01' });
    expect((await read(id, '2026-08-25')).standing.standing).toBe('APPLIED');
    expect((await read(id)).standing.standing).toBe('WITHDRAWN');
  });

  test('an N4 is void by payment before the day of the application only', async () => {
    const tenancy = await home();
    keynest.clock.set('2026-11-02T15:00:00Z');
    const id = await made('N4', { tenantId: tenancy.tenantId });
    await serve(id, { servedOn: '2026-11-02' });
    keynest.clock.set('2026-11-12T15:00:00Z');
    await keynest.own.payment(tenancy, { amountCents: 450_000, period: null, receivedOn: '2026-11-11' });
    expect((await read(id)).standing.standing).toBe('VOID_PAID');
    await landlord().patch(`/v1/forms/${id}`, { appliedOn: '2026-11-11' });
    expect((await read(id)).standing.standing).toBe('APPLIED');
  });

  test('a certificate for each server, day and manner, by the true server', async () => {
    const { tenantId } = await home();
    const { body } = await landlord().patch(`/v1/tenants/${tenantId}`, { coTenants: ['Ada Second'] });
    expect(body).toMatchObject({ coTenants: ['Ada Second'] });
    const [, second] = await keynest.prisma.tenant.findMany({
      where: { lease: { tenants: { some: { id: tenantId } } } },
      orderBy: { id: 'asc' },
    });
    const id = await made('N4', { tenantId });
    const answer = await landlord().patch(`/v1/forms/${id}`, {
      status: 'Served',
      services: [
        {
          tenantId,
          servedOn: TODAY,
          serviceMethod: 'hand',
          servedBy: 'Sam Super',
          serverCapacity: 'Superintendent',
          serverPhone: '416-555-0199',
        },
        { tenantId: second!.id, servedOn: TODAY, serviceMethod: 'mailbox', servedBy: 'Pat Process' },
      ],
    });
    expect(answer).toMatchObject({ status: 200, body: { servedOn: TODAY, deemedGivenOn: TODAY } });
    const form = await keynest.prisma.form.findUniqueOrThrow({ where: { id } });
    expect(form.certificate).toMatchObject({
      services: [{ recipient: 'Sarah Thompson', method: 'HAND' }],
      server: { capacity: 'SUPERINTENDENT', name: 'Sam Super', phone: '416-555-0199' },
      others: [{ services: [{ recipient: 'Ada Second' }], server: { name: 'Pat Process' } }],
    });
    expect((await keynest.withToken(null).get((await read(id)).certificateUrl)).status).toBe(200);
    const stranger = await home();
    const other = await made('N4', { tenantId: stranger.tenantId });
    const wrong = [{ tenantId, servedOn: TODAY, serviceMethod: 'hand' }];
    const refused = await landlord().patch(`/v1/forms/${other}`, { status: 'Served', services: wrong });
    expectProblem(refused, 422, 'invalid_input', ['/services/0/tenantId']);
  });
});

describe('GET /v1/forms', () => {
  test('filters by type, status, standing, tenant, property and day of service', async () => {
    const tenancy = await home();
    const { tenantId, propertyId } = tenancy;
    const first = await made('N4', { tenantId });
    await serve(first);
    const second = await made('N9', { tenantId });
    const ids = async (query: string) =>
      ((await landlord().get(`/v1/forms?${query}`)).body as { id: string }[]).map(({ id }) => id);
    expect(await ids(`tenant=${tenantId}`)).toEqual([second, first]);
    expect(await ids(`property=${propertyId}&type=n4`)).toEqual([first]);
    expect(await ids(`tenant=${tenantId}&status=generated`)).toEqual([second]);
    expect(await ids(`tenant=${tenantId}&standing=running`)).toEqual([first]);
    expect(await ids(`tenant=${tenantId}&standing=expired`)).toEqual([]);
    expect(await ids(`tenant=${tenantId}&servedFrom=${TODAY}&servedTo=${TODAY}`)).toEqual([first]);
    expect(await ids(`tenant=${tenantId}&servedFrom=2026-11-29`)).toEqual([]);
    expectProblem(await landlord().get('/v1/forms?standing=happy'), 400, 'invalid_parameter');
  });
});

describe('a document', () => {
  test('an N4 can give 14 days, and the layout can be chosen', async () => {
    const { tenantId } = await home();
    const own = await landlord().post('/v1/forms/N4', { tenantId, noticeDays: 14, layout: 'Own' });
    expect(own).toMatchObject({ status: 201, body: { terminationDate: '2026-12-12', layout: 'KEYNEST' } });
    const few = await landlord().post('/v1/forms/N4', { tenantId, noticeDays: 5 });
    expect(few.body).toMatchObject({ errors: [{ pointer: '/noticeDays', code: 'out_of_range' }] });
    const official = await landlord().post('/v1/forms/N4', { tenantId, layout: 'Official' });
    expect(official.body).toMatchObject({ errors: [{ pointer: '/layout', code: 'no_blank' }] });
  });

  test('an N12 says whether it owes compensation; a draft marks no reason', async () => {
    const { tenantId } = await home();
    const owed = await landlord().post('/v1/forms/N12', { tenantId, ...N12 });
    expect(owed.body).toMatchObject({ fields: { compensation: 'OWED', side: 'LANDLORD' } });
    const free = await landlord().post('/v1/forms/N12', { tenantId, ...N12, noticeDays: 120 });
    expect(free.body).toMatchObject({ fields: { compensation: 'NOT_OWED' } });
    const draft = await landlord().post('/v1/forms/N12', { tenantId, draft: true });
    expect((draft.body as { fields: object }).fields).not.toHaveProperty('side');
  });

  test('a lease is read for void terms in all its texts', async () => {
    const { tenantId } = await home();
    const terms = [
      'The landlord may enter the unit at any time.',
      'The rent increases by 5 % every year.',
      'No air conditioners may be installed.',
      'Subletting is not allowed.',
      'If rent is late, all remaining rent of the term becomes due.',
      'On any breach the deposit is forfeited.',
      "The tenant pays the landlord's legal fees.",
      'No pets.',
    ];
    const body = {
      tenantId,
      draft: true,
      additionalTerms: terms.join('\n'),
      rentPayment: { methods: 'post-dated cheques required' },
      keyDeposit: { required: true, amount: 5000, description: 'Two keys.' },
    };
    const codes = codesOf(await landlord().post('/v1/forms/lease', body));
    expect(codes).toEqual(
      expect.arrayContaining([
        'void_term_entry_at_any_time',
        'void_term_rent_increase_by_term',
        'void_term_no_air_conditioner',
        'void_term_no_subletting',
        'void_term_acceleration',
        'void_term_forfeited_deposit',
        'void_term_legal_fees',
        'void_term_no_pets',
        'void_term_payments_in_advance',
        'key_deposit_high',
      ]),
    );
    const partial = { amount: 100, dueOn: '2026-08-01', from: '2026-08-01', to: '2026-08-31' };
    const refused = await landlord().post('/v1/forms/lease', { tenantId, rentPayment: { partial } });
    expect(JSON.stringify(refused.body)).toMatch(/"partial_outside_tenancy"/);
  });
});

describe('an N7, N8, N11 or N13', () => {
  test.each<[string, string, Record<string, unknown>, string]>([
    ['N7', 'of another form', { reasons: ['DAMAGE'], events: EVENTS }, '/reasons reason_not_for_form'],
    [
      'N7',
      'in the future',
      { reasons: ['SAFETY'], events: [{ on: '2026-12-20', what: 'A fire.' }] },
      '/events/0/on event_in_future',
    ],
    [
      'N7',
      'for a small building without the landlord',
      {
        reasons: ['SMALL_BUILDING_INTERFERENCE'],
        events: EVENTS,
        landlordLivesInBuilding: false,
        residentialUnitsInComplex: 3,
      },
      '/landlordLivesInBuilding landlord_not_in_building',
    ],
    [
      'N7',
      'for a building that is larger on record',
      {
        reasons: ['SMALL_BUILDING_INTERFERENCE'],
        events: EVENTS,
        landlordLivesInBuilding: true,
        residentialUnitsInComplex: 3,
      },
      '/residentialUnitsInComplex too_many_units',
    ],
    ['N8', 'without a reason', {}, '/reasons required'],
    ['N8', 'without details', { reasons: ['EMPLOYMENT_ENDED'] }, '/details required'],
    [
      'N8',
      'within a rental month',
      { reasons: ['CARE_ENDED'], details: 'Over.', terminationDate: '2027-02-15' },
      '/terminationDate not_period_end',
    ],
    ['N11', 'without its date', {}, '/terminationDate required'],
    [
      'N11',
      'for a day that is over',
      { terminationDate: '2026-11-27' },
      '/terminationDate date_before_signing',
    ],
    [
      'N11',
      'as a condition of the tenancy',
      { terminationDate: '2027-01-15', signedAtStartOfTenancy: true },
      '/signedAtStartOfTenancy signed_at_start',
    ],
    ['N13', 'without facts', { reason: 'REPAIRS' }, '/needsVacantUnit required'],
    ['N13', 'without a reason', {}, '/reason required'],
    [
      'N13',
      'in an occupied unit',
      { ...N13, needsVacantUnit: false },
      '/needsVacantUnit repairs_need_no_vacancy',
    ],
    ['N13', 'without a permit', { ...N13, permits: 'not_needed' }, '/permits repairs_need_no_permit'],
    ['N13', 'too early', { ...N13, terminationDate: '2027-02-28' }, '/terminationDate date_too_early'],
  ])('an %s %s is refused', async (type, _, body, refusal) => {
    const { tenantId } = await home({}, 4);
    const answer = await landlord().post(`/v1/forms/${type}`, { tenantId, ...body });
    const { errors } = answer.body as { errors: { pointer: string; code: string }[] };
    expect(answer.status).toBe(422);
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(refusal);
  });

  test('an N8 lists the periods that were late, and holds only while one was', async () => {
    const tenancy = await home();
    const { tenantId } = tenancy;
    const pay = (period: string, receivedOn: string) =>
      keynest.own.payment(tenancy, { amountCents: 150_000, period, receivedOn });
    await pay('2026-09', '2026-09-04');
    await pay('2026-10', '2026-10-01');
    await pay('2026-11', '2026-11-02');
    const body = { tenantId, reasons: ['persistent_late_payment'] };
    const answer = await landlord().post('/v1/forms/N8', body);
    expect(answer).toMatchObject({ status: 201, body: { terminationDate: '2027-01-31' } });
    expect(codesOf(answer)).toContain('persistence_not_fixed');
    const { fields, id } = answer.body as { id: string; fields: { latePayments: object } };
    expect(fields.latePayments).toMatchObject({
      periods: 3,
      late: [
        { dueOn: '2026-09-01', paidOn: '2026-09-04', daysLate: 3 },
        { dueOn: '2026-11-01', paidOn: '2026-11-02', daysLate: 1 },
      ],
    });
    const { leaseId } = tenancy;
    await keynest.prisma.payment.updateMany({
      where: { leaseId, period: '2026-11' },
      data: { receivedOn: day('2026-10-31') },
    });
    const other = await made('N8', body);
    expect(codesOf(await serve(id))).toContain('late_periods_differ');
    await keynest.prisma.payment.updateMany({
      where: { leaseId, period: '2026-09' },
      data: { receivedOn: day('2026-09-01') },
    });
    expectProblem(await serve(other), 409, 'no_late_payment');
    expectProblem(await landlord().post('/v1/forms/N8', body), 422, 'no_late_payment');
  });

  test('a signed N11 sets the last day, can be applied on until day 30, and is taken back when void', async () => {
    const { tenantId } = await home();
    const id = await made('N11', { tenantId, terminationDate: '2026-12-10' });
    expect((await serve(id)).status).toBe(200);
    const tenant = () => landlord().get(`/v1/tenants/${tenantId}`);
    const lease = async () => {
      const { body } = await tenant();
      return (await landlord().get(`/v1/leases/${(body as { leaseId: string }).leaseId}`)).body;
    };
    expect((await tenant()).body).toMatchObject({ status: 'Notice' });
    expect(await lease()).toMatchObject({ lastDayOn: '2026-12-10' });
    const { deadlines, standing } = await read(id);
    expect(deadlines.map(({ kind, on }) => `${kind} ${on}`)).toEqual([
      `APPLY_FROM ${TODAY}`,
      'TERMINATION 2026-12-10',
      'APPLY_BY 2027-01-09',
    ]);
    expect(standing).toMatchObject({ standing: 'APPLICATION_POSSIBLE', until: '2027-01-09' });
    expect((await read(id, '2026-12-11')).standing.standing).toBe('TENANT_LEFT');
    await landlord().patch(`/v1/forms/${id}`, { status: 'Void' });
    expect((await tenant()).body).toMatchObject({ status: 'Active' });
    const late = await made('N11', { tenantId, terminationDate: TODAY });
    keynest.clock.set('2026-11-30T15:00:00Z');
    expectProblem(await serve(late, { servedOn: '2026-11-30' }), 409, 'date_before_signing');
  });

  test.each<[string, Record<string, unknown>, string | null]>([
    ['six units', {}, "3 months' rent ($4,500.00)"],
    ['four units', { residentialUnitsInComplex: 4 }, "one month's rent ($1,500.00)"],
    [
      'four units, severed',
      { residentialUnitsInComplex: 4, severedOn: '2025-06-01' },
      "3 months' rent ($4,500.00)",
    ],
    [
      'four units, severed long ago',
      { residentialUnitsInComplex: 4, severedOn: '2024-06-01' },
      "one month's rent",
    ],
    ['ordered work', { isWorkOrdered: true }, null],
  ])('an N13 owes its compensation: %s', async (_, parts, owed) => {
    const { tenantId } = await home();
    const answer = await landlord().post('/v1/forms/N13', { tenantId, ...N13, ...parts });
    expect(answer).toMatchObject({ status: 201, body: { terminationDate: '2027-03-31' } });
    const { warnings } = answer.body as { warnings: { code: string; message: string }[] };
    const message = warnings.find(({ code }) => code === 'compensation_owed')?.message ?? null;
    if (owed === null) expect(message).toBeNull();
    else expect(message).toContain(owed);
  });
});
