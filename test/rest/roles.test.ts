import { makeToken } from '../../src/request/tokens.ts';
import { ROUTES } from '../../src/rest/v1/index.ts';
import { dump } from '../proofs/policies/matrix/dump.ts';
import { idBeside } from '../proofs/policies/matrix/ids.ts';
import { readTable, type Line } from '../proofs/policies/matrix/table.ts';
import { makeTargetAt, type Place, type Target } from '../proofs/policies/matrix/targets.ts';
import { expectSameProblem } from '../support/expectations.ts';
import type { Answer, Http, RequestOptions } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, ROLES, type RoleName, type Store } from '../support/workspace.ts';

/**
 * The status of every operation, from the contract's roles. `none`: 200 with an empty list; `-`: there is nothing such.
 * An operation that is used in two ways has two lines.
 */
const TABLE = readTable(`
                     | admin      | landlord   | manager       | tenant        | contractor     | key | signed out
POST /auth/session   | 201        | 201        | 201           | 201           | 201            | 201 | 201
GET /auth/session    | 200        | 200        | 200           | 200           | 200            | 403 | 401
DELETE /auth/session | 200        | 200        | 200           | 200           | 200            | 403 | 401
GET /properties      | 200        | 200        | 200           | 200           | none           | 403 | 401
POST /properties     | 201        | 201        | 201           | 403           | 403            | 403 | 401
GET /properties/:id  | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /properties/:id | 200 - 404 | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
POST /properties/:id/transfer | 200 - 404 | 200 - 404 | 403 404 404 | 403 404 404 | 404 404 404 | 403 | 401
POST /properties/:id/restore | 200 - 404 | 200 - 404 | 403 403 403 | 403 403 403 | 403 403 403 | 403 | 401
DELETE /properties/:id | 200 - 404 | 200 - 404 | 403 404 404   | 403 404 404   | 404 404 404    | 403 | 401
GET /tenants         | 200 - none | 200 - none | 200 none none | 200 none none | none none none | 403 | 401
POST /tenants        | 201 - 404  | 201 - 404  | 201 404 404   | 403 403 403   | 403 403 403    | 403 | 401
GET /tenants/:id     | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /tenants/:id   | 200 - 404  | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
DELETE /tenants/:id  | 200 - 404  | 200 - 404  | 403 404 404   | 403 404 404   | 404 404 404    | 403 | 401
POST /tenants/:id/reopen | 200 - 404 | 200 - 404 | 200 404 404  | 403 404 404   | 404 404 404    | 403 | 401
GET /tenants/:id/rent-schedule | 200 - 404 | 200 - 404 | 200 404 404 | 200 404 404 | 404 404 404 | 403 | 401
POST /tenants/:id/rent-increases | 201 - 404 | 201 - 404 | 201 404 404 | 403 403 403 | 403 403 403 | 403 | 401
GET /tenants/:id/charges | 200 - 404 | 200 - 404 | 200 404 404  | 200 404 404   | 404 404 404    | 403 | 401
POST /tenants/:id/charges | 201 - 404 | 201 - 404 | 201 404 404 | 403 403 403   | 403 403 403    | 403 | 401
GET /charges/:id     | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /charges/:id   | 200 - 404  | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
GET /leases          | 200 - none | 200 - none | 200 none none | 200 none none | none none none | 403 | 401
GET /leases/:id      | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /leases/:id    | 200 - 404  | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
POST /leases/:id/renewal | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 404 404 404    | 403 | 401
POST /leases/:id/tenants | 201 - 404 | 201 - 404 | 201 404 404 | 403 404 404   | 404 404 404    | 403 | 401
POST /leases/:id/tenants/:tenantId/departure | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404 | 404 404 404 | 403 | 401
POST /leases/:id/move | 201 - 404 | 201 - 404  | 201 404 404   | 403 404 404   | 404 404 404    | 403 | 401
GET /units           | 200 - none | 200 - none | 200 none none | 200 none none | none none none | 403 | 401
GET /units/:id       | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
GET /tenants/:id/ledger | 200 - 404 | 200 - 404 | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
GET /tenants/:id/statement | 200 - 404 | 200 - 404 | 200 404 404 | 200 404 404  | 404 404 404    | 403 | 401
GET /reports/rent-roll | 200      | 200        | 200           | 200           | 200            | 403 | 401
GET /reports/arrears | 200        | 200        | 200           | 200           | 200            | 403 | 401
GET /tenants/:id/deposits | 200 - 404 | 200 - 404 | 200 404 404 | 200 404 404   | 404 404 404    | 403 | 401
POST /tenants/:id/deposits | 201 - 404 | 201 - 404 | 201 404 404 | 403 403 403  | 403 403 403    | 403 | 401
GET /deposits/:id    | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
POST /deposits/:id/top-up | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 404 404 404    | 403 | 401
POST /deposits/:id/interest | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404 | 404 404 404    | 403 | 401
POST /deposits/:id/refund | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 404 404 404    | 403 | 401
POST /deposits/:id/apply | 200 - 404 | 200 - 404 | 200 404 404  | 403 404 404   | 404 404 404    | 403 | 401
GET /payments        | 200 - none | 200 - none | 200 none none | 200 none none | none none none | 403 | 401
POST /payments       | 201 - 404  | 201 - 404  | 201 404 404   | 403 403 403   | 403 403 403    | 403 | 401
GET /payments/:id    | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /payments/:id  | 200 - 404  | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
POST /payments/:id/return | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 404 404 404    | 403 | 401
POST /payments/:id/refund | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 404 404 404    | 403 | 401
GET /payments/:id/receipt | 200 - 404 | 200 - 404 | 200 404 404 | 200 404 404   | 404 404 404    | 403 | 401
POST /tenants/:id/receipts | 201 - 404 | 201 - 404 | 201 404 404 | 201 404 404  | 404 404 404    | 403 | 401
GET /receipts/:id    | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
GET /suggestions     | 200        | 200        | 200           | none          | none           | 403 | 401
GET /suggestions/:id | 200 - 404  | 200 - 404  | 200 404 404   | 404 404 404   | 404 404 404    | 403 | 401
PATCH /suggestions/:id | 200 - 404 | 200 - 404 | 200 404 404  | 404 404 404   | 404 404 404    | 403 | 401
POST /rent-runs      | 200        | 403        | 403           | 403           | 403            | 403 | 401
GET /tickets         | 200 - none | 200 - none | 200 none none | 200 none none | 200 none none  | 403 | 401
POST /tickets        | 201 - 404  | 201 - 404  | 201 404 404   | 201 404 404   | 403 403 403    | 403 | 401
GET /tickets/:id     | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 200 404 404    | 403 | 401
PATCH /tickets/:id priority | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404 | 403 404 404  | 403 | 401
PATCH /tickets/:id status | 200 - 404 | 200 - 404 | 200 404 404 | 403 404 404   | 200 404 404    | 403 | 401
GET /forms           | 200 - none | 200 - none | 200 none none | 200 none none | none none none | 403 | 401
POST /forms/:type N4 | 201 - 404  | 201 - 404  | 201 404 404   | 403 403 403   | 403 403 403    | 403 | 401
POST /forms/:type N9 | 201 - 404  | 201 - 404  | 201 404 404   | 201 404 404   | 403 403 403    | 403 | 401
GET /forms/:id       | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
PATCH /forms/:id N4  | 200 - 404  | 200 - 404  | 200 404 404   | 403 404 404   | 404 404 404    | 403 | 401
PATCH /forms/:id N9  | 200 - 404  | 200 - 404  | 200 404 404   | 200 404 404   | 404 404 404    | 403 | 401
`);

