import { getOperationAST, parse, validate, type ExecutionResult, type GraphQLError } from 'graphql';
import { planQuery } from '../../../src/graphql/execution/plan.ts';
import { schema } from '../../../src/graphql/schema.ts';
import type { Viewer } from '../../../src/policies/viewer.ts';
import { withSender } from '../../../src/db/read-sql.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { StatementCounter } from '../../support/statements.ts';
import { ROLES } from '../../support/workspace.ts';
import { fillPortfolio } from './portfolio.ts';
import { Random } from './random.ts';
import { RandomDocuments } from './random-document.ts';
import { fieldByField } from './field-by-field.ts';

const DOCUMENTS = Number(process.env['READS_DOCUMENTS'] ?? 60);
const statements = new StatementCounter();

let keynest: KeyNest;
let ids: string[];
let slow: ReturnType<typeof fieldByField>;
beforeAll(async () => {
  keynest = await startKeyNest();
  await fillPortfolio(keynest);
  const { prisma } = keynest;
  const found = await Promise.all([
    prisma.property.findMany(),
    prisma.tenant.findMany(),
    prisma.payment.findMany({ take: 5 }),
    prisma.ticket.findMany({ take: 5 }),
    prisma.form.findMany({ take: 5 }),
  ]);
  ids = found.flatMap((rows) => rows.map(({ id }) => id));
  // Accounts of today come from open rows, which the rent flow writes.
  expect((await keynest.as('admin').post('/v1/rent-runs', {})).status).toBe(200);
  slow = fieldByField({ ...keynest.services, prisma: withSender(prisma, null) });
}, 120_000);
afterAll(() => keynest.close());

// Before the documents below, of which some go on reading after their answer.
const NESTED = `{ properties(first: 3) { edges { node { id name units { id label tenants { id name
  payments(first: 3) { edges { node { id amount receivedOn } } } } } } } } }`;
const TENANT_PAGE = `query ($id: ID!) { tenant(id: $id) { name balance arrearsSince lease { id
  tickets(first: 3) { edges { node { id title } } } } unit { label property { name } }
  ledger { balance rows { period owing } } } }`;

/** A page, its accounts, and the ledgers of the tenancies that open rows cannot tell: whatever the number of rows. */
const WITH_ACCOUNTS = 3;

describe('few statements read all rows', () => {
  test.each([
    ['of properties with units, tenants and payments', NESTED, 1],
    [
      'of a page of tenants with balances',
      '{ tenants(first: 50) { edges { node { name balance coTenants unit { property { id } } } } } }',
      WITH_ACCOUNTS,
    ],
    ['of the payments of a tenant', '{ payments(first: 50) { edges { node { id amount tenantId } } } }', 1],
  ])('%s', async (_name, source, expected) => {
    const viewer = await keynest.viewerOf('landlord');
    await keynest.gql(viewer, source);
    expect(await statements.during(() => keynest.gql(viewer, source))).toBe(expected);
  });

  test('of a tenant with ledger and tickets', async () => {
    const viewer = await keynest.viewerOf('landlord');
    const id = ids.find((one) => one.startsWith('t_'));
    const read = () => keynest.gql(viewer, TENANT_PAGE, { id });
    expect((await read()).errors).toBeUndefined();
    expect(await statements.during(read)).toBe(WITH_ACCOUNTS);
  });

  test.each([
    ['/v1/properties', 1],
    ['/v1/tenants?limit=50', WITH_ACCOUNTS],
    ['/v1/payments?limit=50', 1],
  ])('of %s, and one the session', async (path, expected) => {
    const landlord = keynest.as('landlord');
    await landlord.get(path);
    expect(await statements.during(() => landlord.get(path))).toBe(1 + expected);
  });
});

/**
 * What a client sees; errors in the order of their paths, since fields of one level may fail in any order. Which row of a
 * list that has to be whole fails first is chance too.
 */
function seen({ data, errors = [] }: ExecutionResult) {
  const told = errors.map(({ message, path, extensions }: GraphQLError) => ({
    message,
    path: path?.map((step) => (typeof step === 'number' ? 'row' : step)),
    extensions,
  }));
  const key = ({ path }: { path: unknown }) => JSON.stringify(path);
  return {
    data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
    errors: told.toSorted((a, b) => key(a).localeCompare(key(b))),
  };
}

type Seen = ReturnType<typeof seen>;

/** Without data, execution ends at the first error, and which comes first is chance: those in common are compared. */
function comparable(one: Seen, other: Seen): Seen {
  if (one.data !== null || other.data !== null) return one;
  const others = new Set(other.errors.map((error) => JSON.stringify(error)));
  const common = one.errors.filter((error) => others.has(JSON.stringify(error)));
  return common.length > 0 ? { data: null, errors: common } : one;
}

async function compare(viewer: Viewer, seed: number): Promise<boolean> {
  const random = new Random(seed);
  const source = new RandomDocuments(schema, random, ids).query();
  const document = parse(source);
  if (validate(schema, document).length > 0) return false;
  const planned = seen(await keynest.gql(viewer, source));
  const expected = seen(await slow(viewer, source));
  expect({ seed, source, ...comparable(planned, expected) }).toEqual({
    seed,
    source,
    ...comparable(expected, planned),
  });
  return planQuery(schema, document, getOperationAST(document)!, { yes: true, no: false }) !== null;
}

test.each(ROLES)(
  'as %s, a plan gives what execution field by field gives',
  async (role) => {
    const viewer = await keynest.viewerOf(role);
    let planned = 0;
    for (let seed = 0; seed < DOCUMENTS; seed += 1) {
      if (await compare(viewer, seed * 100 + ROLES.indexOf(role))) planned += 1;
    }
    expect(planned).toBeGreaterThan(DOCUMENTS / 5);
  },
  300_000,
);

test.each([[['properties:read']], [['tenants:read']], [['payments:read', 'forms:read']], [[]]] as const)(
  'as an API key with %j, it refuses and hides the same',
  async (scopes) => {
    const landlord = await keynest.viewerOf('landlord');
    const viewer = { ...landlord, sessionId: null, apiKeyId: 'ak_test', scopes: [...scopes] };
    for (let seed = 0; seed < DOCUMENTS / 2; seed += 1) await compare(viewer, 50_000 + seed);
  },
  300_000,
);
