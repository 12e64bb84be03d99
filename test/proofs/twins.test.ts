import { GraphQLError, print } from 'graphql';
import { translateBody } from '../../src/rest/translate-body.ts';
import { problemOf } from '../../src/rest/core-error.ts';
import { readParameters } from '../../src/rest/parameters.ts';
import type { AnyRoute } from '../../src/rest/route.ts';
import { ROUTES } from '../../src/rest/v1/index.ts';
import { NOBODY } from '../support/expectations.ts';
import type { Answer, Http, Json } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, ROLES, type RoleName } from '../support/workspace.ts';
import { normalised } from './normalised.ts';
import { leaseRequests } from './lease-requests.ts';
import { propertyRequests } from './property-requests.ts';

/** A request in the façade's terms. */
interface Sample {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Who asks, where it is not the role of the test. */
  readonly who?: Http;
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** A home that every role knows: managed by the manager, the tenant's own. */
async function newHome() {
  const { own } = keynest;
  const { propertyId, unitId } = await own.property({ isManaged: true });
  const tenancy = await own.tenancy({ unitId, userId: own.workspace.userIds.tenant });
  return { ...tenancy, propertyId };
}

async function newTicket(): Promise<string> {
  const { propertyId, unitId, leaseId } = await newHome();
  const { contractor } = keynest.own.workspace.userIds;
  return keynest.own.ticket({ propertyId, unitId, leaseId }, { contractorId: contractor });
}

async function signedIn(): Promise<Http> {
  const email = keynest.own.workspace.emails.landlord;
  const { body } = (await keynest
    .withToken(null)
    .post('/v1/auth/session', { email, password: PASSWORD })) as Json;
  return keynest.withToken(body.token);
}

const idOf = (id: string) => ({ params: { id } });

/** Two or more requests of every route: some that are done, some that are refused. Each call makes rows of its own. */
const SAMPLES: Record<string, readonly (() => Sample | Promise<Sample>)[]> = {
  'POST /auth/session': [
    () => ({
      body: { email: keynest.own.workspace.emails.tenant, password: PASSWORD, role: 'tenant' },
    }),
    () => ({ body: { email: keynest.own.workspace.emails.tenant, password: PASSWORD, role: 'admin' } }),
    () => ({ body: { email: 'nobody@own.example', password: 'wrong' } }),
    () => ({ body: { email: 7, passwort: 'x' } }),
  ],
  'GET /auth/session': [() => ({}), () => ({ who: keynest.withToken(null) })],
  'DELETE /auth/session': [async () => ({ who: await signedIn() })],
  ...propertyRequests({ started: () => keynest, newHome }),
  'GET /tenants': [
    async () => ({ query: `property=${(await newHome()).propertyId}&status=active` }),
    () => ({ query: 'q=Sarah&limit=2' }),
    () => ({ query: 'unit=x' }),
  ],
  'POST /tenants': [
    async () => ({
      body: {
        name: 'Ana',
        unitId: (await keynest.own.property({ isManaged: true })).unitId,
        rent: 1500,
        leaseStart: '2026-10-15',
        leaseEnd: '2027-10-14',
        rentPeriod: 'Weekly',
        coTenants: ['Bo'],
        deposit: 1500,
      },
    }),
    async () => ({
      body: { name: 'Ana', unitId: (await newHome()).unitId, rent: 1500, leaseStart: '2026-10-15' },
    }),
    () => ({ body: { name: 'Ana', unitId: 'x', rent: 0, leaseStart: '2026-02-30', deposit: 5 } }),
  ],
  'GET /tenants/:id': [async () => idOf((await newHome()).tenantId), () => idOf(NOBODY.tenant)],
  'PATCH /tenants/:id': [
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { email: 'ANA@x.example', rent: 2300, status: 'Notice' },
    }),
    async () => ({ ...idOf((await newHome()).tenantId), body: { rent: 2500 } }),
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { rent: 2450, rentBasis: 'Correction', reason: 'Typing error.' },
    }),
    async () => ({ ...idOf((await newHome()).tenantId), body: { status: 'Pending', leaseEnd: 'never' } }),
  ],
  'DELETE /tenants/:id': [
    async () => idOf((await newHome()).tenantId),
    async () => {
      const home = await newHome();
      await keynest.own.payment(home);
      return idOf(home.tenantId);
    },
    () => idOf(NOBODY.tenant),
  ],
  ...leaseRequests({ started: () => keynest, newHome }),
  'GET /tenants/:id/ledger': [
    async () => ({ ...idOf((await newHome()).tenantId), query: 'asOf=2026-12-31' }),
    async () => ({ ...idOf((await newHome()).tenantId), query: 'asOf=2099-01-01' }),
    () => idOf(NOBODY.tenant),
  ],
  'GET /tenants/:id/statement': [
    async () => idOf((await newHome()).tenantId),
    async () => ({ ...idOf((await newHome()).tenantId), query: 'from=2026-12-01&to=2026-11-01' }),
    () => idOf(NOBODY.tenant),
  ],
  'GET /reports/rent-roll': [
    () => ({}),
    async () => ({ query: `asOf=2026-12-01&property=${(await newHome()).propertyId}` }),
    () => ({ query: 'asOf=tomorrow' }),
  ],
  'GET /reports/arrears': [
    () => ({}),
    async () => ({ query: `asOf=2026-12-01&property=${(await newHome()).propertyId}` }),
    () => ({ query: 'asOf=2099-01-01' }),
  ],
  'POST /tenants/:id/rent-increases': [
    async () => ({ ...idOf((await newHome()).tenantId), body: {} }),
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { rent: 9999, effectiveOn: '2026-12-15', serviceMethod: 'posted_on_door' },
    }),
    async () => ({ ...idOf((await newHome()).tenantId), query: 'dryRun=true', body: { rent: 9999 } }),
    () => ({ ...idOf(NOBODY.tenant), body: {} }),
  ],
  'GET /payments': [
    async () => {
      const home = await newHome();
      await keynest.own.payment(home, { method: 'E_TRANSFER', reference: 'x' });
      await keynest.own.payment(home, { status: 'OVERDUE', receivedOn: null, period: '2026-10' });
      return { query: `tenant=${home.tenantId}` };
    },
    () => ({ query: 'period=2026-13&status=late' }),
  ],
  'POST /payments': [
    async () => ({ body: { tenantId: (await newHome()).tenantId, amount: 0.1, method: 'E-Transfer' } }),
    () => ({ body: { tenantId: NOBODY.tenant, amount: 1 } }),
    async () => ({ body: { tenantId: (await newHome()).tenantId, amount: 1, receivedOn: '2999-01-01' } }),
  ],
  'GET /payments/:id': [
    async () => idOf(await keynest.own.payment(await newHome())),
    () => idOf(NOBODY.payment),
  ],
  'PATCH /payments/:id': [
    async () => ({ ...idOf(await keynest.own.payment(await newHome())), body: { status: 'Failed' } }),
    async () => ({ ...idOf(await keynest.own.payment(await newHome())), body: { status: 'Pending' } }),
  ],
  'POST /payments/:id/return': [
    async () => ({
      ...idOf(await keynest.own.payment(await newHome())),
      body: { bankCharge: 7, administrationCharge: 20, reason: 'NSF' },
    }),
    async () => ({
      ...idOf(await keynest.own.payment(await newHome())),
      body: { administrationCharge: 20.01, returnedOn: '2999-01-01' },
    }),
    () => ({ ...idOf(NOBODY.payment), body: {} }),
  ],
  'POST /payments/:id/refund': [
    async () => ({ ...idOf(await keynest.own.payment(await newHome())), body: { amount: 100 } }),
    async () => ({ ...idOf(await keynest.own.payment(await newHome())), body: { amount: 9999 } }),
  ],
  'GET /tenants/:id/charges': [
    async () => {
      const home = await newHome();
      await keynest.own.charge(home);
      return idOf(home.tenantId);
    },
    () => idOf(NOBODY.tenant),
  ],
  'POST /tenants/:id/charges': [
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { kind: 'NSF Bank', amount: 7.5, on: '2026-11-02', note: 'Cheque No. 118' },
    }),
    async () => ({ ...idOf((await newHome()).tenantId), body: { kind: 'Late Fee', amount: 50 } }),
    () => ({ ...idOf('x'), body: { kind: 'Credit', amount: 1 } }),
  ],
  'GET /charges/:id': [
    async () => idOf(await keynest.own.charge(await newHome())),
    () => idOf('ch_00000000000000000000000000'),
  ],
  'PATCH /charges/:id': [
    async () => ({
      ...idOf(await keynest.own.charge(await newHome())),
      body: { status: 'Void', reason: 'Entered twice' },
    }),
    async () => ({ ...idOf(await keynest.own.charge(await newHome())), body: { status: 'Void' } }),
  ],
  'GET /tenants/:id/deposits': [
    async () => {
      const home = await newHome();
      await keynest.own.deposit(home);
      return idOf(home.tenantId);
    },
    () => idOf(NOBODY.tenant),
  ],
  'POST /tenants/:id/deposits': [
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { kind: 'Key', amount: 40, replacementCost: 45 },
    }),
    async () => ({
      ...idOf((await newHome()).tenantId),
      body: { amount: 9999.99, receivedOn: '2999-01-01' },
    }),
    () => ({ ...idOf('x'), body: { kind: 'Key', amount: 1 } }),
  ],
  'GET /deposits/:id': [
    async () => idOf(await keynest.own.deposit(await newHome())),
    () => idOf('dep_00000000000000000000000000'),
  ],
  'POST /deposits/:id/apply': [
    async () => ({ ...idOf(await keynest.own.lastDeposit(await newHome())), body: {} }),
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: {} }),
  ],
  'POST /deposits/:id/refund': [
    async () => ({
      ...idOf(await keynest.own.deposit(await newHome())),
      body: { amount: 100, note: 'Agreed' },
    }),
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: { amount: 1000.01 } }),
  ],
  'POST /deposits/:id/interest': [
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: { method: 'Set Off' } }),
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: { on: '2026-10-31' } }),
  ],
  'POST /deposits/:id/top-up': [
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: { amount: 100 } }),
    async () => ({ ...idOf(await keynest.own.deposit(await newHome())), body: { amount: 9999 } }),
  ],
  'GET /payments/:id/receipt': [
    async () => idOf(await keynest.own.payment(await newHome())),
    () => idOf('pay_00000000000000000000000000'),
  ],
  'POST /tenants/:id/receipts': [
    async () => {
      const home = await newHome();
      await keynest.own.payment(home);
      return { ...idOf(home.tenantId), body: { from: '2026-01-01', to: '2026-11-23' } };
    },
    async () => ({ ...idOf((await newHome()).tenantId), body: { from: '2026-01-02', to: '2026-01-01' } }),
  ],
  'GET /receipts/:id': [
    async () => idOf(await keynest.own.receipt(await newHome())),
    () => idOf('rec_00000000000000000000000000'),
  ],
  'GET /suggestions': [
    async () => {
      await keynest.own.suggestion(await newHome());
      return { query: 'status=open&limit=1' };
    },
    () => ({ query: 'status=new' }),
  ],
  'GET /suggestions/:id': [
    async () => idOf(await keynest.own.suggestion(await newHome())),
    () => idOf('sug_00000000000000000000000000'),
  ],
  'PATCH /suggestions/:id': [
    async () => ({
      ...idOf(await keynest.own.suggestion(await newHome())),
      body: { status: 'Dismissed' },
    }),
    async () => ({ ...idOf(await keynest.own.suggestion(await newHome())), body: { status: 'Closed' } }),
  ],
  'POST /rent-runs': [
    async () => {
      // Nothing is left to open for either of the two.
      await keynest.as('admin').post('/v1/rent-runs', {});
      return { who: keynest.as('admin'), body: {} };
    },
    () => ({ who: keynest.as('tenant'), body: {} }),
  ],
  'GET /tickets': [
    async () => ({ query: `unit=${(await newHome()).unitId}` }),
    async () => {
      await newTicket();
      return { query: 'priority=normal&limit=1' };
    },
  ],
  'POST /tickets': [
    async () => ({ body: { title: 'Tap', unitId: (await newHome()).unitId, priority: 'High' } }),
    () => ({ body: { title: '', unitId: NOBODY.unit } }),
    () => ({ body: { title: 'Where?' } }),
  ],
  'GET /tickets/:id': [async () => idOf(await newTicket()), () => idOf(NOBODY.ticket)],
  'PATCH /tickets/:id': [
    async () => ({ ...idOf(await newTicket()), body: { status: 'In Progress', cost: 99.95 } }),
    async () => ({ ...idOf(await newTicket()), body: { scheduledFor: 'soon', colour: 'red' } }),
  ],
  'GET /forms': [
    async () => {
      const home = await newHome();
      await keynest.own.form(home);
      return { query: `tenant=${home.tenantId}&type=n4` };
    },
    () => ({ query: 'standing=happy' }),
  ],
  'POST /forms/:type': [
    async () => ({ params: { type: 'n4' }, body: { tenantId: (await newHome()).tenantId } }),
    async () => ({ params: { type: 'N9' }, body: { tenantId: (await newHome()).tenantId } }),
    async () => ({
      params: { type: 'N4' },
      body: { tenantId: (await newHome()).tenantId, terminationDate: '2026-11-25', serviceMethod: 'mail' },
    }),
    () => ({ params: { type: 'N99' }, body: {} }),
  ],
  'GET /forms/:id': [
    async () => idOf(await keynest.own.form(await newHome(), { status: 'SERVED' })),
    async () => idOf(await keynest.own.form(await newHome())),
    () => idOf(NOBODY.form),
  ],
  'PATCH /forms/:id': [
    async () => ({ ...idOf(await keynest.own.form(await newHome())), body: { status: 'Void' } }),
    async () => ({ ...idOf(await keynest.own.form(await newHome())), body: { status: 'Served' } }),
  ],
};