type Call = (target: Target) => readonly [path: string, body?: object];

/** What each line asks about something, so that it can be answered. */
const CALLS: Readonly<Record<string, Call | undefined>> = {
  'POST /auth/session': ({ email }) => ['/auth/session', { email, password: PASSWORD }],
  'GET /auth/session': () => ['/auth/session'],
  'DELETE /auth/session': () => ['/auth/session'],
  'GET /properties': () => ['/properties'],
  'POST /properties': () => ['/properties', { name: 'New House', units: 1 }],
  'GET /properties/:id': ({ propertyId }) => [`/properties/${propertyId}`],
  'PATCH /properties/:id': ({ propertyId }) => [`/properties/${propertyId}`, { name: 'Renamed' }],
  'POST /properties/:id/transfer': ({ propertyId }) => [
    `/properties/${propertyId}/transfer`,
    {
      ownerName: 'Birch Holdings Ltd.',
      ownerAddress: { street: '5 King Street West', city: 'Toronto', postalCode: 'M5H 1A1' },
      on: '2026-11-01',
    },
  ],
  'POST /properties/:id/restore': ({ removedPropertyId }) => [`/properties/${removedPropertyId}/restore`],
  'DELETE /properties/:id': ({ emptyPropertyId }) => [`/properties/${emptyPropertyId}`],
  'GET /tenants': ({ propertyId }) => [`/tenants?property=${propertyId}`],
  'POST /tenants': ({ vacantUnitId: unitId }) => [
    '/tenants',
    { name: 'New Tenant', unitId, rent: 1000, leaseStart: '2026-11-01' },
  ],
  'GET /tenants/:id': ({ tenantId }) => [`/tenants/${tenantId}`],
  'PATCH /tenants/:id': ({ tenantId }) => [`/tenants/${tenantId}`, { phone: '416-555-0199' }],
  'DELETE /tenants/:id': ({ mistakenTenantId }) => [`/tenants/${mistakenTenantId}`],
  'POST /tenants/:id/reopen': ({ endedTenantId }) => [
    `/tenants/${endedTenantId}/reopen`,
    { reason: 'They stay' },
  ],
  'GET /payments': ({ propertyId }) => [`/payments?property=${propertyId}`],
  'POST /payments': ({ tenantId }) => ['/payments', { tenantId, amount: 100 }],
  'GET /payments/:id': ({ paymentId }) => [`/payments/${paymentId}`],
  'PATCH /payments/:id': ({ paymentId }) => [`/payments/${paymentId}`, { status: 'Paid' }],
  'GET /tenants/:id/rent-schedule': ({ tenantId }) => [`/tenants/${tenantId}/rent-schedule`],
  'POST /tenants/:id/rent-increases': ({ tenantId }) => [`/tenants/${tenantId}/rent-increases`, {}],
  'GET /tenants/:id/charges': ({ tenantId }) => [`/tenants/${tenantId}/charges`],
  'POST /tenants/:id/charges': ({ tenantId }) => [
    `/tenants/${tenantId}/charges`,
    { kind: 'Credit', amount: 10 },
  ],
  'GET /charges/:id': ({ chargeId }) => [`/charges/${chargeId}`],
  'PATCH /charges/:id': ({ chargeId }) => [
    `/charges/${chargeId}`,
    { status: 'Void', reason: 'Entered twice' },
  ],
  'GET /leases': ({ propertyId }) => [`/leases?property=${propertyId}`],
  'GET /leases/:id': ({ leaseId }) => [`/leases/${leaseId}`],
  'PATCH /leases/:id': ({ leaseId }) => [`/leases/${leaseId}`, { leaseEnd: '2027-12-31' }],
  'POST /leases/:id/renewal': ({ leaseId }) => [`/leases/${leaseId}/renewal`, { leaseEnd: '2028-12-31' }],
  'POST /leases/:id/tenants': ({ leaseId }) => [`/leases/${leaseId}/tenants`, { name: 'New Tenant' }],
  'POST /leases/:id/tenants/:tenantId/departure': ({ leaseId, coTenantId }) => [
    `/leases/${leaseId}/tenants/${coTenantId}/departure`,
    { on: '2026-11-30' },
  ],
  'POST /leases/:id/move': ({ leaseId, vacantUnitId: unitId }) => [
    `/leases/${leaseId}/move`,
    { unitId, on: '2026-12-01' },
  ],
  'GET /units': ({ propertyId }) => [`/units?property=${propertyId}`],
  'GET /units/:id': ({ unitId }) => [`/units/${unitId}`],
  'GET /tenants/:id/ledger': ({ tenantId }) => [`/tenants/${tenantId}/ledger`],
  'GET /tenants/:id/statement': ({ tenantId }) => [`/tenants/${tenantId}/statement`],
  'GET /reports/rent-roll': () => ['/reports/rent-roll'],
  'GET /reports/arrears': () => ['/reports/arrears'],
  'GET /tenants/:id/deposits': ({ tenantId }) => [`/tenants/${tenantId}/deposits`],
  'POST /tenants/:id/deposits': ({ tenantId }) => [
    `/tenants/${tenantId}/deposits`,
    { kind: 'Key', amount: 10 },
  ],
  'GET /deposits/:id': ({ depositId }) => [`/deposits/${depositId}`],
  'POST /deposits/:id/top-up': ({ depositId }) => [`/deposits/${depositId}/top-up`, {}],
  'POST /deposits/:id/interest': ({ depositId }) => [`/deposits/${depositId}/interest`, {}],
  'POST /deposits/:id/refund': ({ depositId }) => [`/deposits/${depositId}/refund`, {}],
  'POST /deposits/:id/apply': ({ lastDepositId }) => [`/deposits/${lastDepositId}/apply`],
  'POST /payments/:id/return': ({ paidId }) => [`/payments/${paidId}/return`, {}],
  'POST /payments/:id/refund': ({ paidId }) => [`/payments/${paidId}/refund`, { amount: 1 }],
  'GET /payments/:id/receipt': ({ paidId }) => [`/payments/${paidId}/receipt`],
  'POST /tenants/:id/receipts': ({ tenantId }) => [
    `/tenants/${tenantId}/receipts`,
    { from: '2026-01-01', to: '2026-11-23' },
  ],
  'GET /receipts/:id': ({ receiptId }) => [`/receipts/${receiptId}`],
  'GET /suggestions': () => ['/suggestions'],
  'GET /suggestions/:id': ({ suggestionId }) => [`/suggestions/${suggestionId}`],
  'PATCH /suggestions/:id': ({ suggestionId }) => [`/suggestions/${suggestionId}`, { status: 'Dismissed' }],
  'POST /rent-runs': () => ['/rent-runs'],
  'GET /tickets': ({ propertyId }) => [`/tickets?property=${propertyId}`],
  'POST /tickets': ({ unitId }) => ['/tickets', { title: 'Leak', unitId }],
  'GET /tickets/:id': ({ ticketId }) => [`/tickets/${ticketId}`],
  'PATCH /tickets/:id priority': ({ ticketId }) => [`/tickets/${ticketId}`, { priority: 'High' }],
  'PATCH /tickets/:id status': ({ ticketId }) => [`/tickets/${ticketId}`, { status: 'Resolved' }],
  'GET /forms': ({ propertyId }) => [`/forms?property=${propertyId}`],
  'POST /forms/:type N4': ({ tenantId }) => ['/forms/N4', { tenantId }],
  'POST /forms/:type N9': ({ tenantId }) => ['/forms/n9', { tenantId, reason: 'TENANT_LEAVING' }],
  'GET /forms/:id': ({ formId }) => [`/forms/${formId}`],
  'PATCH /forms/:id N4': ({ formId }) => [`/forms/${formId}`, { status: 'Void' }],
  'PATCH /forms/:id N9': ({ n9Id }) => [`/forms/${n9Id}`, { status: 'Void' }],
};

