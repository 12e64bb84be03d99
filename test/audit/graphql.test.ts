import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { ROLES, type RoleName } from '../support/workspace.ts';
import { allEvents } from './events.ts';

const AUDIT_EVENTS = `query AuditEvents($filter: AuditFilter, $first: Int, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    edges {
      node {
        id at userId user { id name } role sessionId apiKeyId interface requestId
        action subjectType subjectId before after changed
      }
    }
  }
}`;

const CREATE_KEY = `mutation {
  createApiKey(input: { name: "Books", scopes: [TICKETS_READ, TICKETS_WRITE] }) { token apiKey { id } }
}`;

interface Node {
  readonly id: string;
  readonly at: string;
  readonly after: { readonly name: string };
}

interface Connection {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly { readonly node: Node }[];
}

const MADE = { subjectType: 'PROPERTY', action: 'CREATE' };

let keynest: KeyNest;
/** Two properties, both made by the landlord; the second was renamed by the manager. */
let propertyIds: readonly string[];

beforeAll(async () => {
  keynest = await startKeyNest();
  const landlord = keynest.as('landlord');
  const [one, two] = [
    await landlord.post('/v1/properties', { name: 'One', units: 2 }),
    await landlord.post('/v1/properties', { name: 'Two' }),
  ];
  propertyIds = [one, two].map(({ body }) => (body as { id: string }).id);
  await keynest.own.manager(propertyIds[1]!);
  await keynest.as('manager').patch(`/v1/properties/${propertyIds[1]}`, { name: 'Three' });
  await keynest.as('landlord', 'other').post('/v1/properties', { name: 'Elsewhere' });
  // Signing in is logged as well; from here on nothing is.
  await Promise.all(ROLES.map((role) => keynest.tokenOf(role)));
});
afterAll(() => keynest.close());

async function ask(variables: Record<string, unknown> = {}, role: RoleName = 'admin') {
  const result = await keynest.gql(await keynest.viewerOf(role), AUDIT_EVENTS, variables);
  return result as { data: { auditEvents: Connection } | null; errors?: unknown };
}

async function pageOf(variables: Record<string, unknown> = {}): Promise<Connection> {
  const { data, errors } = await ask(variables);
  expect(errors).toBeUndefined();
  return data!.auditEvents;
}

async function nodesOf(variables: Record<string, unknown> = {}): Promise<Node[]> {
  const { edges } = await pageOf(variables);
  return edges.map(({ node }) => node);
}

async function names(filter: Record<string, unknown>): Promise<string[]> {
  const nodes = await nodesOf({ filter });
  return nodes.map(({ after }) => after.name);
}

