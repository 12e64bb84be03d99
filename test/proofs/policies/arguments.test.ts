import { ROLES, type RoleName } from '../../support/workspace.ts';
import type { Reply } from './matrix/answers.ts';
import { fieldOf, MUTATION_CALLS, QUERY_CALLS } from './matrix/calls.ts';
import { dump } from './matrix/dump.ts';
import { idBeside } from './matrix/ids.ts';
import { shownId, sightOf, type Noun } from './matrix/oracle.ts';
import { run } from './matrix/operations.ts';
import { NAMES, POSITIONS, withIdAt, type Position } from './matrix/positions.ts';
import { loadRows } from './matrix/rows.ts';
import { makeTargetAt, type Place, type Target } from './matrix/targets.ts';
import { buildWorld, type World } from './matrix/world.ts';

const CALLS = { query: QUERY_CALLS, mutation: MUTATION_CALLS };

/** Which of a target's things is a row of a noun. */
const OF_NOUN: Readonly<Partial<Record<Noun, keyof Target>>> = {
  ApiKey: 'apiKeyId',
  Charge: 'chargeId',
  Deposit: 'depositId',
  Form: 'formId',
  Invitation: 'invitationId',
  Lease: 'leaseId',
  Payment: 'paymentId',
  Property: 'propertyId',
  Receipt: 'receiptId',
  RentRun: 'rentRunId',
  Session: 'sessionId',
  Suggestion: 'suggestionId',
  Tenant: 'tenantId',
  Ticket: 'ticketId',
  Unit: 'unitId',
  Member: 'memberId',
  User: 'memberId',
};

let world: World;
const targets = new Map<string, Target>();
const hidden = new Map<RoleName, (id: string, noun: Noun) => boolean>();

beforeAll(async () => {
  world = await buildWorld();
  for (const role of ROLES) {
    for (const place of ['mine', 'notMine', 'other'] as const) {
      targets.set(`${role} ${place}`, await makeTargetAt(world, role, place));
    }
  }
  const rows = await loadRows(world.keynest.prisma);
  for (const role of ROLES) {
    const sight = sightOf(world.personas[role], rows);
    hidden.set(role, (id, noun) => !sight[noun].has(id));
  }
});
afterAll(() => world.keynest.close());

/** The row that is named, as a role that may not see it would name it; null where the role sees it. */
function invisibleId(role: RoleName, place: Place, key: string): string | null {
  const noun = NAMES[key];
  const property = noun && OF_NOUN[noun];
  if (!noun || !property) throw new Error(`Say in NAMES of what ${key} takes the id.`);
  const id = shownId(noun, targets.get(`${role} ${place}`)![property]);
  return hidden.get(role)!(id, noun) ? id : null;
}

/** What was answered, whichever id was asked about. */
const apartFrom = (id: string, { data, errors }: Reply) =>
  JSON.stringify({ data, errors }).replaceAll(id, 'the id');

async function expectSame(role: RoleName, call: string, { operation, path, key }: Position): Promise<void> {
  const target = targets.get(`${role} mine`)!;
  const answer = async (id: string) => {
    const variables = withIdAt(CALLS[operation][call]!(target), path, id) as Record<string, unknown>;
    return apartFrom(id, await run(world, world.personas[role], operation, call, variables));
  };
  for (const place of ['notMine', 'other'] as const) {
    const id = invisibleId(role, place, key);
    if (id !== null) expect([place, await answer(id)]).toEqual([place, await answer(idBeside(id))]);
  }
}

const CASES = POSITIONS.flatMap((position) =>
  Object.keys(CALLS[position.operation])
    .filter((call) => fieldOf(call) === position.field)
    .map(
      (call) => [`${call}(${position.path.map((step) => step ?? '[]').join('.')})`, call, position] as const,
    ),
);

/** An id of a row that may not be seen is as good as one that names nothing, and changes nothing. */
describe.each(ROLES)('as %s', (role) => {
  test.each(CASES)(`%s × ${role}`, async (_name, call, position) => {
    const { prisma } = world.keynest;
    const before = await dump(prisma);
    await expectSame(role, call, position);
    expect(await dump(prisma)).toEqual(before);
  });
});

test('of everything that takes an id it is known of what', () => {
  const keys = new Set(POSITIONS.map(({ key }) => key));
  expect([...keys].filter((key) => NAMES[key] === undefined)).toEqual([]);
  expect(Object.keys(NAMES).filter((key) => !keys.has(key))).toEqual([]);
});

test('each row is of the workspace of its tenancy, as the policies of rows take for granted', async () => {
  const { prisma } = world.keynest;
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name IN ('leaseId', 'workspaceId') GROUP BY 1 HAVING count(*) = 2`;
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['Payment', 'Tenant', 'LeaseRent']));
  for (const { name } of tables) {
    const strays = await prisma.$queryRawUnsafe(
      `SELECT r."leaseId" FROM "${name}" r JOIN "Lease" l ON l."id" = r."leaseId" WHERE l."workspaceId" <> r."workspaceId"`,
    );
    expect({ name, strays }).toEqual({ name, strays: [] });
  }
});