let keynest: KeyNest;
let store: Store;
const targets = new Map<string, Target>();
const targetAt = (role: RoleName, place: Place) => targets.get(`${role} ${place}`)!;

beforeAll(async () => {
  keynest = await startKeyNest();
  store = { prisma: keynest.prisma, newId: keynest.services.newId };
  for (const role of ROLES) {
    for (const place of ['mine', 'notMine', 'other'] as const) {
      targets.set(`${role} ${place}`, await makeTargetAt({ keynest, store }, role, place));
    }
  }
});
afterAll(() => keynest.close());

function send(http: Http, name: string, target: Target, options: RequestOptions = {}): Promise<Answer> {
  const [path, body] = CALLS[name]!(target);
  const headers: Record<string, string> = body ? { 'Content-Type': 'application/json' } : {};
  const sent = body ? { body: JSON.stringify(body) } : {};
  return http.send(name.split(' ')[0]!, `/v1${path}`, { ...options, ...sent, headers });
}

function outcomeOf({ status, body }: Answer): string {
  return Array.isArray(body) && body.length === 0 ? 'none' : String(status);
}

/** The same kinds of ids, none of which names anything. */
function beside(target: Target): Target {
  const ids = Object.entries(target).map(([name, value]) => [
    name,
    name.endsWith('Id') ? idBeside(value) : value,
  ]);
  return Object.fromEntries(ids) as Target;
}

