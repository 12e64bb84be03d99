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
