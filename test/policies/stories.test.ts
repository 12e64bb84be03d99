import { seedUser, PASSWORD, type RoleName } from '../support/workspace.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { day, type Factory } from '../support/factories.ts';
import { dump } from '../proofs/policies/matrix/dump.ts';

let keynest: KeyNest;
let own: Factory;
let prisma: KeyNest['prisma'];
let userIds: Factory['workspace']['userIds'];
beforeAll(async () => {
  keynest = await startKeyNest();
  ({ own, prisma } = keynest);
  ({ userIds } = own.workspace);
});
afterAll(() => keynest.close());

let home: Awaited<ReturnType<typeof own.home>>;
beforeEach(async () => {
  home = await own.home({ userId: userIds.tenant, startsOn: '2026-03-01' }, { isManaged: true });
});

/** What a document gives, with the codes of its errors. */
async function tell(role: RoleName, document: string, variables: Record<string, unknown> = {}) {
  const viewer = await keynest.viewerOf(role);
  const { data, errors = [] } = await keynest.gql(viewer, document, variables);
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    codes: errors.map(({ extensions }) => extensions['code']),
  };
}

const sees = async (role: RoleName, id: string): Promise<boolean> =>
  (await tell(role, 'query ($id: ID!) { node(id: $id) { id } }', { id })).data.node !== null;

const OPEN =
  'mutation ($unitId: ID, $propertyId: ID) { openTicket(input: { title: "Leak", unitId: $unitId, propertyId: $propertyId }) { id } }';

describe('access ends at once', () => {
  test('to a property and its contents, for an unassigned manager', async () => {
    const paymentId = await own.payment(home);
    const ids = [home.propertyId, home.unitId, home.leaseId, home.tenantId, paymentId];
    expect(await Promise.all(ids.map((id) => sees('manager', id)))).not.toContain(false);
    const off =
      'mutation ($propertyId: ID!, $userId: ID!) { unassignManager(propertyId: $propertyId, userId: $userId) { id } }';
    await tell('landlord', off, { propertyId: home.propertyId, userId: userIds.manager });
    expect(await Promise.all(ids.map((id) => sees('manager', id)))).not.toContain(true);
    const patch = 'mutation ($id: ID!) { updateProperty(id: $id, input: { name: "Mine" }) { id } }';
    expect((await tell('manager', patch, { id: home.propertyId })).codes).toEqual(['NOT_FOUND']);
  });

  test('to a removed property and its contents, for its manager', async () => {
    const paymentId = await own.payment(home);
    const ticketId = await own.ticket(home);
    await prisma.lease.update({ where: { id: home.leaseId }, data: { status: 'PAST' } });
    await tell('landlord', 'mutation ($id: ID!) { deleteProperty(id: $id) }', { id: home.propertyId });
    const ids = [home.unitId, home.leaseId, home.tenantId, paymentId, ticketId];
    expect(await Promise.all(ids.map((id) => sees('landlord', id)))).not.toContain(false);
    expect(await Promise.all(ids.map((id) => sees('manager', id)))).not.toContain(true);
    const pay = 'mutation ($id: ID!) { recordPayment(input: { tenantId: $id, amount: 1 }) { id } }';
    expect((await tell('manager', pay, { id: home.tenantId })).codes).toEqual(['NOT_FOUND']);
    expect((await tell('landlord', OPEN, { unitId: home.unitId })).codes).toEqual(['NOT_FOUND']);
  });

  test('to a ticket, for an unassigned contractor', async () => {
    const id = await own.ticket(home, { contractorId: userIds.contractor });
    expect(await sees('contractor', id)).toBe(true);
    const off = 'mutation ($id: ID!) { updateTicket(id: $id, input: { contractor: null }) { id } }';
    await tell('landlord', off, { id });
    expect(await sees('contractor', id)).toBe(false);
    const work = 'mutation ($id: ID!) { updateTicket(id: $id, input: { status: RESOLVED }) { id } }';
    expect((await tell('contractor', work, { id })).codes).toEqual(['NOT_FOUND']);
  });

  test('to a tenancy, for a removed co-tenant', async () => {
    const alone = await own.home({ name: 'Primary' });
    const update =
      'mutation ($id: ID!, $names: [String!]) { updateTenant(id: $id, input: { coTenants: $names }) { id } }';
    await tell('landlord', update, { id: alone.tenantId, names: ['Co'] });
    await prisma.tenant.updateMany({
      where: { leaseId: alone.leaseId, name: 'Co' },
      data: { userId: userIds.tenant },
    });
    const ids = [alone.propertyId, alone.unitId, alone.leaseId, alone.tenantId];
    expect(await Promise.all(ids.map((id) => sees('tenant', id)))).not.toContain(false);
    await tell('landlord', update, { id: alone.tenantId, names: [] });
    expect(await Promise.all(ids.map((id) => sees('tenant', id)))).not.toContain(true);
  });
});

