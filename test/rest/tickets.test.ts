import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { seedUser, type RoleName } from '../support/workspace.ts';

const PATH = '/v1/tickets';

let keynest: KeyNest;
let rented: { propertyId: string; unitId: string; leaseId: string; tenantId: string };
beforeAll(async () => {
  keynest = await startKeyNest();
  rented = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
});
afterAll(() => keynest.close());

const landlord = () => keynest.as('landlord');
const get = async (id: string) => (await landlord().get(`${PATH}/${id}`)).body as Record<string, unknown>;
const idsAt = async (query: string, role: RoleName = 'landlord') =>
  ((await keynest.as(role).get(`${PATH}?${query}`)).body as { id: string }[]).map(({ id }) => id);

describe('GET /v1/tickets', () => {
  test('200: each role sees its own rows', async () => {
    const managed = await keynest.own.ticket(await keynest.own.property({ isManaged: true }));
    const mine = await keynest.own.ticket(rented);
    const neighbours = await keynest.own.ticket({ propertyId: rented.propertyId });
    const contractorId = keynest.own.workspace.userIds.contractor;
    const assigned = await keynest.own.ticket(await keynest.own.property(), { contractorId });
    const foreign = await keynest.other.ticket(await keynest.other.property());
    expect(await idsAt('limit=100')).toEqual(expect.arrayContaining([managed, mine, neighbours, assigned]));
    expect(await idsAt('limit=100')).not.toContain(foreign);
    expect(await idsAt('', 'manager')).toEqual([managed]);
    expect(await idsAt('', 'tenant')).toEqual([mine]);
    expect(await idsAt('', 'contractor')).toEqual([assigned]);
  });

  test('200: by property, unit, status and priority together', async () => {
    const { propertyId, unitId } = await keynest.own.property();
    const low = await keynest.own.ticket({ propertyId }, { priority: 'LOW' });
    const high = await keynest.own.ticket({ propertyId, unitId }, { priority: 'HIGH', status: 'RESOLVED' });
    expect(await idsAt(`property=${propertyId}`)).toEqual([high, low]);
    expect(await idsAt(`unit=${unitId}`)).toEqual([high]);
    expect(await idsAt(`property=${propertyId}&priority=low`)).toEqual([low]);
    expect(await idsAt(`property=${propertyId}&priority=low&status=resolved`)).toEqual([]);
  });

  test.each(['status=Done', 'priority=Urgent', 'unit=x', 'property='])('400: %s', async (query) => {
    expectProblem(await landlord().get(`${PATH}?${query}`), 400, 'invalid_parameter');
  });
});

