import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const PATH = '/v1/tenants';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const get = async (id: string) => (await landlord().get(`${PATH}/${id}`)).body as Record<string, unknown>;
const idsAt = async (query: string, role: 'landlord' | 'manager' | 'tenant' | 'contractor' = 'landlord') => {
  const answer = await keynest.as(role).get(`${PATH}?${query}`);
  expect(answer.status).toBe(200);
  return (answer.body as { id: string }[]).map(({ id }) => id);
};

/** A tenancy on a unit of its own, but for what is given. */
async function post(given: Record<string, unknown> = {}) {
  const { unitId } = await keynest.own.property();
  return landlord().post(PATH, {
    name: 'Sarah Thompson',
    unitId,
    rent: 2400,
    leaseStart: '2026-11-01',
    ...given,
  });
}

describe('GET /v1/tenants', () => {
  test('200: each role sees its own rows', async () => {
    const { userIds } = keynest.own.workspace;
    const managed = await keynest.own.home({}, { isManaged: true });
    const rented = await keynest.own.home({ userId: userIds.tenant });
    const foreign = await keynest.other.home();
    expect(await idsAt('limit=100')).toEqual(expect.arrayContaining([rented.tenantId, managed.tenantId]));
    expect(await idsAt('limit=100')).not.toContain(foreign.tenantId);
    expect(await idsAt('', 'manager')).toEqual([managed.tenantId]);
    expect(await idsAt('', 'tenant')).toEqual([rented.tenantId]);
    expect(await idsAt('', 'contractor')).toEqual([]);
  });

  test('200: by property, unit and status together', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const [first, second] = unitIds as [string, string];
    const active = await keynest.own.tenancy({ unitId: first });
    const past = await keynest.own.tenancy({
      unitId: second,
      status: 'PAST',
      startsOn: '2020-01-01',
      endsOn: '2021-01-01',
    });
    expect(await idsAt(`property=${propertyId}`)).toEqual([past.tenantId, active.tenantId]);
    expect(await idsAt(`unit=${first}`)).toEqual([active.tenantId]);
    expect(await idsAt(`property=${propertyId}&status=past`)).toEqual([past.tenantId]);
    expect(await idsAt(`unit=${first}&status=Past`)).toEqual([]);
  });

  test('200: no rows for a property or unit of another workspace', async () => {
    const foreign = await keynest.other.home();
    expect(await idsAt(`property=${foreign.propertyId}`)).toEqual([]);
    expect(await idsAt(`unit=${foreign.unitId}`)).toEqual([]);
    expect(await idsAt(`property=${NOBODY.property}`)).toEqual([]);
  });

  test('200: by a part of a name, e-mail, phone or co-tenant, case-insensitively', async () => {
    const { body } = await post({
      name: 'Zoë Quux',
      email: 'zq@example.com',
      phone: '416-555-7788',
      coTenants: ['Wendy Xylo'],
    });
    const { id } = body as { id: string };
    for (const q of ['zoë', 'QUUX', 'zq@EXAMPLE', '555-77', 'xylo']) {
      expect(await idsAt(`q=${encodeURIComponent(q)}`)).toEqual([id]);
    }
    expect(await idsAt('q=nobody+at+all')).toEqual([]);
  });

  test('200: takes q as words, not as a pattern', async () => {
    await post({ name: 'A hundred % sure' });
    await post({ name: 'snake_case' });
    for (const q of ['%25', '_', '%5C', '%27']) expect(await idsAt(`q=${q}`)).toEqual([]);
    const { id } = (await post({ name: 'Snake Charmer' })).body as { id: string };
    expect(await idsAt('q=snake_ch%25')).toEqual([id]);
  });

  test.each(['status=Gone', 'status=', 'property=x', `unit=${NOBODY.property}`, 'q='])(
    '400: %s',
    async (query) => {
      expectProblem(await landlord().get(`${PATH}?${query}`), 400, 'invalid_parameter');
    },
  );
});

