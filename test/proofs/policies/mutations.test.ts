import type { Viewer } from '../../../src/policies/viewer.ts';
import { ROLES, type RoleName } from '../../support/workspace.ts';
import { valuesAt, type Reply } from './matrix/answers.ts';
import { fieldOf, MUTATION_CALLS } from './matrix/calls.ts';
import { dump } from './matrix/dump.ts';
import { MUTATIONS, type Expectation, type Outcome } from './matrix/expected.ts';
import { NOUNS, sightOf } from './matrix/oracle.ts';
import { outcomeOf, rootSteps, run } from './matrix/operations.ts';
import { loadRows } from './matrix/rows.ts';
import { makeTargetAt, signedInWith, type Place, type Target } from './matrix/targets.ts';
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

const mutate = (name: string, viewer: Viewer | null, target: Target) =>
  run(world, viewer, 'mutation', name, MUTATION_CALLS[name]!(target));

type Cell = readonly [place: Place, outcome: Outcome];

const cellsOf = ({ roles }: Expectation, role: RoleName) => Object.entries(roles[role]) as unknown as Cell[];
const isRefusal = ([, outcome]: Cell) => outcome !== 'ok' && outcome !== '-';

/** What is told of what was done names only what the one who did it may see. */
async function expectToldOnlyOfOwn(viewer: Viewer, { data }: Reply): Promise<void> {
  // No mutation tells of the audit log, so no row of it is one that may be seen.
  const sight = sightOf(viewer, await loadRows(world.keynest.prisma, { id: { lt: 0 } }));
  const seen = new Set(NOUNS.flatMap((noun) => [...sight[noun]]));
  expect(valuesAt(data, 'id').filter((id) => !seen.has(id as string))).toEqual([]);
}

describe.each(ROLES)('as %s', (role) => {
  test.each(MUTATIONS.map((row) => [row.name, row] as const))(`%s × ${role}`, async (name, row) => {
    const { prisma } = world.keynest;
    const refusals = cellsOf(row, role).filter(isRefusal);
    const before = await dump(prisma);
    const found: unknown[] = [];
    for (const [place] of refusals) {
      found.push([place, outcomeOf(name, await mutate(name, world.personas[role], targetAt(role, place)))]);
    }
    expect(found).toEqual(refusals);
    expect(await dump(prisma)).toEqual(before);
    if (row.roles[role].mine !== 'ok') return;
    const target = await makeTargetAt(world, role, 'mine');
    const viewer = signedInWith(world.personas[role], target);
    const unchanged = await dump(prisma);
    const reply = await mutate(name, viewer, target);
    expect([outcomeOf(name, reply), reply.errors]).toEqual(['ok', []]);
    expect(await dump(prisma)).not.toEqual(unchanged);
    await expectToldOnlyOfOwn(viewer, reply);
  });
});

test.each(MUTATIONS)('$name × an API key without scopes, and nobody', async ({ name, key, signedOut }) => {
  const viewer = { ...world.personas['API key of the landlord'], scopes: [] };
  const expected = [
    [viewer, key],
    [null, signedOut],
  ] as const;
  for (const [asker, outcome] of expected) {
    const isDone = outcome === 'ok';
    const target = isDone ? await makeTargetAt(world, 'landlord', 'mine') : targetAt('landlord', 'mine');
    const before = await dump(world.keynest.prisma);
    expect(outcomeOf(name, await mutate(name, asker, target))).toBe(outcome);
    if (!isDone) expect(await dump(world.keynest.prisma)).toEqual(before);
  }
});

test('the tables name every mutation, and nothing else', () => {
  const fields = rootSteps('mutation').map(({ name }) => name);
  expect([...new Set(MUTATIONS.map(({ name }) => fieldOf(name)))].sort()).toEqual(fields.toSorted());
  expect(Object.keys(MUTATION_CALLS).sort()).toEqual(MUTATIONS.map(({ name }) => name).sort());
});
