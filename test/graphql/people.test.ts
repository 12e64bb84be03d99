import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { StatementCounter } from '../support/statements.ts';
import type { RoleName } from '../support/workspace.ts';

const statements = new StatementCounter();

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

async function ask(role: RoleName, document: string, variables = {}) {
  const result = await keynest.gql(await keynest.viewerOf(role), document, variables);
  return JSON.parse(JSON.stringify(result)) as {
    data: Record<string, never>;
    errors?: { path?: string[]; extensions: { code: string; reason: string } }[];
  };
}

describe('people', () => {
  test.each(['admin', 'landlord'] as const)('a %s lists members with their roles', async (role) => {
    const document =
      '{ members(filter: { role: [MANAGER, TENANT] }, orderBy: { field: NAME }) { totalCount nodes { name roles } } }';
    expect((await ask(role, document)).data).toEqual({
      members: {
        totalCount: 2,
        nodes: [
          { name: 'The manager', roles: ['MANAGER'] },
          { name: 'The tenant', roles: ['TENANT'] },
        ],
      },
    });
  });

  test('only admins change members', async () => {
    const { manager } = keynest.own.workspace.userIds;
    const document = 'mutation ($id: ID!) { removeMember(userId: $id) }';
    const { errors } = await ask('landlord', document, { id: manager });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test.each(['landlord', 'manager', 'contractor'] as const)('a %s lists contractors', async (role) => {
    const { contractor } = keynest.own.workspace.userIds;
    const document = '{ contractors(filter: { q: "CONTRACTOR the" }) { totalCount nodes { id } } }';
    const { data } = await ask(role, document);
    expect(data).toEqual({ contractors: { totalCount: 1, nodes: [{ id: contractor }] } });
  });

  test('a tenant sees no contractors', async () => {
    const { data } = await ask('tenant', '{ contractors { totalCount nodes { id } } }');
    expect(data).toEqual({ contractors: { totalCount: 0, nodes: [] } });
  });
});

describe('what a role may not ask for', () => {
  const FORBIDDEN = { extensions: { code: 'FORBIDDEN', reason: 'forbidden' } };

  test('is null with an error at its path, and the rest is answered', async () => {
    const document = `query ($type: FormType!, $input: FormInput!) {
      viewer { id }
      everybody: members { totalCount }
      ...Runs
      validateForm(type: $type, input: $input) { valid }
    } fragment Runs on Query { rentRuns { totalCount } }`;
    const found = await ask('tenant', document, { type: 'N4', input: { tenantId: 'nonsense' } });
    const id = keynest.own.workspace.userIds.tenant;
    expect(found.data).toEqual({ viewer: { id }, everybody: null, rentRuns: null, validateForm: null });
    const paths = [['everybody'], ['rentRuns'], ['validateForm']];
    expect(found.errors).toMatchObject(paths.map((path) => ({ path, ...FORBIDDEN })));
  });

  test('says nothing of the input, even where that stops the operation', async () => {
    const document =
      'query ($first: Int, $type: FormType!) { members(first: $first) { totalCount } validateForm(type: $type, input: {tenantId: "t_1"}) { valid } }';
    const { data, errors } = await ask('tenant', document, { first: 'many', type: 'N4' });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { path: ['members'], ...FORBIDDEN },
      { path: ['validateForm'], ...FORBIDDEN },
    ]);
  });

  test('stops a mutation before anything is changed', async () => {
    const document = 'mutation ($id: ID!) { signOut removeMember(userId: $id) }';
    const { data, errors } = await ask('landlord', document, { id: keynest.own.workspace.userIds.manager });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([FORBIDDEN]);
  });
});

describe('an answer without data', () => {
  const REMOVE = 'mutation { removeMember(userId: "u_1") }';
  const ASK = { query: REMOVE };

  test.each([
    ['signed out', null, ASK, 401],
    ['a mutation that the role may not use', 'landlord', ASK, 403],
    [
      'a wrong variable',
      'admin',
      { query: 'query ($n: Int) { members(first: $n) { totalCount } }', variables: { n: 'x' } },
      400,
    ],
    ['a document with a mistake', 'admin', { query: '{ nothing }' }, 400],
    [
      'an operation that is not there',
      'admin',
      { query: 'query A { viewer { id } } query B { viewer { id } }' },
      400,
    ],
  ] as const)('has a status above 399: %s', async (_what, role, body, status) => {
    const who = role === null ? keynest.withToken('') : keynest.as(role);
    const headers = { Accept: 'application/graphql-response+json' };
    const answer = await who.post('/graphql', body, { headers });
    expect([answer.status, 'data' in (answer.body as object)]).toEqual([status, false]);
    expect(JSON.stringify(answer.body)).not.toContain('http');
  });
});

describe('a ticket is given to', () => {
  test('nobody by an e-mail address that no contractor has: 422 unknown_contractor', async () => {
    const id = await keynest.own.ticket(await keynest.own.property());
    const manager = keynest.own.workspace.emails.manager;
    for (const contractor of ['nobody@own.example', manager]) {
      const { status, body } = await keynest.as('landlord').patch(`/v1/tickets/${id}`, { contractor });
      expect([status, body]).toEqual([422, expect.objectContaining({ code: 'unknown_contractor' })]);
    }
  });

  test('a plain name, as it is', async () => {
    const id = await keynest.own.ticket(await keynest.own.property());
    const { body } = await keynest
      .as('landlord')
      .patch(`/v1/tickets/${id}`, { contractor: 'Bob the Plumber' });
    expect(body).toMatchObject({ contractor: 'Bob the Plumber', contractorId: null });
  });
});

test('rows of reports lead to tenant, lease, unit and property, in statements of their types', async () => {
  const homes = [];
  for (let index = 0; index < 3; index += 1) homes.push(await keynest.own.home());
  const document = `{ workspace { rentRoll { tenantIds leaseId unitId propertyId
    tenant { id } lease { id } unit { id } property { id } } } }`;
  const { data, errors } = await ask('landlord', document);
  expect(errors).toBeUndefined();
  const { rentRoll } = data['workspace'] as unknown as { rentRoll: Record<string, never>[] };
  expect(rentRoll.map(({ tenant, lease, unit, property }) => [tenant, lease, unit, property])).toEqual(
    homes.map(({ tenantId, leaseId, unitId, propertyId }) =>
      [tenantId, leaseId, unitId, propertyId].map((id) => ({ id })),
    ),
  );
  const count = () => ask('landlord', document);
  const few = await statements.during(count);
  for (let index = 0; index < 5; index += 1) await keynest.own.home();
  expect(await statements.during(count)).toBe(few);
});
