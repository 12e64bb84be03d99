import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import type { RoleName } from '../support/workspace.ts';
import { ask, send, type Rows } from './support.ts';

let keynest: KeyNest;
let home: Awaited<ReturnType<KeyNest['own']['home']>>;
let paymentId: string;

beforeAll(async () => {
  keynest = await startKeyNest();
  home = await keynest.own.home();
  paymentId = await keynest.own.payment(home);
  await keynest.own.ticket(home);
});
afterAll(() => keynest.close());

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { token apiKey { id name hint role scopes expiresAt lastUsedAt user { email } } }
}`;

interface Created {
  readonly createApiKey: { token: string; apiKey: Record<string, unknown> & { id: string } };
}

async function make(scopes: readonly string[], more: object = {}, role: RoleName = 'landlord') {
  const input = { name: 'Sync', scopes, ...more };
  const { createApiKey } = await ask<Created>(keynest.as(role), CREATE, { input });
  const { token, apiKey } = createApiKey;
  return { token, apiKey, http: keynest.withToken(token) };
}

const unit = async () => ({ unitId: (await keynest.own.property()).unitId });
const tenancy = async () => ({ tenantId: (await keynest.own.home()).tenantId });

/** What keys are refused is no part of the documented answers of sessions. */
const KEY = { isUndocumented: true };

async function status(http: Http, path: string): Promise<number> {
  return (await http.get(path, KEY)).status;
}

describe('createApiKey', () => {
  test('requires a landlord or admin with a session', async () => {
    const input = { name: 'Sync', scopes: ['PAYMENTS_READ'] };
    expect((await send(keynest.withToken(null), CREATE, { input })).errors).toEqual([
      'UNAUTHENTICATED unauthenticated',
    ]);
    for (const role of ['manager', 'tenant', 'contractor'] as const) {
      expect((await send(keynest.as(role), CREATE, { input })).errors).toEqual(['FORBIDDEN forbidden']);
    }
    const { http } = await make(['PAYMENTS_WRITE']);
    expect((await send(http, CREATE, { input })).errors).toEqual(['FORBIDDEN session_required']);
  });

  test('reports every fault', async () => {
    const input = { name: ' ', scopes: [], expiresAt: 'soon' };
    expect([...(await send(keynest.as('landlord'), CREATE, { input })).faults].sort()).toEqual([
      'input.expiresAt invalid_value',
      'input.name blank',
      'input.scopes required',
    ]);
    const past = { name: 'Sync', scopes: ['FORMS_READ'], expiresAt: '2026-11-23T14:59:59Z' };
    expect((await send(keynest.as('landlord'), CREATE, { input: past })).faults).toEqual([
      'input.expiresAt not_in_future',
    ]);
  });

  test('acts in a role of its creator', async () => {
    const input = { name: 'Sync', scopes: ['FORMS_READ'], role: 'ADMIN' };
    expect((await send(keynest.as('landlord'), CREATE, { input })).errors).toEqual([
      'FORBIDDEN role_not_held',
    ]);
  });

  test('shows the token once and stores its hash', async () => {
    const { token, apiKey } = await make(['PAYMENTS_READ', 'TENANTS_WRITE', 'PAYMENTS_READ']);
    expect(token).toMatch(/^kn_live_[\w-]{43}$/);
    expect(apiKey).toMatchObject({
      name: 'Sync',
      hint: token.slice(-4),
      role: 'LANDLORD',
      scopes: ['PAYMENTS_READ', 'TENANTS_WRITE'],
      expiresAt: null,
      lastUsedAt: null,
      user: { email: 'landlord@own.example' },
    });
    const row = await keynest.prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    expect(JSON.stringify(row)).not.toContain(token.slice('kn_live_'.length));
  });
});

describe('a key', () => {
  test('reads only the objects of its scopes, over REST and GraphQL', async () => {
    const { http } = await make(['PAYMENTS_READ']);
    expect((await http.get('/v1/payments')).body).toHaveLength(1);
    expect(await status(http, `/v1/payments/${paymentId}`)).toBe(200);
    expect(await status(http, '/v1/tenants')).toBe(403);
    expect(await status(http, '/v1/tickets')).toBe(403);
    expect(await status(http, '/v1/properties')).toBe(403);
    const { body } = await http.get(`/v1/tenants/${home.tenantId}`, KEY);
    expect(body).toMatchObject({ status: 403, code: 'insufficient_scope' });
  });

  test('reads at most the IDs of other types', async () => {
    const { http } = await make(['PAYMENTS_READ']);
    const ids = `{ payments { edges { node { id tenant { id lease { id } } } } } }`;
    const { payments } = await ask<{ payments: Rows<object> }>(http, ids);
    expect(payments.edges[0]?.node).toEqual({
      id: paymentId,
      tenant: { id: home.tenantId, lease: { id: home.leaseId } },
    });
    const names = `{ payments { edges { node { tenant { name } } } } }`;
    expect((await send(http, names)).errors).toEqual(['FORBIDDEN insufficient_scope']);
    const node = `query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }`;
    expect(await ask(http, node, { id: home.tenantId })).toEqual({ node: null, nodes: [null] });
    expect(await ask(http, node, { id: paymentId })).toEqual({
      node: { id: paymentId },
      nodes: [{ id: paymentId }],
    });
  });

  test('refuses a change with an unreadable result before changing anything', async () => {
    const { http } = await make(['PAYMENTS_WRITE']);
    const record = (asked: string) => `
      fragment Payer on Payment { tenant { ${asked} } }
      query Other { payments { edges { node { tenant { name } } } } }
      mutation Record($id: ID!) { recordPayment(input: { tenantId: $id, amount: 1 }) { ...Payer } }`;
    const sendRecord = async (asked: string) => {
      const query = { query: record(asked), operationName: 'Record', variables: { id: home.tenantId } };
      const { body } = await http.post('/graphql', query);
      return body as { data?: unknown; errors?: { extensions: { reason: string } }[] };
    };
    const count = () =>
      keynest.prisma.payment.count({ where: { tenantId: home.tenantId, source: 'RECEIVED' } });
    const before = await count();
    for (const asked of [
      'name',
      'id ... on Recorded { createdAt }',
      '... { ... on Tenant { id balance } }',
    ]) {
      const { errors } = await sendRecord(asked);
      expect(errors?.map(({ extensions }) => extensions.reason)).toEqual(['insufficient_scope']);
    }
    expect(await count()).toBe(before);
    expect(await sendRecord('id')).toMatchObject({
      data: { recordPayment: { tenant: { id: home.tenantId } } },
    });
    expect(await count()).toBe(before + 1);
    await keynest.prisma.payment.deleteMany({ where: { tenantId: home.tenantId, amountCents: 100 } });
  });

  test('returns a row without lists outside its scopes', async () => {
    const { http } = await make(['PROPERTIES_READ']);
    const { status: code, body } = await http.get(`/v1/properties/${home.propertyId}`);
    expect(code).toBe(200);
    expect(body).toMatchObject({ units: [{ status: 'Occupied', tenants: [] }] });
    const query = `query ($id: ID!) { property(id: $id) { tickets { edges { node { id } } pageInfo { hasNextPage } } } }`;
    expect(await ask(http, query, { id: home.propertyId })).toEqual({
      property: { tickets: { edges: [], pageInfo: { hasNextPage: false } } },
    });
    const whole = await make(['PROPERTIES_READ', 'TICKETS_READ', 'TENANTS_READ']);
    const { property } = await ask<{ property: { tickets: Rows<object> } }>(whole.http, query, {
      id: home.propertyId,
    });
    expect(property.tickets.edges).toHaveLength(1);
  });

  test('lists tenants with the IDs of their units', async () => {
    const { http } = await make(['TENANTS_READ']);
    expect((await http.get('/v1/tenants')).body).toMatchObject([
      { id: home.tenantId, unitId: home.unitId, propertyId: home.propertyId },
    ]);
    const ledger = `query ($id: ID!) { tenant(id: $id) { ledger { balance } } }`;
    expect((await send(http, ledger, { id: home.tenantId })).errors).toEqual([
      'FORBIDDEN insufficient_scope',
    ]);
  });

  test('writes the objects of its scopes, with checks against all rows', async () => {
    const reader = await make(['PAYMENTS_READ']);
    const payment = { tenantId: home.tenantId, amount: 10 };
    expect((await reader.http.post('/v1/payments', payment, KEY)).status).toBe(403);
    const writer = await make(['PAYMENTS_WRITE']);
    const made = await writer.http.post('/v1/payments', payment);
    expect(made).toMatchObject({ status: 201, body: { period: '2026-10' } });
    expect((await writer.http.post('/v1/tickets', { title: 'Tap', unitId: home.unitId }, KEY)).status).toBe(
      403,
    );
    const owner = await make(['PROPERTIES_WRITE']);
    const { body } = await owner.http.delete(`/v1/properties/${home.propertyId}`);
    expect(body).toMatchObject({ status: 409, code: 'property_occupied' });
  });

  test('has no more access than its role', async () => {
    const { userIds } = keynest.own.workspace;
    const set = `mutation ($id: ID!, $roles: [Role!]!) { setMemberRoles(userId: $id, roles: $roles) { roles } }`;
    await ask(keynest.as('admin'), set, { id: userIds.landlord, roles: ['LANDLORD', 'MANAGER'] });
    const { http } = await make(['PROPERTIES_WRITE'], { role: 'MANAGER' });
    expect((await http.get('/v1/properties')).body).toEqual([]);
    await ask(keynest.as('admin'), set, { id: userIds.landlord, roles: ['LANDLORD'] });
    expect(await status(http, '/v1/properties')).toBe(401);
  });

  test.each([
    ['PROPERTIES_WRITE', 'properties', () => ({ name: 'Elm House', units: 1 }), { name: 'Elm Court' }],
    [
      'TENANTS_WRITE',
      'tenants',
      async () => ({ ...(await unit()), name: 'Ana', rent: 900, leaseStart: '2026-10-01' }),
      { phone: '416-555-0100' },
    ],
    ['PAYMENTS_WRITE', 'payments', async () => ({ ...(await tenancy()), amount: 10 }), { status: 'Failed' }],
    ['TICKETS_WRITE', 'tickets', async () => ({ ...(await unit()), title: 'Tap' }), { priority: 'High' }],
    ['FORMS_WRITE', 'forms/N4', async () => ({ ...(await tenancy()), draft: true }), { status: 'Void' }],
  ] as const)('with %s alone makes, changes and reads %s', async (scope, path, body, change) => {
    const { http } = await make([scope]);
    const made = await http.post(`/v1/${path}`, await body());
    expect([made.status, made.body]).toEqual([201, expect.anything()]);
    const location = made.headers.get('location')!;
    const changed = await http.patch(location, change);
    expect([changed.status, changed.body]).toEqual([200, expect.anything()]);
    expect((await http.get(location)).status).toBe(200);
  });

  test('manages no accounts and has no session', async () => {
    const { http } = await make(['PROPERTIES_WRITE'], {}, 'admin');
    expect(await status(http, '/v1/auth/session')).toBe(403);
    expect((await http.delete('/v1/auth/session', KEY)).body).toMatchObject({
      status: 403,
      code: 'session_required',
    });
    for (const field of ['apiKeys', 'sessions', 'members', 'invitations']) {
      const { errors } = await send(http, `{ ${field} { edges { node { id } } } }`);
      expect([field, ...errors]).toEqual([field, 'FORBIDDEN session_required']);
    }
    const { apiKey } = await make(['FORMS_READ']);
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect((await send(http, node, { id: apiKey.id })).data).toEqual({ node: null });
    const revoke = `mutation ($id: ID!) { revokeApiKey(id: $id) { id } }`;
    expect((await send(http, revoke, { id: apiKey.id })).errors).toEqual(['FORBIDDEN session_required']);
  });

  test('is refused after expiry or revocation', async () => {
    const { http } = await make(['TICKETS_READ'], { expiresAt: '2026-11-23T16:00:00Z' });
    expect(await status(http, '/v1/tickets')).toBe(200);
    keynest.clock.advance({ hours: 1 });
    expect(await status(http, '/v1/tickets')).toBe(401);
    keynest.clock.reset();
    const second = await make(['TICKETS_READ']);
    const revoke = `mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }`;
    const { id } = second.apiKey;
    const first = await ask(keynest.as('admin'), revoke, { id });
    expect(first).toEqual({ revokeApiKey: { revokedAt: '2026-11-23T15:00:00.000Z' } });
    expect(await status(second.http, '/v1/tickets')).toBe(401);
    keynest.clock.advance({ hours: 1 });
    expect(await ask(keynest.as('landlord'), revoke, { id })).toEqual(first);
    keynest.clock.reset();
  });

  test('records its last use once a minute', async () => {
    const { http, apiKey } = await make(['TICKETS_READ']);
    const row = () => keynest.prisma.apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    await http.get('/v1/tickets');
    keynest.clock.advance({ seconds: 59 });
    await http.get('/v1/tickets');
    expect((await row()).lastUsedAt?.toISOString()).toBe('2026-11-23T15:00:00.000Z');
    keynest.clock.advance({ seconds: 1 });
    await http.get('/v1/tickets');
    expect(await row()).toMatchObject({ lastUsedAt: keynest.clock.now(), version: 1 });
    keynest.clock.reset();
  });
});

describe('apiKeys', () => {
  const LIST = `{ apiKeys { totalCount edges { node { user { email } } } } }`;
  const makers = async (http: Http) => {
    const { apiKeys } = await ask<{ apiKeys: Rows<{ user: { email: string } }> }>(http, LIST);
    return new Set(apiKeys.edges.map(({ node }) => node.user.email));
  };

  test('shows admins all keys and landlords their own', async () => {
    await make(['FORMS_READ'], {}, 'admin');
    expect(await makers(keynest.as('landlord'))).toEqual(new Set(['landlord@own.example']));
    expect((await makers(keynest.as('admin'))).size).toBe(2);
    expect((await makers(keynest.as('admin', 'other'))).size).toBe(0);
    expect((await send(keynest.as('manager'), LIST)).errors).toEqual(['FORBIDDEN forbidden']);
  });

  test('refuses to revoke the key of another user', async () => {
    const { apiKey } = await make(['FORMS_READ'], {}, 'admin');
    const revoke = `mutation ($id: ID!) { revokeApiKey(id: $id) { id } }`;
    expect((await send(keynest.as('landlord'), revoke, { id: apiKey.id })).errors).toEqual([
      'NOT_FOUND not_found',
    ]);
    expect((await send(keynest.as('admin', 'other'), revoke, { id: apiKey.id })).errors).toEqual([
      'NOT_FOUND not_found',
    ]);
  });
});
