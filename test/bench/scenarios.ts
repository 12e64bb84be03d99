import { randomUUID } from 'node:crypto';
import { id } from './portfolio.ts';

export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const PEERS = ['keynest', 'hand-written', 'postgraphile', 'pdfkit', 'chromium'] as const;
export type PeerName = (typeof PEERS)[number];

/** One question, as each peer that can answer it is asked. */
export interface Scenario {
  readonly name: string;
  readonly requests: { readonly [Peer in PeerName]?: (turn: number) => BenchRequest };
  /** Whether there is a turn for each tenancy. */
  readonly isOfEach?: true;
}

const graphql = (query: string, variables: Record<string, unknown> = {}): BenchRequest => ({
  method: 'POST',
  path: '/graphql',
  body: { query, variables },
});
const get = (path: string): BenchRequest => ({ method: 'GET', path });

/** Another tenant at each turn, among those that every size has. */
const tenantAt = (turn: number) => id('t', 1 + (turn % 25));

const NESTED = `{ properties(first: 20) { edges { node { id name
  units { id label tenants { id name payments(first: 3) { edges { node { id amount status receivedOn } } } } } } } } }`;
const NESTED_POSTGRAPHILE = `{ allProperties(first: 20) { nodes { rowId name
  unitsByPropertyId { nodes { rowId label
    leasesByUnitId(condition: { status: ACTIVE }) { nodes {
      tenantsByLeaseId { nodes { rowId name
        paymentsByTenantId(first: 3, orderBy: ROW_ID_DESC) { nodes { rowId amountCents status receivedOn } } } } } } } } } } }`;

const TENANT = `query ($id: ID!) { tenant(id: $id) { id name email balance arrearsSince rent leaseStart leaseEnd
  unit { id label property { id name } tickets(first: 10) { edges { node { id title status priority } } } }
  payments(first: 10) { edges { node { id amount status receivedOn period } } }
  ledger { arrears rows { from to dueOn charged paid owing } } } }`;
const TENANT_POSTGRAPHILE = `query ($id: String!) { tenantByRowId(rowId: $id) { rowId name email
  leaseByLeaseId { startsOn endsOn leaseRentsByLeaseId { nodes { amountCents } }
    unitByUnitId { rowId label propertyByPropertyId { rowId name }
      ticketsByUnitId(first: 10, orderBy: ROW_ID_DESC) { nodes { rowId title status priority } } } }
  paymentsByTenantId(first: 50, orderBy: ROW_ID_DESC) { nodes { rowId amountCents status receivedOn period } } } }`;

/** What `/v1` reads of a payment (src/rest/v1/payments.graphql). */
const PAYMENTS = `query ($tenant: ID!) { payments(filter: { tenant: $tenant }, first: 50) { edges { node {
  id amount status source purpose tenantId leaseId dueOn period method receivedOn returnedOn refundedAmount settledById
  reference reason warnings { code message section date } createdOn updatedAt version } } pageInfo { hasNextPage endCursor } } }`;
const PAYMENTS_POSTGRAPHILE = `query ($tenant: String!) { allPayments(condition: { tenantId: $tenant }, first: 50, orderBy: ROW_ID_DESC) {
  nodes { rowId amountCents status tenantId period method receivedOn reference createdAt updatedAt } pageInfo { hasNextPage endCursor } } }`;

const PROPERTY_POSTGRAPHILE = `query ($id: String!) { propertyByRowId(rowId: $id) { rowId name street city province postalCode createdAt updatedAt
  unitsByPropertyId { nodes { rowId label bedrooms rentCents
    leasesByUnitId(condition: { status: ACTIVE }) { nodes { tenantsByLeaseId { nodes { rowId name } } } } } } } }`;
const TENANTS_POSTGRAPHILE = `{ allTenants(first: 50, orderBy: ROW_ID_DESC) { nodes { rowId name email phone createdAt updatedAt
  leaseByLeaseId { status startsOn endsOn rentalPeriod rentDueDay depositCents leaseRentsByLeaseId { nodes { amountCents } }
    unitByUnitId { rowId propertyId } } } } }`;

const DASHBOARD = `{ workspace { arrears { total ageing { days0To30 days31To60 days61To90 over90Days } }
  rentRoll { rent balance arrears tenants } } }`;

const newPayment = (turn: number): BenchRequest => ({
  method: 'POST',
  path: '/v1/payments',
  headers: { 'idempotency-key': randomUUID() },
  body: { tenantId: id('t', 1 + turn), amount: 1, method: 'E-Transfer' },
});

/** Reports of the whole portfolio. */
export const REPORTS: readonly Scenario[] = [
  { name: 'arrears, rent roll and ageing', requests: { keynest: () => graphql(DASHBOARD) } },
  { name: 'GET /v1/reports/rent-roll', requests: { keynest: () => get('/v1/reports/rent-roll') } },
];

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'nested: 20 properties, units, tenants, 3 payments each',
    requests: {
      keynest: () => graphql(NESTED),
      'hand-written': () => get('/nested'),
      postgraphile: () => graphql(NESTED_POSTGRAPHILE),
    },
  },
  {
    name: 'tenant page with ledger and tickets',
    requests: {
      keynest: (turn) => graphql(TENANT, { id: tenantAt(turn) }),
      'hand-written': (turn) => get(`/tenant-page/${tenantAt(turn)}`),
      postgraphile: (turn) => graphql(TENANT_POSTGRAPHILE, { id: tenantAt(turn) }),
    },
  },
  {
    name: 'GET /v1/payments?tenant=&limit=50',
    requests: {
      keynest: (turn) => get(`/v1/payments?tenant=${tenantAt(turn)}&limit=50`),
      'hand-written': (turn) => get(`/v1/payments?tenant=${tenantAt(turn)}&limit=50`),
      postgraphile: (turn) => graphql(PAYMENTS_POSTGRAPHILE, { tenant: tenantAt(turn) }),
    },
  },
  {
    name: 'the same payments over GraphQL',
    requests: { keynest: (turn) => graphql(PAYMENTS, { tenant: tenantAt(turn) }) },
  },
  {
    name: 'GET /v1/properties/{id}',
    requests: {
      keynest: () => get(`/v1/properties/${id('p', 1)}`),
      'hand-written': () => get(`/v1/properties/${id('p', 1)}`),
      postgraphile: () => graphql(PROPERTY_POSTGRAPHILE, { id: id('p', 1) }),
    },
  },
  {
    name: 'GET /v1/tenants?limit=50 with balances',
    requests: {
      keynest: () => get('/v1/tenants?limit=50'),
      'hand-written': () => get('/v1/tenants?limit=50'),
      postgraphile: () => graphql(TENANTS_POSTGRAPHILE),
    },
  },
  ...REPORTS,
  // Last: the rows that others write are not brought into line.
  {
    name: 'POST /v1/payments with an idempotency key',
    // No tenancy gets a history that none has.
    isOfEach: true,
    requests: { keynest: newPayment, 'hand-written': newPayment },
  },
];

/** A document of a page or two. Chromium and pdfkit print the same facts without law, ledger or storage. */
export const DOCUMENT: Scenario = {
  name: 'N4 (PDF)',
  requests: {
    keynest: (turn) => ({
      method: 'POST',
      path: '/v1/forms/N4',
      // Tenancies whose number ends in 0 owe rent. From 10k payments on there are 20 of them.
      body: { tenantId: id('t', 10 * (1 + (turn % 20))), signer: { phone: '416-555-0100' } },
    }),
    pdfkit: () => get('/n4'),
    chromium: () => get('/n4'),
  },
};
