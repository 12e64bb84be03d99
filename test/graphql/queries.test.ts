import { NOBODY } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import { ROLES, type RoleName } from '../support/workspace.ts';

const statements = new StatementCounter();

let keynest: KeyNest;
let mine: { propertyId: string; unitId: string; leaseId: string; tenantId: string };
let neighbours: typeof mine;
let foreign: typeof mine;
beforeAll(async () => {
  keynest = await startKeyNest();
  const { propertyId, unitIds } = await keynest.own.property({ units: 2 });
  const [first, second] = unitIds as [string, string];
  const { tenant } = keynest.own.workspace.userIds;
  mine = { propertyId, ...(await keynest.own.tenancy({ unitId: first, userId: tenant })) };
  neighbours = { propertyId, ...(await keynest.own.tenancy({ unitId: second, name: 'The Neighbour' })) };
  foreign = await keynest.other.home({ name: 'A Stranger' });
  for (const home of [mine, neighbours]) {
    await keynest.own.payment(home);
    await keynest.own.ticket(home);
    await keynest.own.form(home, { status: 'SERVED' });
  }
  await keynest.other.payment(foreign);
  await keynest.other.ticket(foreign);
});
afterAll(() => keynest.close());

async function ask(role: RoleName, document: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await keynest.gql(await keynest.viewerOf(role), document, variables);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, never>;
}

