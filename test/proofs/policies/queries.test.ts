import { ROLES, type RoleName } from '../../support/workspace.ts';
import { fieldOf, QUERY_CALLS } from './matrix/calls.ts';
import { dump } from './matrix/dump.ts';
import { QUERIES, type Expectation } from './matrix/expected.ts';
import { outcomeOf, rootSteps, run } from './matrix/operations.ts';
import { makeTargetAt, type Place, type Target } from './matrix/targets.ts';
import { buildWorld, type World } from './matrix/world.ts';

let world: World;
const targets = new Map<string, Target>();
const targetAt = (role: RoleName, place: Place) => targets.get(`${role} ${place}`)!;

beforeAll(async () => {
  world = await buildWorld();
  for (const role of ROLES) {
    for (const place of ['mine', 'notMine', 'other'] as const) {
      targets.set(`${role} ${place}`, await makeTargetAt(world, role, place));
    }
  }
});
afterAll(() => world.keynest.close());

const query = (name: string, viewer: Parameters<typeof run>[1], target: Target) =>
  run(world, viewer, 'query', name, QUERY_CALLS[name]!(target));

/** What a role may not ask for is null beside what else was asked, with an error at its path. */
async function outcomeFor(name: string, role: RoleName, place: Place) {
  const reply = await query(name, world.personas[role], targetAt(role, place));
  const outcome = outcomeOf(name, reply);
  if (outcome === 'FORBIDDEN') {
    const field = fieldOf(name);
    expect([reply.data, reply.errors[0]?.path]).toEqual([{ [field]: null }, [field]]);
  }
  return outcome;
}

async function outcomesFor({ name, roles }: Expectation, role: RoleName) {
  const found = Object.entries(roles[role]).map(async ([place, expected]) => {
    if (expected === '-') return [place, '-'];
    return [place, await outcomeFor(name, role, place as Place)];
  });
  return Object.fromEntries(await Promise.all(found)) as unknown;
}

describe.each(ROLES)('as %s', (role) => {
  test.each(QUERIES.map((row) => [row.name, row] as const))(`%s × ${role}`, async (_name, row) => {
    const before = await dump(world.keynest.prisma);
    expect(await outcomesFor(row, role)).toEqual(row.roles[role]);
    expect(await dump(world.keynest.prisma)).toEqual(before);
  });
});

test.each(QUERIES)('$name × an API key without scopes, and nobody', async ({ name, key, signedOut }) => {
  const target = targetAt('landlord', 'mine');
  const viewer = { ...world.personas['API key of the landlord'], scopes: [] };
  expect(outcomeOf(name, await query(name, viewer, target))).toBe(key);
  expect(outcomeOf(name, await query(name, null, target))).toBe(signedOut);
});

test('the tables name every query, and nothing else', () => {
  const fields = rootSteps('query').map(({ name }) => name);
  expect([...new Set(QUERIES.map(({ name }) => fieldOf(name)))].sort()).toEqual(fields.toSorted());
  expect(Object.keys(QUERY_CALLS).sort()).toEqual(QUERIES.map(({ name }) => name).sort());
});