describe('POST /v1/tenants', () => {
  test('401 and 403', async () => {
    const { unitId } = await keynest.own.property();
    const body = { name: 'X', unitId, rent: 1, leaseStart: TODAY };
    expectProblem(await keynest.withToken(null).post(PATH, body), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').post(PATH, body), 403, 'forbidden');
    expectProblem(await keynest.as('contractor').post(PATH, body), 403, 'forbidden');
  });

  test('404: a unit that the manager does not manage', async () => {
    const { unitId } = await keynest.own.property();
    const body = { name: 'X', unitId, rent: 1, leaseStart: TODAY };
    expectProblem(await keynest.as('manager').post(PATH, body), 404, 'not_found');
  });

  test.each([
    [
      { name: null, unitId: null, rent: null, leaseStart: null },
      ['/name', '/unitId', '/rent', '/leaseStart'],
    ],
    [{ rent: 0, email: 'no address', phone: 7 }, ['/rent', '/email', '/phone']],
    [{ leaseEnd: '2026-10-31' }, ['/leaseEnd']],
    [{ rentPeriod: 'monthly', rentDueDay: 32 }, ['/rentPeriod', '/rentDueDay']],
    [{ rentDueDay: 0, deposit: -1 }, ['/rentDueDay', '/deposit']],
    [{ coTenants: [''] }, ['/coTenants']],
    [{ status: 'Active', id: NOBODY.tenant, balance: 0 }, ['/status', '/id', '/balance']],
  ])('422: %j', async (given, pointers) => {
    const before = await keynest.prisma.lease.count();
    const answer = await post(given);
    expectProblem(answer, 422, 'invalid_input');
    const found = (answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    expect(found.map((pointer) => pointer.replace(/\/\d+$/, '')).toSorted()).toEqual(pointers.toSorted());
    expect(await keynest.prisma.lease.count()).toBe(before);
  });

  test.each([
    [{ deposit: 2400.01 }, 'above a month'],
    [{ rentPeriod: 'Weekly', rent: 500, deposit: 500.01 }, 'above a week'],
    [{ rentPeriod: 'Yearly', rent: 24_000, deposit: 2000.01 }, 'above a month of a year'],
  ])('422: a deposit of %j, %s', async (given, _what) => {
    const answer = await post(given);
    expectProblem(answer, 422, 'deposit_exceeds_rent', ['/deposit']);
    expect(answer.body).toMatchObject({ errors: [{ section: expect.stringContaining('106') }] });
  });

  test('409: another active lease on the unit shares a day', async () => {
    const { unitId } = await keynest.own.property();
    expect((await post({ unitId, leaseStart: '2026-11-01', leaseEnd: '2026-12-31' })).status).toBe(201);
    expectProblem(await post({ unitId, leaseStart: '2026-12-31' }), 409, 'unit_occupied');
    expectProblem(
      await post({ unitId, leaseStart: '2026-01-01', leaseEnd: '2026-11-01' }),
      409,
      'unit_occupied',
    );
    expect((await post({ unitId, leaseStart: '2027-01-01' })).status).toBe(201);
    expectProblem(await post({ unitId, leaseStart: '2099-01-01' }), 409, 'unit_occupied');
  });

  test('201: on a vacant unit, and after a tenancy that ends earlier', async () => {
    const { unitId } = await keynest.own.property();
    await keynest.own.tenancy({ unitId, status: 'PAST', startsOn: '2025-01-01', endsOn: '2027-12-31' });
    expect((await post({ unitId, leaseEnd: '2026-12-31' })).status).toBe(201);
    expect((await post({ unitId, leaseStart: '2027-01-01', leaseEnd: '2027-01-31' })).status).toBe(201);
    expect((await post({ unitId, leaseStart: '2027-02-01' })).status).toBe(201);
  });

  test('409: the tenant stays after the fixed term', async () => {
    const { unitId } = await keynest.own.property();
    await keynest.own.tenancy({ unitId, startsOn: '2025-01-01', endsOn: '2026-01-01' });
    expectProblem(await post({ unitId, leaseStart: '2026-12-01' }), 409, 'unit_occupied');
  });

  test('201: returns the given and computed fields', async () => {
    const answer = await post({
      leaseStart: '2026-11-15',
      leaseEnd: '2027-11-14',
      email: 'sarah@example.com',
      phone: '647-555-0188',
      deposit: 2400,
      coTenants: ['Ben Thompson', 'Ann Thompson'],
    });
    const id = expectCreated(answer, PATH);
    expect(answer.body).toMatchObject({
      name: 'Sarah Thompson',
      status: 'Active',
      email: 'sarah@example.com',
      phone: '647-555-0188',
      rent: 2400,
      rentPeriod: 'Monthly',
      rentDueDay: 15,
      deposit: 2400,
      leaseStart: '2026-11-15',
      leaseEnd: '2027-11-14',
      coTenants: ['Ben Thompson', 'Ann Thompson'],
    });
    expect(await get(id)).toEqual(answer.body);
    const { leaseId } = await keynest.prisma.tenant.findUniqueOrThrow({ where: { id } });
    const rents = await keynest.prisma.leaseRent.findMany({ where: { leaseId } });
    expect(rents).toEqual([expect.objectContaining({ amountCents: 240_000 })]);
  });

  test('201: month-to-month without leaseEnd; pending before its first day', async () => {
    expect((await post()).body).toMatchObject({ leaseEnd: null, status: 'Active' });
    expect((await post({ leaseStart: TODAY })).body).toMatchObject({ status: 'Active' });
    expect((await post({ leaseStart: '2026-11-24' })).body).toMatchObject({ status: 'Pending' });
  });

  test.each(['Biweekly', 'Weekly', 'Daily', 'Yearly'])('201: rent %s', async (rentPeriod) => {
    expect((await post({ rentPeriod, rentDueDay: 31 })).body).toMatchObject({ rentPeriod, rentDueDay: 31 });
  });

  test('of twenty at once on one unit, one gets it and nineteen get 409', async () => {
    const { unitId } = await keynest.own.property();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post({ unitId, name: `Tenant ${index}` })),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expectProblem(answer, 409, 'unit_occupied');
    }
    expect(await idsAt(`unit=${unitId}`)).toHaveLength(1);
    expect(await keynest.prisma.lease.count({ where: { unitId } })).toBe(1);
  });
});