const nameOf = ({ method, path }: AnyRoute) => `${method} ${path}`;

function pathOf({ path }: AnyRoute, { params = {}, query }: Sample): string {
  const filled = path.replace(/:(\w+)/g, (_part, name: string) => params[name] ?? '');
  return `/v1${filled}${query === undefined ? '' : `?${query}`}`;
}

function askRest(route: AnyRoute, sample: Sample, who: Http): Promise<Answer> {
  const path = pathOf(route, sample);
  if (route.method === 'GET') return who.get(path);
  if (route.method === 'DELETE') return who.delete(path);
  return route.method === 'POST' ? who.post(path, sample.body) : who.patch(path, sample.body);
}

/** What the façade would answer to what GraphQL answers over HTTP to the same operation. */
async function askGraphql(route: AnyRoute, sample: Sample, who: Http) {
  const params = sample.params ?? {};
  const { values: query } = readParameters(route, new URLSearchParams(sample.query));
  const operation = query['dryRun'] === true && route.dryRun ? route.dryRun : route;
  const input = { params, query, body: translateBody(route, sample.body) };
  const variables = operation.variables(input);
  const { body } = (await who.post('/graphql', { query: print(operation.document), variables })) as Json;
  const [error] = body.errors ?? [];
  if (!error) return { ok: true, body: operation.present(body.data, input) };
  const problem = problemOf(route, Object.keys(params), new GraphQLError(error.message, error));
  return { ok: false, body: problem.toBody(''), status: problem.status };
}