describe('a tenant', () => {
  test('reads their past tenancy but not the next tenancy', async () => {
    const old = { payment: await own.payment(home), ticket: await own.ticket(home) };
    await prisma.lease.update({
      where: { id: home.leaseId },
      data: { status: 'PAST', endedOn: day('2026-10-31') },
    });
    const next = await own.tenancy({ unitId: home.unitId, startsOn: '2026-11-01', name: 'The Next' });
    const news = [
      await own.payment(next),
      await own.ticket({ ...home, ...next }),
      next.leaseId,
      next.tenantId,
    ];
    expect(await sees('tenant', old.payment)).toBe(true);
    expect(await sees('tenant', old.ticket)).toBe(true);
    expect(await Promise.all(news.map((id) => sees('tenant', id)))).not.toContain(true);
    const around = `query ($id: ID!) { node(id: $id) { ... on Lease { unit {
      tenants { id } leases { edges { node { id } } } tickets { edges { node { id } } }
      property { unitCount units { id } managers { id } tickets { edges { node { id } } } rentRoll { leaseId } arrears { total } }
    } } } }`;
    const { data } = await tell('tenant', around, { id: home.leaseId });
    expect(data.node.unit).toEqual({
      tenants: [],
      leases: { edges: [{ node: { id: home.leaseId } }] },
      tickets: { edges: [{ node: { id: old.ticket } }] },
      property: {
        unitCount: 1,
        units: [{ id: home.unitId }],
        managers: [],
        tickets: { edges: [{ node: { id: old.ticket } }] },
        rentRoll: [],
        // What they still owe themselves.
        arrears: { total: 16800 },
      },
    });
  });

  test.each([{ status: 'PAST' }, { status: 'PENDING', startsOn: day('2027-01-01') }] as const)(
    'opens no tickets for a home that is not theirs now (%j)',
    async (data) => {
      await prisma.lease.update({ where: { id: home.leaseId }, data });
      const before = await dump(prisma);
      const { unitId, propertyId } = home;
      expect((await tell('tenant', OPEN, { unitId })).codes).toEqual(['FORBIDDEN']);
      expect((await tell('tenant', OPEN, { propertyId })).codes).toEqual(['FORBIDDEN']);
      expect(await dump(prisma)).toEqual(before);
    },
  );

  test('does not see a removed co-tenant but sees their payments', async () => {
    const { newId } = keynest.services;
    const former = { id: newId('Tenant'), name: 'Former', phone: '416-555-0100', isPrimary: false };
    const { leaseId } = home;
    const workspaceId = own.workspace.id;
    await prisma.tenant.create({
      data: { ...former, workspaceId, leaseId, removedAt: day('2026-10-01') },
    });
    const tenancy = { leaseId, tenantId: former.id };
    const paymentId = await own.payment(tenancy);
    const formId = await own.form(tenancy, { status: 'SERVED' });
    const read = `query ($paymentId: ID!, $formId: ID!) {
      payment(id: $paymentId) { tenantId tenant { name phone } }
      form(id: $formId) { tenantId tenant { name phone } }
    }`;
    const hidden = { tenantId: former.id, tenant: null };
    const shown = { tenantId: former.id, tenant: { name: 'Former', phone: '416-555-0100' } };
    const asked = { paymentId, formId };
    expect((await tell('tenant', read, asked)).data).toEqual({ payment: hidden, form: hidden });
    expect((await tell('landlord', read, asked)).data).toEqual({ payment: shown, form: shown });
  });

  test('does not see the vacancy of a past or future home', async () => {
    const read = 'query ($id: ID!) { node(id: $id) { ... on Unit { status } } }';
    const statusFor = async (role: RoleName) =>
      (await tell(role, read, { id: home.unitId })).data.node.status as string | null;
    expect(await statusFor('tenant')).toBe('OCCUPIED');
    await prisma.lease.update({
      where: { id: home.leaseId },
      data: { status: 'PAST', endedOn: day('2026-10-31') },
    });
    await own.tenancy({ unitId: home.unitId, startsOn: '2026-11-01', name: 'The Next' });
    expect([await statusFor('tenant'), await statusFor('landlord')]).toEqual([null, 'OCCUPIED']);
  });

  test('opens tickets for each of two homes', async () => {
    const newer = await own.home({ userId: userIds.tenant, startsOn: '2026-06-01' });
    for (const { propertyId } of [home, newer]) {
      expect((await tell('tenant', OPEN, { propertyId })).codes).toEqual([]);
    }
  });

  test('sees a corrected form only after its service', async () => {
    const notice = { terminationDate: day('2026-12-20') };
    const served = {
      ...notice,
      status: 'SERVED' as const,
      servedOn: day('2026-11-20'),
      deemedGivenOn: day('2026-11-20'),
    };
    const formId = await own.form(home, served);
    const correctionId = await own.form(home, { ...notice, supersedesId: formId });
    const read = 'query ($id: ID!) { form(id: $id) { supersededById standing { standing explanation } } }';
    const { data } = await tell('tenant', read, { id: formId });
    expect(data.form).toMatchObject({ supersededById: null, standing: { standing: 'RUNNING' } });
    expect((await tell('landlord', read, { id: formId })).data.form).toMatchObject({
      supersededById: correctionId,
    });
    await prisma.form.update({ where: { id: correctionId }, data: served });
    expect((await tell('tenant', read, { id: formId })).data.form).toMatchObject({
      supersededById: correctionId,
      standing: { standing: 'SUPERSEDED' },
    });
    const before = 'query ($id: ID!) { form(id: $id) { supersedesId } }';
    expect((await tell('tenant', before, { id: correctionId })).data.form).toEqual({ supersedesId: formId });
    await prisma.form.update({ where: { id: formId }, data: { status: 'GENERATED', servedOn: null } });
    expect((await tell('tenant', before, { id: correctionId })).data.form).toEqual({ supersedesId: null });
  });
});

