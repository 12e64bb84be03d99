import type { AuditEvent } from '../../src/generated/prisma/client.ts';
import { expectCreated } from '../support/expectations.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { change, eventsOf, summary } from './events.ts';

let keynest: KeyNest;
let landlord: Http;
let sessionId: string;
let requests = 0;

beforeAll(async () => {
  keynest = await startKeyNest();
  landlord = keynest.as('landlord');
  sessionId = (await keynest.viewerOf('landlord')).sessionId ?? '';
  await keynest.tokenOf('manager');
  await keynest.tokenOf('contractor');
});
afterAll(() => keynest.close());

/** Sends a request under an id of its own, and gives what it left in the log, ascribed as it should be. */
async function logged(send: (options: { headers: Record<string, string> }) => Promise<unknown>) {
  requests += 1;
  const requestId = `request-${requests}`;
  const events = await eventsOf(keynest, () => send({ headers: { 'X-Request-Id': requestId } }));
  const { id: workspaceId, userIds } = keynest.own.workspace;
  const actor = { workspaceId, userId: userIds.landlord, role: 'LANDLORD', sessionId, apiKeyId: null };
  for (const event of events) expect(event).toMatchObject({ ...actor, origin: 'rest', requestId });
  return events;
}

function only(events: readonly AuditEvent[]): AuditEvent {
  expect(events).toHaveLength(1);
  return events[0]!;
}