async function expectRefused(role: RoleName, name: string, place: Place, expected: string): Promise<void> {
  const http = keynest.as(role);
  const answer = await send(http, name, targetAt(role, place));
  expect([place, outcomeOf(answer)]).toEqual([place, expected]);
  if (expected === '404') expectSameProblem(answer, await send(http, name, beside(targetAt(role, place))));
}

/** A session of its own, which may be ended. */
async function signIn(role: RoleName): Promise<Http> {
  const email = keynest.own.workspace.emails[role];
  const { body } = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
  return keynest.withToken((body as { token: string }).token);
}

describe.each(ROLES)('as %s', (role) => {
  test.each(TABLE.map((line) => [line.name, line] as const))(
    `%s × ${role}`,
    async (name, { roles }: Line) => {
      // Signed in before, since that writes.
      await keynest.tokenOf(role);
      const { mine, ...elsewhere } = roles[role];
      const before = await dump(keynest.prisma);
      for (const [place, expected] of Object.entries(elsewhere)) {
        if (expected !== '-') await expectRefused(role, name, place as Place, expected);
      }
      if (!mine!.startsWith('2')) await expectRefused(role, name, 'mine', mine!);
      expect(await dump(keynest.prisma)).toEqual(before);
      if (!mine!.startsWith('2')) return;
      const target = name.startsWith('GET')
        ? targetAt(role, 'mine')
        : await makeTargetAt({ keynest, store }, role, 'mine');
      const http = name === 'DELETE /auth/session' ? await signIn(role) : keynest.as(role);
      expect(outcomeOf(await send(http, name, target))).toBe(mine);
    },
  );
});