describe('GET /v1/tenants/{id}', () => {
  test('200: returns the arrears and their date', async () => {
    const { tenantId, leaseId } = await keynest.own.home({ startsOn: '2026-09-01' });
    await keynest.own.payment({ tenantId, leaseId }, { period: '2026-09' });
    await keynest.own.payment(
      { tenantId, leaseId },
      { period: '2026-10', amountCents: 120_000, receivedOn: '2026-10-02' },
    );
    expect(await get(tenantId)).toMatchObject({ balance: 3600, arrearsSince: '2026-10-01' });
  });
});

describe('PATCH /v1/tenants/{id}', () => {
  const patch = (id: string, body: unknown) => landlord().patch(`${PATH}/${id}`, body);

  test('401, 403 and 404', async () => {
    const { tenantId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const path = `${PATH}/${tenantId}`;
    expectProblem(await keynest.withToken(null).patch(path, {}), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').patch(path, { rent: 1 }), 403, 'forbidden');
    expectProblem(await keynest.as('manager').patch(path, { rent: 1 }), 404, 'not_found');
    expectProblem(await keynest.as('contractor').patch(path, { rent: 1 }), 404, 'not_found');
  });

  test.each([
    [{ name: null, rent: null, status: null, unitId: null }, ['/name', '/rent', '/status', '/unitId']],
    [{ status: 'active', leaseEnd: '2026-02-30' }, ['/status', '/leaseEnd']],
    [{ leaseEnd: '2026-08-31' }, ['/leaseEnd']],
    [{ leaseStart: '2026-10-01', rentDueDay: 5 }, ['/reason']],
    [
      { leaseId: NOBODY.unit, propertyId: NOBODY.property, id: NOBODY.tenant },
      ['/leaseId', '/propertyId', '/id'],
    ],
  ])('422: %j', async (body, pointers) => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-09-01' });
    const before = await get(tenantId);
    expectProblem(await patch(tenantId, body), 422, 'invalid_input', pointers);
    expect(await get(tenantId)).toEqual(before);
  });

  test('200: changes details, clears with null and keeps absent fields', async () => {
    const { body: made } = await post({
      email: 'a@example.com',
      phone: '1',
      coTenants: ['Ben'],
      leaseEnd: '2027-10-31',
    });
    const before = made as Record<string, unknown> & { id: string };
    const changed = await patch(before.id, { leaseEnd: '2026-12-01', email: null, coTenants: ['Ann'] });
    expect(changed.body).toEqual({ ...before, leaseEnd: '2026-12-01', email: null, coTenants: ['Ann'] });
    const cleared = await patch(before.id, {
      leaseEnd: null,
      phone: null,
      coTenants: null,
      name: 'Sarah T.',
    });
    expect(cleared.body).toMatchObject({
      leaseEnd: null,
      phone: null,
      coTenants: [],
      name: 'Sarah T.',
      email: null,
    });
    expect(await get(before.id)).toEqual(cleared.body);
  });

  test('200: an empty patch changes nothing', async () => {
    const { tenantId } = await keynest.own.home();
    const before = await get(tenantId);
    keynest.clock.advance({ seconds: 1 });
    expect(await patch(tenantId, {})).toMatchObject({ status: 200, body: before });
    expect(await get(tenantId)).toEqual(before);
  });

  test('200: a lower rent applies from the next rent day and does not change earlier charges', async () => {
    const { tenantId } = await keynest.own.home({ startsOn: '2026-11-01' });
    expect(await get(tenantId)).toMatchObject({ balance: 2400 });
    expect((await patch(tenantId, { rent: 2300 })).body).toMatchObject({ rent: 2400, balance: 2400 });
  });

  test('200: moves to another unit; 409 to an occupied unit', async () => {
    const { tenantId, unitId } = await keynest.own.home();
    const free = await keynest.own.property();
    const taken = await keynest.own.home();
    expectProblem(await patch(tenantId, { unitId: taken.unitId, name: 'Never' }), 409, 'unit_occupied');
    expect(await get(tenantId)).toMatchObject({ unitId, name: 'Sarah Thompson' });
    expect((await patch(tenantId, { unitId: free.unitId })).body).toMatchObject({
      unitId: free.unitId,
      propertyId: free.propertyId,
    });
  });

  test('409: a term that runs into the next tenancy', async () => {
    const { unitId } = await keynest.own.property();
    const { tenantId } = await keynest.own.tenancy({ unitId, startsOn: '2026-01-01', endsOn: '2026-12-31' });
    await keynest.own.tenancy({ unitId, startsOn: '2027-01-01', status: 'PENDING' });
    expectProblem(await patch(tenantId, { leaseEnd: '2027-01-01' }), 409, 'unit_occupied');
    expectProblem(await patch(tenantId, { leaseEnd: null }), 409, 'unit_occupied');
    expect(await get(tenantId)).toMatchObject({ leaseEnd: '2026-12-31' });
  });

  test('409: nobody is given the keys early while another tenancy is in possession', async () => {
    const { unitId } = await keynest.own.property();
    const leaving = await keynest.own.tenancy({ unitId, startsOn: '2025-12-01', endsOn: '2026-11-30' });
    const { body } = await post({ unitId, leaseStart: '2026-12-01' });
    const coming = (body as { id: string }).id;
    expect(body).toMatchObject({ status: 'Pending' });
    for (const status of ['Active', 'Notice']) {
      expectProblem(await patch(coming, { status, name: 'Never' }), 409, 'unit_occupied');
    }
    expect(await get(coming)).toMatchObject({ status: 'Pending', name: 'Sarah Thompson' });
    expectProblem(await patch(leaving.tenantId, { leaseEnd: null }), 409, 'unit_occupied');
    expect((await patch(leaving.tenantId, { status: 'Past' })).status).toBe(200);
    expect((await patch(coming, { status: 'Active' })).body).toMatchObject({ status: 'Active' });
  });

  test('409: a tenancy that has begun is not pending again', async () => {
    const { tenantId } = await keynest.own.home();
    expectProblem(await patch(tenantId, { status: 'Pending' }), 409, 'illegal_transition');
  });

  test.each(['Pending', 'Active', 'Notice'])('409: from Past back to %s', async (status) => {
    const { tenantId } = await keynest.own.home({ status: 'PAST', endsOn: '2026-10-31' });
    expectProblem(await patch(tenantId, { status }), 409, 'illegal_transition');
    expect(await get(tenantId)).toMatchObject({ status: 'Past' });
  });

  test('200: Active, Notice and Past, then the unit is vacant', async () => {
    const { tenantId, unitId, propertyId } = await keynest.own.home();
    for (const status of ['Notice', 'Active', 'Notice', 'Past', 'Past']) {
      expect((await patch(tenantId, { status })).body).toMatchObject({ status });
    }
    const { body } = await landlord().get(`/v1/properties/${propertyId}`);
    expect((body as { units: unknown }).units).toMatchObject([{ status: 'Vacant', tenants: [] }]);
    expect((await post({ unitId, leaseStart: '2026-12-01' })).status).toBe(201);
  });
});