describe('each write is logged with user, interface, and rows before and after', () => {
  test('createProperty logs the property and each unit', async () => {
    let id = '';
    const events = await logged(async (options) => {
      const body = { name: 'Elm House', units: 3 };
      id = expectCreated(await landlord.post('/v1/properties', body, options), '/v1/properties');
    });
    expect(summary(events)).toEqual(['INSERT Property', 'INSERT Unit ×3']);
    expect(events[0]).toMatchObject({ subjectId: id, before: null, changed: [] });
    expect(events[0]?.after).toMatchObject({ id, name: 'Elm House', version: 1, removedAt: null });
    expect(events.slice(1).map(({ after }) => (after as { label: string }).label)).toEqual(['1', '2', '3']);
  });

  test('createProperty by a manager also logs the assignment', async () => {
    const events = await eventsOf(keynest, () =>
      keynest.as('manager').post('/v1/properties', { name: 'Oak House' }),
    );
    expect(summary(events)).toEqual(['INSERT Property', 'INSERT PropertyManager']);
    expect(events[1]).toMatchObject({ userId: keynest.own.workspace.userIds.manager, role: 'MANAGER' });
  });

  test('updateProperty logs only the two swapped labels', async () => {
    const { propertyId, unitIds } = await keynest.own.property({ name: 'Maple Court', units: 3 });
    const [one, two] = unitIds;
    const units = [
      { id: one, label: '2' },
      { id: two, label: '1' },
    ];
    const events = await logged((options) =>
      landlord.patch(`/v1/properties/${propertyId}`, { name: 'Elm Court', units }, options),
    );
    expect(events.map((event) => [event.subjectId, change(event)])).toEqual([
      [propertyId, { name: ['Maple Court', 'Elm Court'] }],
      [one, { label: ['1', '2'] }],
      [two, { label: ['2', '1'] }],
    ]);
  });

  test('deleteProperty logs an update, since the row is kept', async () => {
    const { propertyId } = await keynest.own.property();
    const events = await logged((options) => landlord.delete(`/v1/properties/${propertyId}`, options));
    expect(change(only(events))).toEqual({
      removedAt: [null, expect.stringMatching(/^2026-11-23T15:00:00/)],
    });
  });

  test('createTenant logs the tenancy, its rent and its tenants, not the lock on the property', async () => {
    const { unitId } = await keynest.own.property();
    const body = { name: 'Sam', unitId, rent: 1800, leaseStart: '2026-11-01', coTenants: ['Alex'] };
    const events = await logged((options) => landlord.post('/v1/tenants', body, options));
    expect(summary(events)).toEqual([
      'INSERT Lease',
      'INSERT LeaseRent',
      'INSERT Tenant ×2',
      ...['INSERT Payment', 'INSERT Suggestion'],
    ]);
    expect(events[1]?.after).toMatchObject({ amountCents: 180_000, effectiveOn: '2026-11-01' });
  });

  test('updateTenant logs each table that it changes', async () => {
    const { tenantId } = await keynest.own.home({ name: 'Sam', rentCents: 240_000, status: 'ACTIVE' });
    const body = { name: 'Sue', rent: 2300, status: 'Notice', coTenants: ['Alex'] };
    const events = await logged((options) => landlord.patch(`/v1/tenants/${tenantId}`, body, options));
    expect(summary(events)).toEqual([
      ...['UPDATE Tenant', 'UPDATE Lease', 'INSERT LeaseRent', 'INSERT Tenant'],
      ...['INSERT Payment ×3', 'INSERT Suggestion'],
    ]);
    expect(change(events[0]!)).toEqual({ name: ['Sam', 'Sue'] });
    expect(change(events[1]!)).toEqual({ status: ['ACTIVE', 'NOTICE'] });
  });

  test('recordPayment and movePayment are logged', async () => {
    const { tenantId } = await keynest.own.home();
    let id = '';
    const recorded = await logged(async (options) => {
      const body = { tenantId, amount: 2400, period: '2026-09', receivedOn: '2026-09-01' };
      id = expectCreated(await landlord.post('/v1/payments', body, options), '/v1/payments');
    });
    const of = (events: readonly AuditEvent[]) => only(events.filter(({ subjectId }) => subjectId === id));
    expect(of(recorded)).toMatchObject({ action: 'INSERT', subjectType: 'Payment' });
    expect(of(recorded).after).toMatchObject({ amountCents: 240_000, status: 'PAID' });
    const moved = await logged((options) =>
      landlord.patch(`/v1/payments/${id}`, { status: 'Failed' }, options),
    );
    expect(change(of(moved))).toMatchObject({
      status: ['PAID', 'FAILED'],
      returnedOn: [null, '2026-11-23'],
    });
  });

  test('openTicket and updateTicket are logged', async () => {
    const { propertyId } = await keynest.own.property();
    let id = '';
    const opened = await logged(async (options) => {
      id = expectCreated(
        await landlord.post('/v1/tickets', { title: 'Leak', propertyId }, options),
        '/v1/tickets',
      );
    });
    expect(only(opened)).toMatchObject({ action: 'INSERT', subjectType: 'Ticket', subjectId: id });
    const changed = await logged((options) => landlord.patch(`/v1/tickets/${id}`, { cost: 80.5 }, options));
    expect(change(only(changed))).toEqual({ costCents: [null, 8050] });
  });

  test('GraphQL is logged as the interface', async () => {
    const viewer = await keynest.viewerOf('landlord');
    const document = 'mutation { createProperty(input: { name: "Ash House" }) { id } }';
    const events = await eventsOf(keynest, () => keynest.gql(viewer, document));
    const { userId, role } = viewer;
    expect(only(events)).toMatchObject({
      userId,
      role,
      sessionId,
      origin: 'graphql',
      requestId: 'in-process',
    });
  });
});

describe('no change is logged for', () => {
  test('a refused write', async () => {
    const { tenantId, leaseId } = await keynest.own.home();
    const paymentId = await keynest.own.payment({ tenantId, leaseId }, { status: 'VOID' });
    const refused = () => landlord.patch(`/v1/payments/${paymentId}`, { status: 'Paid' });
    expect(await eventsOf(keynest, refused)).toEqual([]);
  });

  test('a write that is rolled back halfway', async () => {
    const home = await keynest.own.home();
    const events = await eventsOf(keynest, async () => {
      const answer = await landlord.delete(`/v1/properties/${home.propertyId}`);
      expect(answer.status).toBe(409);
    });
    expect(events).toEqual([]);
  });

  test('an empty patch', async () => {
    const { tenantId } = await keynest.own.home();
    expect(await eventsOf(keynest, () => landlord.patch(`/v1/tenants/${tenantId}`, {}))).toEqual([]);
  });

  test('reading', async () => {
    expect(await eventsOf(keynest, () => landlord.get('/v1/tenants'))).toEqual([]);
  });
});
