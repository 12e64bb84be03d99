import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import type { RoleName } from '../support/workspace.ts';

const statements = new StatementCounter();

let keynest: KeyNest;
let home: { propertyId: string; unitId: string; tenantId: string; leaseId: string };
let ticketId: string;
beforeAll(async () => {
  keynest = await startKeyNest();
  const { own, other } = keynest;
  const { tenant, contractor } = own.workspace.userIds;
  home = await own.home({ name: 'Siobhán O’Neil', userId: tenant }, { name: 'Zebra Court' });
  ticketId = await own.ticket(home, { title: 'Leak at ONeil’s', contractorId: contractor });
  await own.home({ name: 'Neil Young' }, { name: 'Oak House' });
  await other.home({ name: 'Other O’Neil' }, { name: 'Zebra Mews' });
});
afterAll(() => keynest.close());

const SEARCH = `query ($query: String!, $types: [SearchType!]) { search(query: $query, types: $types) {
  __typename ... on Node { id }
  ... on Property { name } ... on Unit { label property { name } } ... on Tenant { name unit { label } } ... on Ticket { title }
} }`;

async function found(role: RoleName, query: string, types?: readonly string[]): Promise<string[]> {
  const { data, errors } = await keynest.gql(await keynest.viewerOf(role), SEARCH, { query, types });
  expect(errors).toBeUndefined();
  return (data!['search'] as { __typename: string; id: string }[]).map(({ id }) => id);
}

test.each(["o'neil", 'O’NEIL siobhan', 'oneil', 'siobha\u0301n  oneil', 'onei'])(
  'finds a tenant by %s',
  async (query) => {
    expect(await found('landlord', query, ['TENANT'])).toEqual([home.tenantId]);
  },
);

test('finds every type, or those that are asked for', async () => {
  expect(await found('landlord', 'oneil')).toEqual([home.tenantId, ticketId]);
  expect(await found('landlord', 'oneil', ['TICKET'])).toEqual([ticketId]);
  expect(await found('landlord', 'zebra')).toEqual([home.propertyId]);
  expect(await found('landlord', 'zebra 1')).toEqual([home.unitId]);
  expect(await found('landlord', 'oneil', [])).toEqual([]);
});

test.each(['!?', 'oneil nobody', 'mews'])('finds nothing by %s', async (query) => {
  expect(await found('landlord', query)).toEqual([]);
});

test('finds what the viewer may see', async () => {
  expect(await found('manager', 'oneil')).toEqual([]);
  expect(await found('tenant', 'oneil')).toEqual([home.tenantId, ticketId]);
  expect(await found('tenant', 'neil young')).toEqual([]);
  expect(await found('contractor', 'oneil')).toEqual([ticketId]);
});

test('finds for an API key only types of its scopes', async () => {
  const landlord = await keynest.viewerOf('landlord');
  const viewer = { ...landlord, sessionId: null, apiKeyId: 'key_x', scopes: ['tickets:read'] as const };
  const { data, errors } = await keynest.gql(viewer, '{ search(query: "oneil") { ... on Node { id } } }');
  expect(errors).toBeUndefined();
  expect(JSON.parse(JSON.stringify(data))).toEqual({ search: [{ id: ticketId }] });
});

test('refuses a blank text', async () => {
  const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), SEARCH, { query: ' ' });
  expect(errors?.[0]?.extensions['code']).toBe('BAD_INPUT');
});

test('sends one statement for each type', async () => {
  const viewer = await keynest.viewerOf('landlord');
  const document =
    '{ search(query: "a") { ... on Property { name } ... on Tenant { name unit { property { name } } } } }';
  expect(await statements.during(() => keynest.gql(viewer, document))).toBe(4);
});
