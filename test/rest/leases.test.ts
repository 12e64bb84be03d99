import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest();
});
beforeEach(() => {
  keynest.clock.reset();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const on = (day: string): void => {
  keynest.clock.set(`${day}T15:00:00.000Z`);
};

type Body = Record<string, unknown> & { readonly id: string };

async function lease(id: string): Promise<Body> {
  return (await landlord().get(`/v1/leases/${id}`)).body as Body;
}

async function idsOf(query: string, role: 'landlord' | 'tenant' | 'manager' = 'landlord'): Promise<string[]> {
  const { status, body } = await keynest.as(role).get(`/v1/${query}`);
  expect(status).toBe(200);
  return (body as Body[]).map(({ id }) => id);
}

async function enter(body: object = {}) {
  const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
  const answer = await landlord().post('/v1/tenants', {
    name: 'Ann Lee',
    unitId: unitIds[0],
    rent: 3000,
    leaseStart: '2026-10-01',
    ...body,
  });
  const tenantId = expectCreated(answer, '/v1/tenants');
  const { leaseId } = answer.body as { leaseId: string };
  return { tenantId, leaseId, propertyId, unitId: unitIds[0]!, freeUnitId: unitIds[1]! };
}

describe('GET /v1/leases and /v1/units', () => {
  test('list by property, unit, tenant, status, end of term and day', async () => {
    const home = await enter({ leaseEnd: '2027-03-31' });
    const { propertyId, unitId, freeUnitId, tenantId, leaseId } = home;
    const ahead = await landlord().post('/v1/tenants', {
      name: 'Bo Next',
      unitId: freeUnitId,
      rent: 1000,
      leaseStart: '2026-12-10',
    });
    const { leaseId: next } = ahead.body as { leaseId: string };
    expect(await idsOf(`leases?property=${propertyId}`)).toEqual([next, leaseId]);
    expect(await idsOf(`leases?unit=${unitId}`)).toEqual([leaseId]);
    expect(await idsOf(`leases?tenant=${tenantId}`)).toEqual([leaseId]);
    const here = `leases?property=${propertyId}`;
    expect(await idsOf(`${here}&endsFrom=2027-03-31&endsTo=2027-03-31`)).toEqual([leaseId]);
    expect(await idsOf(`${here}&status=pending`)).toEqual([next]);
    expect(await idsOf(`${here}&status=active`)).toEqual([leaseId]);
    expect(await idsOf(`${here}&status=active&asOf=2026-12-10`)).toEqual([next, leaseId]);
    expect(await idsOf(`${here}&status=pending&asOf=2026-09-30`)).toEqual([next, leaseId]);
    expect(await idsOf(`${here}&asOf=2026-11-01`)).toEqual([leaseId]);
    expect(await idsOf(`${here}&asOf=2026-09-30`)).toEqual([]);

    expect(await idsOf(`units?property=${propertyId}&status=occupied`)).toEqual([unitId]);
    expect(await idsOf(`units?property=${propertyId}&status=vacant`)).toEqual([freeUnitId]);
    expect(await idsOf(`units?property=${propertyId}&status=vacant&asOf=2026-12-10`)).toEqual([]);
    const { body } = await landlord().get(`/v1/units?property=${propertyId}&asOf=2026-12-10`);
    expect(body).toMatchObject([
      { id: freeUnitId, status: 'Occupied', tenants: [{ name: 'Bo Next' }] },
      { id: unitId, status: 'Occupied', tenants: [{ id: tenantId }], propertyId },
    ]);
    expect((await landlord().get(`/v1/units/${freeUnitId}`)).body).toMatchObject({
      status: 'Vacant',
      tenants: [],
    });
  });

  test('400 and 404; each role sees its own', async () => {
    for (const path of ['/v1/leases', '/v1/units']) {
      expectProblem(await landlord().get(`${path}?status=Gone`), 400, 'invalid_parameter');
      expectProblem(await landlord().get(`${path}?asOf=2099-01-01`), 400, 'invalid_parameter');
      expectProblem(await landlord().get(`${path}?colour=red`), 400, 'unknown_parameter');
    }
    expectProblem(await landlord().get(`/v1/units/${NOBODY.unit}`), 404, 'not_found');
    const home = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    expect(await idsOf('leases', 'tenant')).toEqual([home.leaseId]);
    expect(await idsOf('units?status=occupied', 'tenant')).toEqual([home.unitId]);
    expect(await idsOf('units?status=vacant', 'tenant')).toEqual([]);
    expect(await idsOf('leases', 'manager')).toEqual([]);
    expectProblem(await keynest.as('manager').get(`/v1/leases/${home.leaseId}`), 404, 'not_found');
  });
});

describe('PATCH /v1/leases/{id} and renewal', () => {
  test('change the tenancy as through its tenant, with its own ETag', async () => {
    const { leaseId, tenantId } = await enter();
    const { headers } = await landlord().get(`/v1/leases/${leaseId}`);
    const tag = { headers: { 'if-match': headers.get('etag') ?? '' } };
    const body = { leaseEnd: '2027-09-30', reason: 'Mistyped', rentDueDay: 15 };
    const changed = await landlord().patch(`/v1/leases/${leaseId}`, body, tag);
    expect(changed).toMatchObject({ status: 200, body: { leaseEnd: '2027-09-30', rentDueDay: 15 } });
    expect(await landlord().patch(`/v1/leases/${leaseId}`, body, tag)).toMatchObject({ status: 412 });
    expectProblem(await landlord().patch(`/v1/leases/${leaseId}`, { name: 'x' }), 422, 'invalid_input', [
      '/name',
    ]);
    expect((await landlord().get(`/v1/tenants/${tenantId}`)).body).toMatchObject({ leaseEnd: '2027-09-30' });
    const ended = await landlord().patch(`/v1/leases/${leaseId}`, { status: 'Past', endedOn: '2026-11-20' });
    expect(ended.body).toMatchObject({ status: 'Past', endedOn: '2026-11-20', rentOwedUntil: '2027-09-30' });
  });

  test('a renewal begins a new term and takes a notice back', async () => {
    const { leaseId, tenantId } = await enter({ leaseEnd: '2026-11-30' });
    const renew = (body: object) => landlord().post(`/v1/leases/${leaseId}/renewal`, body);
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Notice' });
    expectProblem(await renew({ leaseEnd: '2026-11-30' }), 422, 'invalid_input', ['/leaseEnd']);
    expectProblem(await renew({ leaseEnd: '2027-11-30', rent: 3100 }), 422, 'rent_increase_needs_notice', [
      '/rent',
    ]);
    expect(await renew({ leaseEnd: '2027-11-30' })).toMatchObject({
      status: 200,
      body: { status: 'Active', leaseEnd: '2027-11-30', lastDayOn: null },
    });
    await landlord().patch(`/v1/tenants/${tenantId}`, { status: 'Past', endedOn: '2026-11-20' });
    expectProblem(await renew({ leaseEnd: '2028-11-30' }), 409, 'tenancy_over');
  });
});

describe('tenants who join and leave', () => {
  test('on a day; the tenancy goes on when the primary tenant leaves', async () => {
    const { leaseId, tenantId, propertyId } = await enter();
    const join = (body: object) => landlord().post(`/v1/leases/${leaseId}/tenants`, body);
    const leave = (id: string, day: string) =>
      landlord().post(`/v1/leases/${leaseId}/tenants/${id}/departure`, { on: day });
    expectProblem(await leave(tenantId, '2026-11-30'), 409, 'last_tenant');
    expectProblem(await join({ name: 'Bo Lee', from: '2026-09-30' }), 422, 'invalid_input', ['/from']);
    const joined = await join({ name: 'Bo Lee', firstName: 'Bo', from: '2026-12-01' });
    const other = expectCreated(joined, '/v1/tenants');
    expect(joined.body).toMatchObject({ name: 'Bo Lee', firstName: 'Bo', leaseId });
    expect(await lease(leaseId)).toMatchObject({ tenants: [{ id: tenantId, isPrimary: true }] });
    await landlord().post('/v1/payments', { tenantId, amount: 3000, period: '2026-10' });
    expectProblem(await leave(other, '2026-11-30'), 422, 'invalid_input', ['/on']);
    expectProblem(await leave(NOBODY.tenant, '2026-11-30'), 404, 'not_found');
    expect(await leave(tenantId, '2026-12-15')).toMatchObject({ status: 200 });

    on('2026-12-10');
    expect((await lease(leaseId))['tenants']).toMatchObject([
      { id: other, isPrimary: true },
      { id: tenantId },
    ]);
    on('2026-12-16');
    expect(await lease(leaseId)).toMatchObject({ status: 'Active', tenants: [{ id: other }] });
    expect(await idsOf(`tenants?property=${propertyId}`)).toEqual([other]);
    const { body: paid } = await landlord().get(`/v1/payments?lease=${leaseId}&source=Received`);
    expect(paid).toMatchObject([{ tenantId }]);
    const { body: roll } = await landlord().get(
      `/v1/reports/rent-roll?property=${propertyId}&asOf=2026-12-15`,
    );
    expect((roll as { rows: unknown[] }).rows).toMatchObject([{ tenants: ['Ann Lee', 'Bo Lee'] }]);
    expect((await landlord().get(`/v1/tenants/${other}`)).body).toMatchObject({ coTenants: [] });
  });

  test('who has left sees the tenancy no longer', async () => {
    const home = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    await landlord().post(`/v1/leases/${home.leaseId}/tenants`, { name: 'Bo Lee' });
    await landlord().post(`/v1/leases/${home.leaseId}/tenants/${home.tenantId}/departure`, {
      on: '2026-11-30',
    });
    const asTenant = () => keynest.as('tenant').get(`/v1/leases/${home.leaseId}`);
    expect((await asTenant()).status).toBe(200);
    on('2026-12-01');
    expectProblem(await asTenant(), 404, 'not_found');
  });
});

describe('POST /v1/leases/{id}/move', () => {
  test.each(['2026-11-10', '2026-12-01'])('ends one tenancy and begins another on %s', async (day) => {
    const home = await enter({ coTenants: ['Bo Lee'], leaseEnd: '2027-09-30' });
    const move = (body: object) => landlord().post(`/v1/leases/${home.leaseId}/move`, body);
    expectProblem(await move({ unitId: home.unitId, on: day }), 422, 'invalid_input', ['/unitId']);
    expectProblem(await move({ unitId: home.freeUnitId, on: '2026-10-01' }), 422, 'invalid_input', ['/on']);
    const taken = await enter();
    expectProblem(await move({ unitId: taken.unitId, on: day }), 409, 'unit_occupied');
    const answer = await move({ unitId: home.freeUnitId, on: day });
    const id = expectCreated(answer, '/v1/leases');
    expect(answer.body).toMatchObject({
      unitId: home.freeUnitId,
      leaseStart: day,
      leaseEnd: '2027-09-30',
      rent: 3000,
    });
    on('2026-12-05');
    expect(await lease(id)).toMatchObject({
      status: 'Active',
      tenants: [{ name: 'Ann Lee', isPrimary: true }, { name: 'Bo Lee' }],
    });
    expect(await lease(home.leaseId)).toMatchObject({
      status: 'Past',
      rentOwedUntil: null,
      unitId: home.unitId,
    });
    const { body: old } = await landlord().get(`/v1/tenants/${home.tenantId}`);
    const [movedTenant] = (await lease(id))['tenants'] as Body[];
    const { body: moved } = await landlord().get(`/v1/tenants/${movedTenant!.id}`);
    // Three months at 3,000, the month of the move in two parts.
    expect(Number((old as Body)['balance']) + Number((moved as Body)['balance'])).toBeCloseTo(9000, 2);
  });
});

describe('POST /v1/properties/{id}/restore', () => {
  test('200: puts a deleted property back with its units; again it changes nothing', async () => {
    const { propertyId, unitId } = await keynest.own.property({ isManaged: true });
    await landlord().delete(`/v1/properties/${propertyId}`);
    expectProblem(
      await keynest.as('manager').post(`/v1/properties/${propertyId}/restore`, undefined),
      403,
      'forbidden',
    );
    const { status, body } = await landlord().post(`/v1/properties/${propertyId}/restore`, undefined);
    expect([status, (body as { units: Body[] }).units.map(({ id }) => id)]).toEqual([200, [unitId]]);
    expect(await idsOf('properties', 'manager')).toContain(propertyId);
    const again = await landlord().post(`/v1/properties/${propertyId}/restore`, undefined);
    expect(again.body).toEqual(body);
    expectProblem(
      await landlord().post(`/v1/properties/${NOBODY.property}/restore`, undefined),
      404,
      'not_found',
    );
  });
});

describe('GET /v1/properties?deleted=true', () => {
  test('200: those that can be restored, in pages; the others keep their list and their shape', async () => {
    const { propertyId } = await keynest.own.property({ units: 3 });
    const { propertyId: kept } = await keynest.own.property();
    await landlord().delete(`/v1/properties/${propertyId}`);
    const { status, body } = await landlord().get('/v1/properties?deleted=true&limit=1');
    expect([status, body]).toMatchObject([
      200,
      [{ id: propertyId, units: 3, deletedAt: expect.any(String) }],
    ]);
    const { body: others } = await landlord().get('/v1/properties?deleted=false');
    expect((others as Body[]).map(({ id }) => id)).not.toContain(propertyId);
    const shape = ['id', 'name', 'units', 'address', 'createdAt', 'updatedAt'];
    expect(Object.keys((others as Body[]).find(({ id }) => id === kept)!)).toEqual(shape);
    await landlord().post(`/v1/properties/${propertyId}/restore`, undefined);
    expect(await idsOf('properties?deleted=true')).not.toContain(propertyId);
    expect(await idsOf('properties')).toContain(propertyId);
  });

  test('400 for another word; 403 for roles that may not restore; words narrow it', async () => {
    expectProblem(await landlord().get('/v1/properties?deleted=yes'), 400, 'invalid_parameter');
    for (const role of ['manager', 'tenant', 'contractor'] as const)
      expectProblem(await keynest.as(role).get('/v1/properties?deleted=true'), 403, 'forbidden');
    expect(await idsOf('properties?deleted=true&q=nothing-of-that-name')).toEqual([]);
  });
});

describe('POST /v1/properties/{id}/transfer', () => {
  const SALE = {
    ownerName: 'Birch Holdings Ltd.',
    ownerAddress: { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' },
    on: '2026-11-20',
  };
  const sell = (id: string, more: object = {}) =>
    landlord().post(`/v1/properties/${id}/transfer`, { ...SALE, ...more });
  const n4 = (tenantId: string) => landlord().post('/v1/forms/N4', { tenantId });
  interface N4 {
    id: string;
    fields: { landlords: string[]; rentOwedCents: number };
  }

  test('200: the owner of each day; a second transfer on that day corrects it; an earlier one is refused', async () => {
    const { propertyId } = await keynest.own.home();
    expect((await landlord().get(`/v1/properties/${propertyId}`)).body).toMatchObject({
      owner: { name: 'Lou Landry', from: null },
      transfers: [],
    });
    await sell(propertyId, { ownerName: 'Brich Ltd.' });
    const { status, body } = await sell(propertyId);
    const owner = { name: SALE.ownerName, address: { ...SALE.ownerAddress, province: 'ON' }, from: SALE.on };
    expect(status).toBe(200);
    expect(body).toMatchObject({ owner, transfers: [owner] });
    const earlier = await sell(propertyId, { on: '2026-11-19' });
    expectProblem(earlier, 422, 'invalid_input', ['/on']);
    const ahead = await sell(propertyId, { ownerName: 'Later Inc.', on: '2027-01-01' });
    expect(ahead.body).toMatchObject({ owner, transfers: [owner, { name: 'Later Inc.' }] });
  });

  test('an N4 names the new landlord and claims no rent of the former one', async () => {
    const { propertyId, tenantId } = await keynest.own.home({ startsOn: '2026-10-01', rentCents: 100_000 });
    const before = (await n4(tenantId)).body as N4;
    expect(before.fields).toMatchObject({ landlords: ['Lou Landry'], rentOwedCents: 200_000 });
    await sell(propertyId, { on: '2026-10-15' });
    const served = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
    expectProblem(await landlord().patch(`/v1/forms/${before.id}`, served), 409, 'landlord_changed');
    const after = (await n4(tenantId)).body as N4;
    expect(after.fields).toMatchObject({ landlords: [SALE.ownerName], rentOwedCents: 100_000 });
    // What is paid since then pays the new owner, unless it names the old rent.
    const paid = { tenantId, amount: 400, receivedOn: '2026-11-10', method: 'Cash' };
    await landlord().post('/v1/payments', { ...paid, period: '2026-11' });
    await landlord().post('/v1/payments', { ...paid, period: '2026-10' });
    expect(((await n4(tenantId)).body as N4).fields.rentOwedCents).toBe(60_000);
    await sell(propertyId, { on: '2026-10-15', arrearsAssigned: true });
    expect(((await n4(tenantId)).body as N4).fields.rentOwedCents).toBe(120_000);
  });

  test('what is suggested is about rent that the present landlord can claim', async () => {
    const { propertyId, tenantId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 100_000 });
    await keynest.as('admin').post('/v1/rent-runs', {});
    const suggested = async () =>
      ((await landlord().get('/v1/suggestions?limit=100')).body as Record<string, unknown>[])
        .filter((suggestion) => suggestion['tenantId'] === tenantId)
        .map(({ dueOn, status }) => [dueOn, status]);
    const [september, november] = ['2026-09-01', '2026-11-01'];
    expect(await suggested()).toEqual([[september, 'Open']]);
    await sell(propertyId, { on: '2026-10-15' });
    const moved = [november, 'Open'];
    expect(await suggested()).toEqual([moved, [september, 'Closed']]);
    await landlord().post('/v1/payments', { tenantId, amount: 1000, receivedOn: '2026-11-10' });
    expect(await suggested()).toEqual([
      [november, 'Closed'],
      [september, 'Closed'],
    ]);
    await sell(propertyId, { on: '2026-10-15', arrearsAssigned: true });
    expect(await suggested()).toEqual([
      [november, 'Closed'],
      [september, 'Open'],
    ]);
    await sell(propertyId, { on: '2026-11-24' });
    expect(await suggested()).toContainEqual([september, 'Open']);
    keynest.clock.set('2026-11-24T15:00:00Z');
    await keynest.as('admin').post('/v1/rent-runs', {});
    expect((await suggested()).map(([, status]) => status)).toEqual(['Closed', 'Closed']);
    keynest.clock.reset();
  });

  test('money without a month pays the present landlord first, and what an N4 of theirs claims', async () => {
    const { propertyId, tenantId } = await keynest.own.home({ startsOn: '2026-09-01', rentCents: 100_000 });
    await sell(propertyId, { on: '2026-11-01' });
    const { id } = (await n4(tenantId)).body as N4;
    const served = { status: 'Served', servedOn: '2026-11-23', serviceMethod: 'hand' };
    await landlord().patch(`/v1/forms/${id}`, served);
    const standing = async () =>
      ((await landlord().get(`/v1/forms/${id}`)).body as { standing: object }).standing;
    const pay = async (parts: object) =>
      ((await landlord().post('/v1/payments', { tenantId, ...parts })).body as { period: string }).period;
    expect(await pay({ amount: 1000, receivedOn: '2026-10-31' })).toBe('2026-09');
    expect(await pay({ amount: 400 })).toBe('2026-11');
    expect(await standing()).toMatchObject({ standing: 'RUNNING' });
    expect(await pay({ amount: 600 })).toBe('2026-11');
    expect(await standing()).toMatchObject({ standing: 'VOID_PAID' });
    expectProblem(await n4(tenantId), 422, 'nothing_owing');
    // Nothing more is due to the present landlord, so what comes next is rent of the next month.
    const query =
      'mutation ($rows: [RecordPaymentInput!]!) { recordPayments(rows: $rows) { payment { period } } }';
    const rows = [{ tenantId, amount: 1000 }];
    const { data } = await keynest.gql(await keynest.viewerOf('landlord'), query, { rows });
    expect(data).toMatchObject({ recordPayments: [{ payment: { period: '2026-12' } }] });
    expect((await landlord().get(`/v1/tenants/${tenantId}`)).body).toMatchObject({ balance: 0 });
  });

  test.each([
    ['bounced after the transfer', '2026-10-01', 'return', { returnedOn: '2026-11-10' }],
    ['was paid since and given back in part', '2026-11-05', 'refund', { amount: 300 }],
  ])('an N4 claims no rent of the former landlord that %s', async (_case, receivedOn, act, body) => {
    const { propertyId, tenantId } = await keynest.own.home({ startsOn: '2026-10-01', rentCents: 100_000 });
    await sell(propertyId, { on: '2026-10-15' });
    const money = { tenantId, amount: 1000, receivedOn, period: '2026-10', method: 'Cheque' };
    const { body: paid } = await landlord().post('/v1/payments', money);
    const { id } = paid as { id: string };
    expect((await landlord().post(`/v1/payments/${id}/${act}`, body)).status).toBe(200);
    expect(((await n4(tenantId)).body as N4).fields.rentOwedCents).toBe(100_000);
  });

  test('a receipt names the landlord who was paid; one for both is refused', async () => {
    const { propertyId, tenantId } = await keynest.own.home({ startsOn: '2026-10-01' });
    for (const receivedOn of ['2026-11-19', '2026-11-20'])
      await landlord().post('/v1/payments', { tenantId, amount: 100, receivedOn, method: 'Cash' });
    await sell(propertyId);
    const receipt = async (from: string, to: string) =>
      landlord().post(`/v1/tenants/${tenantId}/receipts`, { from, to });
    expectProblem(await receipt('2026-11-01', '2026-11-20'), 409, 'several_landlords');
    expect((await receipt('2026-11-01', '2026-11-19')).body).toMatchObject({
      landlord: { name: 'Lou Landry' },
    });
    expect((await receipt('2026-11-20', '2026-11-20')).body).toMatchObject({
      landlord: { name: SALE.ownerName, address: SALE.ownerAddress },
    });
  });
});