describe('POST /v1/tickets', () => {
  test('401, 403 and 404', async () => {
    const body = { title: 'Leak', unitId: rented.unitId };
    const elsewhere = await keynest.own.home();
    expectProblem(await keynest.withToken(null).post(PATH, body), 401, 'unauthenticated');
    expectProblem(await keynest.as('contractor').post(PATH, body), 403, 'forbidden');
    expectProblem(await keynest.as('manager').post(PATH, body), 404, 'not_found');
    const { unitId, propertyId } = elsewhere;
    expectProblem(await keynest.as('tenant').post(PATH, { title: 'Leak', unitId }), 404, 'not_found');
    expectProblem(await keynest.as('tenant').post(PATH, { title: 'Leak', propertyId }), 404, 'not_found');
  });

  test('422: neither unit nor property, or two that differ', async () => {
    const another = await keynest.own.property();
    expectProblem(await landlord().post(PATH, { title: 'Leak' }), 422, 'invalid_input', ['/unitId']);
    const both = { title: 'Leak', unitId: rented.unitId, propertyId: another.propertyId };
    expectProblem(await landlord().post(PATH, both), 422, 'invalid_input', ['/propertyId']);
  });

  test('422: reports a missing or invalid place once, with other faults', async () => {
    const refuse = async (role: 'landlord' | 'tenant', body: object, pointers: string[]) => {
      expectProblem(await keynest.as(role).post(PATH, body), 422, 'invalid_input', pointers);
    };
    await refuse('landlord', {}, ['/title', '/unitId']);
    await refuse('landlord', { title: 'Leak', unitId: null, x: 1 }, ['/unitId', '/x']);
    await refuse('landlord', { propertyId: 'x' }, ['/title', '/propertyId']);
    await refuse('landlord', { unitId: 'x' }, ['/title', '/unitId']);
    await refuse('tenant', {}, ['/title']);
  });

  test.each([
    [{ title: null, priority: 'normal' }, ['/title', '/priority']],
    [{ title: '', description: 7 }, ['/title', '/description']],
    [{ description: 'x'.repeat(10_001) }, ['/description']],
    [{ status: 'Open', cost: 1, id: NOBODY.ticket }, ['/status', '/cost', '/id']],
  ])('422: %.60j', async (given, pointers) => {
    const body = { title: 'Leak', unitId: rented.unitId, ...given };
    expectProblem(await landlord().post(PATH, body), 422, 'invalid_input', pointers);
  });

  test('201: open, of normal priority', async () => {
    const sent = { title: 'Leak', description: 'Under the sink.\nSince Monday.', unitId: rented.unitId };
    const answer = await landlord().post(PATH, sent);
    const id = expectCreated(answer, PATH);
    expect(answer.body).toMatchObject({
      ...sent,
      status: 'Open',
      priority: 'Normal',
      propertyId: rented.propertyId,
      contractor: null,
      cost: null,
      createdAt: TODAY,
    });
    expect(await get(id)).toEqual(answer.body);
    expect(await idsAt('', 'tenant')).toContain(id);
  });

  test.each(['Low', 'Normal', 'High', 'Emergency'])(
    '201: priority %s, of a whole property',
    async (priority) => {
      const { propertyId } = rented;
      const { body } = await landlord().post(PATH, { title: 'Roof', propertyId, priority });
      expect(body).toMatchObject({ priority, propertyId, unitId: null });
    },
  );

  test('201: a tenant’s own unit is the default', async () => {
    const answer = await keynest.as('tenant').post(PATH, { title: 'No heat', priority: 'Emergency' });
    const id = expectCreated(answer, PATH);
    expect(answer.body).toMatchObject({ unitId: rented.unitId, propertyId: rented.propertyId });
    expect(await idsAt('', 'tenant')).toContain(id);
  });
});

