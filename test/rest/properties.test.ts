import { TODAY } from '../support/clock.ts';
import { expectCreated, expectProblem, NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const PATH = '/v1/properties';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

interface UnitBody {
  readonly id: string;
  readonly label: string;
  readonly bedrooms: number | null;
  readonly rent: number | null;
}

const landlord = () => keynest.as('landlord');
const get = async (id: string) => (await landlord().get(`${PATH}/${id}`)).body as Record<string, unknown>;
const unitsOf = async (id: string) => (await get(id))['units'] as UnitBody[];
const seenBy = async (role: 'admin' | 'landlord' | 'manager' | 'tenant' | 'contractor') =>
  ((await keynest.as(role).get(`${PATH}?limit=100`)).body as { id: string }[]).map(({ id }) => id);

describe('GET /v1/properties', () => {
  test('200: each role sees its own rows', async () => {
    const managed = await keynest.own.home({}, { isManaged: true });
    const rented = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const foreign = await keynest.other.home({}, { isManaged: true });
    for (const role of ['admin', 'landlord'] as const) {
      expect(await seenBy(role)).toEqual(expect.arrayContaining([managed.propertyId, rented.propertyId]));
      expect(await seenBy(role)).not.toContain(foreign.propertyId);
    }
    expect(await seenBy('manager')).toEqual([managed.propertyId]);
    expect(await seenBy('tenant')).toEqual([rented.propertyId]);
    expect(await seenBy('contractor')).toEqual([]);
  });

  test('200: name, number of units, address, day', async () => {
    const { propertyId } = await keynest.own.property({ units: 6 });
    const { body } = await landlord().get(`${PATH}?limit=1`);
    expect(body).toEqual([
      {
        id: propertyId,
        name: 'Maple Court',
        units: 6,
        address: { street: '45 Maple Avenue', city: 'Toronto', province: 'ON', postalCode: 'M4W 2T8' },
        createdAt: TODAY,
        updatedAt: keynest.clock.now().toISOString(),
      },
    ]);
  });
});

describe('POST /v1/properties', () => {
  test('401: signed out', async () => {
    expectProblem(await keynest.withToken(null).post(PATH, { name: 'x' }), 401, 'unauthenticated');
  });

  test.each(['tenant', 'contractor'] as const)('403: a %s', async (role) => {
    expectProblem(await keynest.as(role).post(PATH, { name: 'x' }), 403, 'forbidden');
  });

  test.each([
    [{}, ['/name']],
    [{ name: null }, ['/name']],
    [{ name: 'x', units: -1 }, ['/units']],
    [{ name: 'x', units: 501 }, ['/units']],
    [{ name: 'x', units: 1.5 }, ['/units']],
    [{ name: 'x', units: '6' }, ['/units']],
    [{ name: 'x', units: [{}] }, ['/units/0/label']],
    [{ name: 'x', units: [{ label: 'A' }, { label: 'A' }] }, ['/units/1/label']],
    [{ name: 'x', units: [{ label: 'A', bedrooms: 1.5, rent: 0 }] }, ['/units/0/bedrooms', '/units/0/rent']],
    [{ name: 'x', address: { street: '1 A Street' } }, ['/address/city', '/address/postalCode']],
    [{ name: 'x', address: 'Toronto' }, ['/address']],
    [{ name: 'x', id: NOBODY.property, createdAt: TODAY }, ['/id', '/createdAt']],
    [{ name: 'x', unitCount: 3 }, ['/unitCount']],
    [{ name: 'x', units: 3, unitCount: 3 }, ['/unitCount']],
    [{ name: 'x', units: 'x', unitCount: 'y' }, ['/units', '/unitCount']],
  ])('422: %j', async (body, pointers) => {
    const before = await keynest.prisma.property.count();
    expectProblem(await landlord().post(PATH, body), 422, 'invalid_input', pointers);
    expect(await keynest.prisma.property.count()).toBe(before);
  });

  test.each([{ name: 'x', unitCount: 3 }, { unitCount: null }, { units: 501, foo: 1 }])(
    '422: a field that there is not is told with those there are, and not with the core’s: %j',
    async (body) => {
      const answer = await landlord().post(PATH, body);
      const { detail, errors } = answer.body as {
        detail: string;
        errors: { code: string; detail: string }[];
      };
      const words = [detail, ...errors.map((error) => error.detail)].join(' ');
      expect(words).toContain('use one of address, name, units.');
      expect(words.replaceAll('no field "unitCount"', '')).not.toMatch(/unitCount|\0/);
      expect(errors.filter(({ code }) => code === 'unknown_field')).toHaveLength(1);
    },
  );

  test('201: requires a name only', async () => {
    const answer = await landlord().post(PATH, { name: 'Birch House' });
    const id = expectCreated(answer, PATH);
    expect(answer.body).toMatchObject({
      id,
      name: 'Birch House',
      createdAt: TODAY,
      address: null,
      units: [],
    });
    expect(await get(id)).toEqual(answer.body);
  });

  test.each([0, 1, 500])('201: a count of %d makes units "1" to "n"', async (units) => {
    const id = expectCreated(await landlord().post(PATH, { name: 'Birch House', units }), PATH);
    const labels = (await unitsOf(id)).map(({ label }) => label);
    expect(labels).toEqual(Array.from({ length: units }, (_, index) => String(index + 1)));
  });

  test('201: keeps the units in order and defaults to Ontario', async () => {
    const units = [{ label: 'Upper', bedrooms: 2, rent: 1850.5 }, { label: 'Lower' }];
    const address = { street: '12 Birch Street', city: 'Ottawa', postalCode: 'K1A 0B1' };
    const id = expectCreated(await landlord().post(PATH, { name: 'Birch House', address, units }), PATH);
    expect(await get(id)).toMatchObject({
      address: { ...address, province: 'ON' },
      units: [
        { label: 'Upper', bedrooms: 2, rent: 1850.5, status: 'Vacant', tenants: [] },
        { label: 'Lower', bedrooms: null, rent: null, status: 'Vacant', tenants: [] },
      ],
    });
  });

  test('201: assigns a manager to the property that they add', async () => {
    const id = expectCreated(await keynest.as('manager').post(PATH, { name: 'Birch House', units: 2 }), PATH);
    expect(await seenBy('manager')).toContain(id);
    expect((await keynest.as('manager').get(`${PATH}/${id}`)).body).toMatchObject({ id });
    expect(await seenBy('landlord')).toContain(id);
  });
});

describe('GET /v1/properties/{id}', () => {
  test('401: signed out', async () => {
    const { propertyId } = await keynest.own.property();
    expectProblem(await keynest.withToken(null).get(`${PATH}/${propertyId}`), 401, 'unauthenticated');
  });

  test.each(['manager', 'tenant', 'contractor'] as const)(
    '404: a %s, of what is not theirs',
    async (role) => {
      const { propertyId } = await keynest.own.home();
      expectProblem(await keynest.as(role).get(`${PATH}/${propertyId}`), 404, 'not_found');
    },
  );

  test('200: its units with their current tenants', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 3 });
    const [first, second, third] = unitIds as [string, string, string];
    const { tenantId, leaseId } = await keynest.own.tenancy({ unitId: first });
    await keynest.own.tenancy({
      unitId: second,
      status: 'PAST',
      startsOn: '2020-01-01',
      endsOn: '2021-01-01',
    });
    const leaving = await keynest.own.tenancy({ unitId: third, status: 'NOTICE', name: 'Noor Leaving' });
    const person = (name: string, removedAt: Date | null) => ({
      id: keynest.services.newId('Tenant'),
      workspaceId: keynest.own.workspace.id,
      leaseId,
      name,
      isPrimary: false,
      removedAt,
    });
    await keynest.prisma.tenant.create({ data: person('Gone', keynest.clock.now()) });
    await keynest.prisma.tenant.create({ data: person('Co Tenant', null) });
    const units = (await get(propertyId))['units'];
    expect(units).toMatchObject([
      {
        id: first,
        status: 'Occupied',
        tenants: [{ id: tenantId, name: 'Sarah Thompson' }, { name: 'Co Tenant' }],
      },
      { id: second, status: 'Vacant', tenants: [] },
      { id: third, status: 'Occupied', tenants: [{ id: leaving.tenantId, name: 'Noor Leaving' }] },
    ]);
  });

  test('200: a tenant sees their own unit only', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const [mine, neighbours] = unitIds as [string, string];
    const { tenantId } = await keynest.own.tenancy({
      unitId: mine,
      userId: keynest.own.workspace.userIds.tenant,
    });
    await keynest.own.tenancy({ unitId: neighbours, name: 'The Neighbour' });
    const { body } = await keynest.as('tenant').get(`${PATH}/${propertyId}`);
    expect(body).toMatchObject({ units: [{ id: mine, tenants: [{ id: tenantId }] }] });
    expect((body as { units: unknown[] }).units).toHaveLength(1);
    const list = (await keynest.as('tenant').get(PATH)).body as { id: string; units: number }[];
    expect(list.find(({ id }) => id === propertyId)).toMatchObject({ units: 1 });
  });
});

