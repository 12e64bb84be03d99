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
    errors?: { extensions: { code: string; reason: string } }[];
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