describe('access to the log', () => {
  test.each(['landlord', 'manager', 'tenant', 'contractor'] as const)('not the %s', async (role) => {
    const { data, errors } = await ask({}, role);
    expect(data).toEqual({ auditEvents: null });
    expect(errors).toMatchObject([{ path: ['auditEvents'], extensions: { code: 'FORBIDDEN' } }]);
  });

  test('is refused without a session', async () => {
    const { errors } = await keynest.gql(null, AUDIT_EVENTS);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('is limited to admins and their own workspace', async () => {
    const written = await allEvents(keynest);
    const { id: workspaceId } = keynest.own.workspace;
    const own = written.filter((event) => event.workspaceId === workspaceId).map(({ id }) => `ae_${id}`);
    const nodes = await nodesOf({ first: 100 });
    expect(nodes.map(({ id }) => id).toReversed()).toEqual(own);
    expect(own.length).toBeLessThan(written.length);
    expect(JSON.stringify(nodes)).not.toContain('Elsewhere');
  });
});

describe('an event', () => {
  test('shows user, row, change and interface', async () => {
    const { id, name } = { id: keynest.own.workspace.userIds.manager, name: 'The manager' };
    const [event] = await nodesOf({ filter: { subjectType: 'PROPERTY', action: 'UPDATE' } });
    const { sessionId } = await keynest.viewerOf('manager');
    expect(event).toMatchObject({
      ...{
        id: expect.stringMatching(/^ae_\d+$/),
        userId: id,
        user: { id, name },
        role: 'MANAGER',
        sessionId,
      },
      ...{ apiKeyId: null, interface: 'REST', requestId: expect.stringMatching(/\S/) },
      ...{ action: 'UPDATE', subjectType: 'PROPERTY', subjectId: propertyIds[1], changed: ['name'] },
      ...{ before: { name: 'Two', version: 1 }, after: { name: 'Three', version: 2 } },
    });
  });

  test('has no user for a write of the server', async () => {
    const [event] = await nodesOf({ filter: { subjectType: 'WORKSPACE' } });
    expect(event).toMatchObject({ userId: null, user: null, role: null, interface: null, before: null });
  });
});

describe('filters', () => {
  test('by row', async () => {
    expect(await names({ subjectId: propertyIds[1] })).toEqual(['Three', 'Two']);
    expect(await names(MADE)).toEqual(['Two', 'One']);
    expect(await nodesOf({ filter: { subjectType: 'UNIT' } })).toHaveLength(2);
  });

  test('by user', async () => {
    const { manager, landlord } = keynest.own.workspace.userIds;
    expect(await names({ userId: manager, subjectType: 'PROPERTY' })).toEqual(['Three']);
    expect(await names({ userId: landlord, subjectType: 'PROPERTY' })).toEqual(['Two', 'One']);
  });

  test('by API key, interface and request', async () => {
    const made = await keynest.gql(await keynest.viewerOf('landlord'), CREATE_KEY);
    const { createApiKey } = made.data as { createApiKey: { token: string; apiKey: { id: string } } };
    const { token, apiKey } = createApiKey;
    const ticket = { title: 'Leak', propertyId: propertyIds[0] };
    const options = { isUndocumented: true, headers: { 'X-Request-Id': 'by-a-program' } };
    await keynest.withToken(token).post('/v1/tickets', ticket, options);
    const done = { apiKeyId: apiKey.id, interface: 'REST', requestId: 'by-a-program', subjectType: 'TICKET' };
    for (const filter of [{ apiKeyId: apiKey.id }, { requestId: 'by-a-program' }, done]) {
      expect(await nodesOf({ filter })).toMatchObject([done]);
      expect((await pageOf({ filter })).totalCount).toBe(1);
    }
    const inGraphql = await nodesOf({ filter: { interface: 'GRAPHQL' } });
    expect(inGraphql).toMatchObject([{ subjectType: 'API_KEY', subjectId: apiKey.id }]);
    expect(await nodesOf({ filter: { ...done, interface: 'GRAPHQL' } })).toEqual([]);
    expect(await nodesOf({ filter: { requestId: 'another' } })).toEqual([]);
  });

  test('by time, from since to before until', async () => {
    const [two, one] = await nodesOf({ filter: MADE });
    const [since, until] = [one!.at, two!.at];
    expect(await names({ ...MADE, since, until })).toEqual(['One']);
    expect(await names({ ...MADE, since: until })).toEqual(['Two']);
    expect(await names({ ...MADE, until: since })).toEqual([]);
  });
});

describe('pages', () => {
  test('are sorted newest first and count the filtered events', async () => {
    const { totalCount, pageInfo } = await pageOf({ filter: MADE, first: 1 });
    expect({ totalCount, hasNextPage: pageInfo.hasNextPage }).toEqual({ totalCount: 2, hasNextPage: true });
    const [second] = await nodesOf({ filter: MADE, first: 1, after: pageInfo.endCursor });
    expect(second).toMatchObject({ after: { name: 'One' } });
  });

  test('refuse a cursor of another connection', async () => {
    const properties = '{ properties(first: 1) { pageInfo { endCursor } } }';
    const answer = await keynest.gql(await keynest.viewerOf('admin'), properties);
    const { pageInfo } = (answer.data as { properties: Connection }).properties;
    const { errors } = await ask({ after: pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT', details: [{ path: ['after'] }] } }]);
  });
});