describe('PATCH /v1/properties/{id}', () => {
  test('401, 403 and 404', async () => {
    const { propertyId } = await keynest.own.home({ userId: keynest.own.workspace.userIds.tenant });
    const path = `${PATH}/${propertyId}`;
    expectProblem(await keynest.withToken(null).patch(path, {}), 401, 'unauthenticated');
    expectProblem(await keynest.as('tenant').patch(path, { name: 'Mine' }), 403, 'forbidden');
    expectProblem(await keynest.as('manager').patch(path, { name: 'Mine' }), 404, 'not_found');
    expectProblem(await keynest.as('contractor').patch(path, { name: 'Mine' }), 404, 'not_found');
    expect(await get(propertyId)).toMatchObject({ name: 'Maple Court' });
  });

  test.each([
    [{ name: null }, ['/name']],
    [{ id: NOBODY.property }, ['/id']],
    [{ createdAt: TODAY, updatedAt: TODAY }, ['/createdAt', '/updatedAt']],
    [{ units: [{ bedrooms: 1 }] }, ['/units/0/label']],
    [{ units: [{ id: 'x', label: 'A' }] }, ['/units/0/id']],
    [{ units: [{ id: NOBODY.unit, label: null }] }, ['/units/0/label']],
    [{ units: [{ label: 'A' }, { label: 'A' }] }, ['/units/1/label']],
    [{ units: [{ label: 'A', status: 'Occupied' }] }, ['/units/0/status']],
    [{ units: 7 }, ['/units']],
    [{ address: { city: null } }, ['/address/city']],
  ])('422: %j', async (patch, pointers) => {
    const { propertyId } = await keynest.own.property();
    const before = await get(propertyId);
    expectProblem(await landlord().patch(`${PATH}/${propertyId}`, patch), 422, 'invalid_input', pointers);
    expect(await get(propertyId)).toEqual(before);
  });

  test('refuses a unit of another property', async () => {
    const { propertyId } = await keynest.own.property();
    const another = await keynest.own.property();
    const foreign = await keynest.other.property();
    for (const id of [another.unitId, foreign.unitId, NOBODY.unit]) {
      const answer = await landlord().patch(`${PATH}/${propertyId}`, { units: [{ id, label: 'Mine' }] });
      expect([404, 422]).toContain(answer.status);
    }
    expect(await unitsOf(another.propertyId)).toMatchObject([{ label: '1' }]);
  });

  test('409: a label that another unit has', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const path = `${PATH}/${propertyId}`;
    const change = { name: 'Never', units: [{ id: unitIds[0], label: '2' }] };
    expectProblem(await landlord().patch(path, change), 409, 'label_taken');
    expectProblem(await landlord().patch(path, { units: [{ label: '1' }] }), 409, 'label_taken');
    expect(await get(propertyId)).toMatchObject({
      name: 'Maple Court',
      units: [{ label: '1' }, { label: '2' }],
    });
  });

  test('200: keeps absent fields and changes given fields', async () => {
    const { propertyId } = await keynest.own.property();
    const before = await get(propertyId);
    keynest.clock.advance({ seconds: 5 });
    const { status, body } = await landlord().patch(`${PATH}/${propertyId}`, {
      name: 'Maple Court East',
      address: { postalCode: 'M4W 2T9' },
    });
    const address = { ...(before['address'] as object), postalCode: 'M4W 2T9' };
    const updatedAt = keynest.clock.now().toISOString();
    expect({ status, body }).toEqual({
      status: 200,
      body: { ...before, name: 'Maple Court East', address, updatedAt },
    });
    expect(await get(propertyId)).toEqual(body);
  });

  test('200: clears optional fields with null', async () => {
    const { propertyId, unitId } = await keynest.own.property();
    const path = `${PATH}/${propertyId}`;
    await landlord().patch(path, { units: [{ id: unitId, bedrooms: 2, rent: 1800 }] });
    expect(await unitsOf(propertyId)).toMatchObject([{ bedrooms: 2, rent: 1800 }]);
    await landlord().patch(path, { address: null, units: [{ id: unitId, rent: null }] });
    expect(await get(propertyId)).toMatchObject({
      address: null,
      units: [{ bedrooms: 2, rent: null, label: '1' }],
    });
    expectProblem(await landlord().patch(path, { address: { city: 'Ottawa' } }), 422, 'invalid_input', [
      '/address/street',
      '/address/postalCode',
    ]);
  });

  test('200: a unit with an ID is changed, one without is added, an absent one stays', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 3 });
    const units = [{ id: unitIds[1], label: '2 rear', rent: 1500 }, { label: 'Attic' }];
    const { body } = await landlord().patch(`${PATH}/${propertyId}`, { units });
    const labels = (body as { units: UnitBody[] }).units.map(({ label }) => label);
    expect(labels).toEqual(['1', '2 rear', '3', 'Attic']);
  });

  test('200: two units swap their labels', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const [first, second] = unitIds as [string, string];
    const units = [
      { id: first, label: '2' },
      { id: second, label: '1' },
    ];
    expect((await landlord().patch(`${PATH}/${propertyId}`, { units })).status).toBe(200);
    expect(await unitsOf(propertyId)).toMatchObject(units);
  });

  test.each([
    ['an empty patch', () => ({})],
    ['an empty list of units', () => ({ units: [] })],
    ['an empty patch of the address', () => ({ address: {} })],
    ['an empty patch of a unit', (unitId: string) => ({ units: [{ id: unitId }] })],
    ['all of them', (unitId: string) => ({ address: {}, units: [{ id: unitId }] })],
  ])('200: %s changes nothing', async (_name, patchFor) => {
    const { propertyId, unitId } = await keynest.own.property();
    const path = `${PATH}/${propertyId}`;
    const rows = () =>
      keynest.prisma.property.findUnique({ where: { id: propertyId }, include: { units: true } });
    const [before, { headers, body }] = [await rows(), await landlord().get(path)];
    keynest.clock.advance({ seconds: 5 });
    const answer = await landlord().patch(path, patchFor(unitId));
    expect(answer).toMatchObject({ status: 200, body });
    expect(answer.headers.get('etag')).toBe(headers.get('etag'));
    expect(await rows()).toEqual(before);
  });

  test('200: an empty patch of a unit or an address changes nothing', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
    const path = `${PATH}/${propertyId}`;
    await landlord().patch(path, { address: null });
    const [first, second] = unitIds as [string, string];
    const patch = { address: {}, units: [{ id: first }, { id: second, bedrooms: 2 }] };
    expect(await landlord().patch(path, patch)).toMatchObject({ status: 200, body: { address: null } });
    const units = await keynest.prisma.unit.findMany({ where: { propertyId }, orderBy: { position: 'asc' } });
    expect(units.map(({ version, bedrooms }) => [version, bedrooms])).toEqual([
      [1, null],
      [2, 2],
    ]);
  });

  test('404: an empty patch of a unit of another property', async () => {
    const { propertyId } = await keynest.own.property();
    const another = await keynest.own.property();
    const patch = { units: [{ id: another.unitId }] };
    expectProblem(await landlord().patch(`${PATH}/${propertyId}`, patch), 404, 'not_found');
  });
});