describe('a contractor', () => {
  test('reads the location of a ticket and nothing else', async () => {
    const id = await own.ticket(home, { contractorId: userIds.contractor });
    await own.ticket(home);
    await prisma.unit.update({ where: { id: home.unitId }, data: { rentCents: 240_000 } });
    const around = `query ($id: ID!) { ticket(id: $id) {
      property { name address { street } unitCount units { id } managers { id } tickets { edges { node { id } } } rentRoll { leaseId } arrears { total } }
      unit { label rent status tenants { id } }
    } }`;
    expect((await tell('contractor', around, { id })).data.ticket).toEqual({
      property: {
        name: 'Maple Court',
        address: { street: '45 Maple Avenue' },
        unitCount: 0,
        units: [],
        managers: [],
        tickets: { edges: [{ node: { id } }] },
        rentRoll: [],
        arrears: { total: 0 },
      },
      unit: { label: '1', rent: null, status: null, tenants: [] },
    });
    expect(await sees('contractor', home.propertyId)).toBe(false);
    expect(await sees('contractor', home.unitId)).toBe(false);
  });

  test('reads the same location by every path', async () => {
    const id = await own.ticket(home, { contractorId: userIds.contractor });
    await own.ticket(home);
    const around = `query ($id: ID!) { ticket(id: $id) { unit {
      status tenants { id } leases(first: 5) { edges { node { id } } }
      one: tickets(first: 1) { edges { node { id } } } two: tickets(first: 2) { edges { node { id } } }
    } } }`;
    const tickets = { edges: [{ node: { id } }] };
    expect((await tell('contractor', around, { id })).data.ticket.unit).toEqual({
      status: null,
      tenants: [],
      leases: { edges: [] },
      one: tickets,
      two: tickets,
    });
  });

  test('of another workspace is at most a name', async () => {
    const id = await own.ticket(home);
    const give =
      'mutation ($id: ID!, $to: String) { updateTicket(id: $id, input: { contractor: $to }) { contractor contractorId } }';
    const { emails, userIds: strangers } = keynest.other.workspace;
    expect((await tell('landlord', give, { id, to: emails.contractor })).codes).toEqual(['BAD_INPUT']);
    const stranger = await prisma.user.findUniqueOrThrow({ where: { id: strangers.contractor } });
    expect(await prisma.ticket.findUnique({ where: { id } })).toMatchObject({
      contractor: null,
      contractorId: null,
    });
    const to = `${stranger.name} of another workspace`;
    const { data } = await tell('landlord', give, { id, to });
    expect(data.updateTicket).toEqual({ contractor: to, contractorId: null });
  });
});

describe('a user with two roles', () => {
  test('sees in each role the data of that role, also through REST', async () => {
    const managed = await own.property();
    const email = `${managed.propertyId}@own.example`;
    const { newId } = keynest.services;
    const store = { prisma, newId };
    const user = { name: 'Both', email, roles: ['MANAGER', 'TENANT'] as const };
    const userId = await seedUser(store, own.workspace.id, user);
    const rented = await own.home({ userId, name: 'Both' });
    const id = newId('PropertyManager');
    await prisma.propertyManager.create({
      data: { id, workspaceId: own.workspace.id, propertyId: managed.propertyId, userId },
    });
    const propertiesAs = async (role: string) => {
      const { body } = await keynest
        .withToken(null)
        .post('/v1/auth/session', { email, password: PASSWORD, role });
      const answer = await keynest.withToken((body as { token: string }).token).get('/v1/properties');
      return (answer.body as { id: string }[]).map((property) => property.id);
    };
    expect(await propertiesAs('tenant')).toEqual([rented.propertyId]);
    expect(await propertiesAs('manager')).toEqual([managed.propertyId]);
  });
});

describe('people', () => {
  test('are visible to managers if they can be assigned a ticket', async () => {
    const shown = await Promise.all(
      Object.entries(userIds).map(async ([role, id]) => [role, await sees('manager', id)]),
    );
    expect(Object.fromEntries(shown)).toEqual({
      admin: false,
      landlord: false,
      manager: true,
      tenant: false,
      contractor: true,
    });
  });

  test('do not see the managers of a removed property', async () => {
    const gone = await own.property({ isManaged: true });
    await prisma.property.update({ where: { id: gone.propertyId }, data: { removedAt: day('2026-11-01') } });
    const { data } = await tell('admin', '{ members { edges { node { managedProperties { id } } } } }');
    expect(JSON.stringify(data)).toContain(home.propertyId);
    expect(JSON.stringify(data)).not.toContain(gone.propertyId);
  });
});