describe('PATCH /v1/tickets/{id}', () => {
  const patch = (id: string, body: unknown, role: RoleName = 'landlord') =>
    keynest.as(role).patch(`${PATH}/${id}`, body);

  test('401, 403 and 404', async () => {
    const id = await keynest.own.ticket(rented);
    expectProblem(await keynest.withToken(null).patch(`${PATH}/${id}`, {}), 401, 'unauthenticated');
    expectProblem(await patch(id, { status: 'Resolved' }, 'tenant'), 403, 'forbidden');
    expectProblem(await patch(id, { status: 'Resolved' }, 'manager'), 404, 'not_found');
    expectProblem(await patch(id, { status: 'Resolved' }, 'contractor'), 404, 'not_found');
    expect(await get(id)).toMatchObject({ status: 'Open' });
  });

  test('a contractor can change only the status and cost of an assigned ticket', async () => {
    const contractorId = keynest.own.workspace.userIds.contractor;
    const id = await keynest.own.ticket(rented, { contractorId, contractor: 'The contractor' });
    const moved = await patch(id, { status: 'In Progress', cost: 120.25 }, 'contractor');
    expect(moved).toMatchObject({ status: 200, body: { status: 'In Progress', cost: 120.25 } });
    for (const body of [
      { title: 'x' },
      { contractor: null },
      { priority: 'Low' },
      { status: 'Open', description: '' },
    ]) {
      expectProblem(await patch(id, body, 'contractor'), 403, 'forbidden');
    }
    expect(await get(id)).toMatchObject({ status: 'In Progress' });
  });

  test.each([
    [{ title: null, status: null, priority: null }, ['/title', '/status', '/priority']],
    [{ status: 'InProgress', cost: 'free' }, ['/status', '/cost']],
    [{ scheduledFor: 'tomorrow' }, ['/scheduledFor']],
    [{ scheduledFor: '2026-02-30' }, ['/scheduledFor']],
    [{ unitId: NOBODY.unit, createdAt: TODAY, id: NOBODY.ticket }, ['/unitId', '/createdAt', '/id']],
  ])('422: %j', async (body, pointers) => {
    const id = await keynest.own.ticket(rented);
    const before = await get(id);
    expectProblem(await patch(id, body), 422, 'invalid_input', pointers);
    expect(await get(id)).toEqual(before);
  });

  test('refuses the ID of an unknown contractor', async () => {
    const id = await keynest.own.ticket(rented);
    for (const contractor of [NOBODY.user, keynest.other.workspace.userIds.contractor]) {
      expectProblem(await patch(id, { contractor }), 404, 'not_found');
    }
  });

  test('200: keeps absent fields, changes given fields and clears with null', async () => {
    const id = await keynest.own.ticket(rented, { description: 'Rattles.' });
    const before = await get(id);
    const scheduled = {
      status: 'Scheduled',
      contractor: 'Furnace & Sons',
      cost: 350,
      scheduledFor: '2026-11-30',
    };
    const changed = await patch(id, scheduled);
    expect(changed).toMatchObject({ status: 200, body: { ...before, ...scheduled } });
    const cleared = await patch(id, { contractor: null, cost: null, scheduledFor: null, description: null });
    expect(cleared.body).toMatchObject({
      status: 'Scheduled',
      contractor: null,
      cost: null,
      scheduledFor: null,
      description: null,
    });
    expect(await get(id)).toEqual(cleared.body);
  });

  test('200: an appointment can have a time', async () => {
    const id = await keynest.own.ticket(rented);
    const { body } = await patch(id, { scheduledFor: '2026-11-30T09:00:00-05:00' });
    expect(body).toMatchObject({ scheduledFor: '2026-11-30T14:00:00.000Z' });
  });

  test('422: two contractors with the same name', async () => {
    const store = { prisma: keynest.prisma, newId: keynest.services.newId };
    const seed = (email: string) =>
      seedUser(store, keynest.own.workspace.id, { name: 'Pat Plumb', email, roles: ['CONTRACTOR'] });
    await seed('pat@own.example');
    const id = await keynest.own.ticket(rented);
    expect((await patch(id, { contractor: 'pat plumb' })).body).toMatchObject({ contractor: 'Pat Plumb' });
    const other = await seed('pat2@own.example');
    expectProblem(await patch(id, { contractor: 'Pat Plumb' }), 422, 'invalid_input', ['/contractor']);
    expect((await patch(id, { contractor: 'PAT2@own.example' })).body).toMatchObject({ contractorId: other });
  });

  test('200: a contractor with an account, by e-mail, then sees the ticket', async () => {
    const id = await keynest.own.ticket(rented);
    expect(await idsAt('', 'contractor')).not.toContain(id);
    const { body } = await patch(id, { contractor: 'Contractor@OWN.example' });
    expect(body).toMatchObject({
      contractor: 'The contractor',
      contractorId: keynest.own.workspace.userIds.contractor,
    });
    expect(await idsAt('', 'contractor')).toContain(id);
    await patch(id, { contractor: null });
    expect(await idsAt('', 'contractor')).not.toContain(id);
  });

  test('200: every status, and a resolved ticket is reopened', async () => {
    const id = await keynest.own.ticket(rented);
    for (const status of ['Scheduled', 'In Progress', 'Resolved', 'Open', 'Cancelled', 'Open']) {
      expect((await patch(id, { status })).body).toMatchObject({ id, status });
    }
  });

  test('200: an empty patch changes nothing', async () => {
    const id = await keynest.own.ticket(rented);
    const before = await get(id);
    keynest.clock.advance({ seconds: 1 });
    expect(await patch(id, {})).toMatchObject({ status: 200, body: before });
    expect(await get(id)).toEqual(before);
  });
});