describe('DELETE /v1/properties/{id}', () => {
  test('401, 403 and 404', async () => {
    const { propertyId } = await keynest.own.property({ isManaged: true });
    const path = `${PATH}/${propertyId}`;
    expectProblem(await keynest.withToken(null).delete(path), 401, 'unauthenticated');
    expectProblem(await keynest.as('manager').delete(path), 403, 'forbidden');
    expectProblem(await keynest.as('tenant').delete(path), 404, 'not_found');
    expectProblem(await keynest.as('landlord', 'other').delete(path), 404, 'not_found');
    expect(await seenBy('landlord')).toContain(propertyId);
  });

  test.each(['ACTIVE', 'NOTICE'] as const)('409: with a tenancy that is %s', async (status) => {
    const { propertyId } = await keynest.own.home({ status });
    expectProblem(await landlord().delete(`${PATH}/${propertyId}`), 409, 'property_occupied');
    expect(await get(propertyId)).toMatchObject({ id: propertyId });
  });

  test('200: removes it from every list; the landlord still reads payments and forms by ID', async () => {
    const past = await keynest.own.home({ status: 'PAST', endsOn: '2026-10-31' }, { isManaged: true });
    const paymentId = await keynest.own.payment(past);
    const formId = await keynest.own.form(past);
    const path = `${PATH}/${past.propertyId}`;
    expect(await landlord().delete(path)).toMatchObject({ status: 200, body: { ok: true } });
    expect(await seenBy('landlord')).not.toContain(past.propertyId);
    expect(await seenBy('manager')).not.toContain(past.propertyId);
    expect((await landlord().get(`/v1/payments/${paymentId}`)).body).toMatchObject({ id: paymentId });
    expect((await landlord().get(`/v1/forms/${formId}`)).body).toMatchObject({ id: formId });
    expectProblem(await landlord().delete(path), 404, 'not_found');
    expectProblem(await landlord().patch(path, { name: 'x' }), 404, 'not_found');
  });

  test('200: refuses later tenancies', async () => {
    const { propertyId, unitId } = await keynest.own.property();
    await landlord().delete(`${PATH}/${propertyId}`);
    const tenant = { name: 'X', unitId, rent: 1, leaseStart: TODAY };
    expectProblem(await landlord().post('/v1/tenants', tenant), 404, 'not_found');
  });
});