test('every route has samples', () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual(ROUTES.map(nameOf).toSorted());
});

const CASES = ROUTES.flatMap((route) =>
  (SAMPLES[nameOf(route)] ?? []).flatMap((make, index) =>
    ROLES.map((role): [string, number, RoleName, AnyRoute, () => Sample | Promise<Sample>] => [
      nameOf(route),
      index,
      role,
      route,
      make,
    ]),
  ),
);

describe('REST and GraphQL are equal', () => {
  test.each(CASES)('in %s, sample %i, as %s', async (_name, _index, role, route, make) => {
    // A read is asked for twice, a write done to two of the same.
    const one = await make();
    const rest = await askRest(route, one, one.who ?? keynest.as(role));
    const two = route.method === 'GET' ? one : await make();
    const graphql = await askGraphql(route, two, two.who ?? keynest.as(role));
    expect({ isOk: rest.status < 300, status: rest.status }).toEqual({
      isOk: graphql.ok,
      status: graphql.status ?? rest.status,
    });
    const { instance: _instance, ...restBody } = rest.body as Record<string, unknown>;
    const { instance: _other, ...graphqlBody } = graphql.body as Record<string, unknown>;
    const isList = Array.isArray(rest.body);
    expect(normalised(isList ? graphql.body : graphqlBody)).toEqual(
      normalised(isList ? rest.body : restBody),
    );
  });
});