describe('without a role', () => {
  test.each(TABLE)('$name × nobody: $signedOut', async ({ name, signedOut }) => {
    const before = await dump(keynest.prisma);
    const answer = await send(keynest.withToken(null), name, targetAt('landlord', 'mine'));
    expect(outcomeOf(answer)).toBe(signedOut);
    if (signedOut === '401') expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    if (signedOut === '401') expect(await dump(keynest.prisma)).toEqual(before);
  });

  test.each(TABLE)('$name × an API key without scopes: $key', async ({ name, key }) => {
    const { token, tokenHash } = makeToken('apiKey');
    const { id: workspaceId, userIds } = keynest.own.workspace;
    const row = {
      workspaceId,
      userId: userIds.landlord,
      role: 'LANDLORD' as const,
      name: 'None',
      scopes: [],
      hint: '',
    };
    await keynest.prisma.apiKey.create({ data: { ...row, id: store.newId('ApiKey'), tokenHash } });
    const before = await dump(keynest.prisma);
    const http = keynest.withToken(token);
    // What keys are refused is no part of the documented answers.
    const answer = await send(http, name, targetAt('landlord', 'mine'), { isUndocumented: true });
    expect(outcomeOf(answer)).toBe(key);
    if (key === '403') expect(await dump(keynest.prisma)).toEqual(before);
  });
});

test('the table names every operation, and nothing else', () => {
  const operations = ROUTES.map(({ method, path }) => `${method} ${path}`);
  const named = TABLE.map(({ name }) => name.split(' ').slice(0, 2).join(' '));
  expect([...new Set(named)].sort()).toEqual(operations.toSorted());
  expect(Object.keys(CALLS).sort()).toEqual(TABLE.map(({ name }) => name).sort());
});