describe('connections', () => {
  const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String) {
    payments(first: $first, after: $after, last: $last, before: $before) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { cursor node { id } }
    }
  }`;
  interface Page {
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    readonly edges: readonly { readonly node: { readonly id: string } }[];
  }
  const page = async (variables: Record<string, unknown>) =>
    (await ask('landlord', PAGE, variables))['payments'] as unknown as Page;

  test('page forward, newest first, with the total count', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.unshift(await keynest.own.payment(mine));
    const first = await page({ first: 3 });
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    const found = [...first.edges, ...second.edges].map(({ node }) => node.id);
    expect(found).toEqual(ids);
    expect(first.totalCount).toBe(7);
    expect(second.pageInfo.hasNextPage).toBe(true);
  });

  test('return 50 rows by default and at most 100', async () => {
    for (let index = 0; index < 100; index += 1) await keynest.own.payment(mine);
    expect((await page({ first: 1000 })).edges).toHaveLength(100);
    expect((await page({})).edges).toHaveLength(50);
  });

  const SIZE = 'Give a number of 0 or more.';
  const CURSOR = 'Invalid cursor. Use a cursor from a previous page of this list.';
  const MIXED = 'Give "first" with "after", or "last" with "before".';

  test.each([
    [{ first: -1 }, ['first'], SIZE],
    [{ first: -1, last: -1 }, ['first', 'last'], SIZE],
    [{ last: -1, before: null }, ['last'], SIZE],
    [{ first: 1, after: 'x' }, ['after'], CURSOR],
    [{ first: 1, after: 'x'.repeat(10_000) }, ['after'], CURSOR],
    [{ last: 1, before: 'x' }, ['before'], CURSOR],
    [{ first: 1, last: 1, before: 'x' }, ['before'], MIXED],
    [{ first: 1, before: 'x' }, ['before'], MIXED],
    [{ last: 1, after: 'x' }, ['after'], MIXED],
    [{ first: 1, after: 'x', before: 'y' }, ['after', 'before'], MIXED],
  ])('refuse %j with the remedy', async (variables, names, message) => {
    const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), PAGE, variables);
    expect(errors![0]!.message).toBe(message);
    expect(errors![0]!.extensions).toMatchObject({
      code: 'BAD_INPUT',
      details: names.map((name) => ({ path: [name], message })),
    });
  });

  test.each([
    ['first', '{ property(id: "%") { tickets(first: -1) { edges { cursor } } } }'],
    ['after', '{ property(id: "%") { tickets(first: 1, after: "x") { edges { cursor } } } }'],
    [
      'before',
      '{ property(id: "%") { ...Page } } fragment Page on Property { tickets(last: 1, before: "x") { edges { cursor } } }',
    ],
  ])('refuse a bad %s below a row with its path', async (name, template) => {
    const document = template.replace('%', mine.propertyId);
    const { errors } = await keynest.gql(await keynest.viewerOf('landlord'), document);
    expect(errors?.[0]?.extensions['details']).toEqual([expect.objectContaining({ path: [name] })]);
  });
});

describe('one connection type for a noun', () => {
  const CONNECTIONS = `query ($id: ID!) {
    tickets { ...Tickets }
    property(id: $id) { tickets { ...Tickets } units { tickets(first: 2) { ...Tickets } } }
  }
  fragment Tickets on TicketConnection { totalCount nodes { id } edges { node { id } } }`;

  interface Page {
    readonly totalCount: number;
    readonly nodes: readonly object[];
    readonly edges: readonly { readonly node: object }[];
  }

  test('has nodes and a count at the root and below rows', async () => {
    const { tickets, property } = (await ask('landlord', CONNECTIONS, {
      id: mine.propertyId,
    })) as unknown as {
      tickets: Page;
      property: { tickets: Page; units: { tickets: Page }[] };
    };
    const pages = [tickets, property.tickets, ...property.units.map((unit) => unit.tickets)];
    const counted = pages.map(({ totalCount, nodes, edges }) => {
      expect(nodes).toEqual(edges.map(({ node }) => node));
      return [totalCount, nodes.length];
    });
    expect(counted).toEqual([2, 2, 1, 1].map((rows) => [rows, rows]));
  });

  test('counts only when the count is asked for', async () => {
    const viewer = await keynest.viewerOf('landlord');
    const asked = (fields: string) =>
      statements.during(() => keynest.gql(viewer, `{ tickets { ${fields} } }`));
    expect(await asked('nodes { id }')).toBe(1);
    expect(await asked('totalCount')).toBe(1);
    expect(await asked('totalCount nodes { id }')).toBe(2);
  });
});

describe('filters', () => {
  const TENANTS = `query ($filter: TenantFilter) {
    tenants(filter: $filter) { totalCount edges { node { id } } }
  }`;
  const ids = async (filter: object) => {
    const { tenants } = (await ask('landlord', TENANTS, { filter })) as unknown as {
      tenants: { totalCount: number; edges: { node: { id: string } }[] };
    };
    expect(tenants.totalCount).toBe(tenants.edges.length);
    return tenants.edges.map(({ node }) => node.id);
  };

  test('combine with AND and apply to the count', async () => {
    expect(await ids({ unit: mine.unitId })).toEqual([mine.tenantId]);
    expect(await ids({ property: mine.propertyId, q: 'neighbour' })).toEqual([neighbours.tenantId]);
    expect(await ids({ property: mine.propertyId, status: 'PAST' })).toEqual([]);
  });

  test('never reach another workspace', async () => {
    expect(await ids({ unit: foreign.unitId })).toEqual([]);
    expect(await ids({ q: 'Stranger' })).toEqual([]);
  });
});

describe('node(id:)', () => {
  const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';

  test('returns any type by its ID', async () => {
    const expected = {
      Property: mine.propertyId,
      Unit: mine.unitId,
      Lease: mine.leaseId,
      Tenant: mine.tenantId,
    };
    for (const [typename, id] of Object.entries(expected)) {
      expect(await ask('landlord', NODE, { id })).toEqual({ node: { __typename: typename, id } });
    }
  });

  test.each(ROLES)('is null for what a %s may not see', async (role) => {
    for (const id of [
      foreign.propertyId,
      foreign.unitId,
      foreign.leaseId,
      foreign.tenantId,
      NOBODY.tenant,
      'x',
    ]) {
      const { data } = await keynest.gql(await keynest.viewerOf(role), NODE, { id });
      expect(data?.['node'] ?? null).toBeNull();
    }
  });

  test('returns a tenant their own tenancy and null for others', async () => {
    expect(await ask('tenant', NODE, { id: mine.tenantId })).toMatchObject({ node: { id: mine.tenantId } });
    for (const id of [neighbours.tenantId, neighbours.leaseId, neighbours.unitId]) {
      expect(await ask('tenant', NODE, { id })).toEqual({ node: null });
    }
  });
});

describe('nested', () => {
  const ALL = `{
    properties { totalCount edges { node {
      id unitCount
      units {
        id status tenants { id name }
        leases { edges { node {
          id
          tenants { id name lease { id } unit { id } }
          payments(first: 100) { edges { node { tenant { id } } } }
          tickets { edges { node { id } } }
          forms { edges { node { id } } }
        } } }
      }
      tickets { edges { node { unit { id tenants { id } } } } }
    } } }
  }`;

  test('fields show a tenant only their own data', async () => {
    const text = JSON.stringify(await ask('tenant', ALL));
    for (const id of Object.values(mine)) expect(text).toContain(id);
    for (const id of [neighbours.tenantId, neighbours.unitId, neighbours.leaseId])
      expect(text).not.toContain(id);
    expect(text).not.toContain('Neighbour');
    expect(text).toContain('"unitCount":1');
  });

  test.each(ROLES)('a %s never sees another workspace', async (role) => {
    const text = JSON.stringify(await ask(role, ALL));
    expect(text).not.toContain('A Stranger');
    for (const id of Object.values(foreign)) expect(text).not.toContain(id);
  });

  test('fields show a contractor the location of a ticket but no tenants', async () => {
    const { contractor } = keynest.own.workspace.userIds;
    const id = await keynest.own.ticket(neighbours, { contractorId: contractor });
    const document = `query ($id: ID!) { ticket(id: $id) {
      id
      property { name unitCount units { id tenants { name } } }
      unit { label tenants { name } }
    } }`;
    const { data } = await keynest.gql(await keynest.viewerOf('contractor'), document, { id });
    expect(data).toMatchObject({ ticket: { id } });
    expect(JSON.stringify(data)).not.toContain('The Neighbour');
  });
});

describe('callers without a session', () => {
  test.each([
    'properties { totalCount }',
    'viewer { name }',
    'session { role }',
    'tenants { edges { cursor } }',
    'node(id: "x") { id }',
  ])('cannot read %s', async (field) => {
    const { data, errors } = await keynest.gql(null, `{ ${field} }`);
    expect(data?.[field.split(/[ (]/)[0]!] ?? null).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('can read __typename', async () => {
    expect((await keynest.gql(null, '{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});
