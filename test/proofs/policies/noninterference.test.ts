import { ROLES } from '../../support/workspace.ts';
import { ask, differences } from './matrix/answers.ts';
import { disturb, plant, plantBeside } from './matrix/disturb.ts';
import { everythingFor, mentionedBy } from './matrix/everything.ts';
import { sightOf } from './matrix/oracle.ts';
import { loadRows, rowOf } from './matrix/rows.ts';
import { buildWorld, PERSONAS, type Persona, type World } from './matrix/world.ts';

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});
afterAll(() => world.keynest.close());

const WATCHERS: readonly Persona[] = [
  ...ROLES,
  'tenant who was taken off the lease',
  'manager signed in as tenant',
  'API key of the landlord',
];

/** Adds homes where somebody sees nothing of them, though they may see the property. */
async function plantUnseen(persona: Persona): Promise<void> {
  const { other, own } = world.keynest;
  const { role } = world.personas[persona];
  const [elsewhere] = world.rows.Property.filter(({ workspaceId }) => workspaceId === other.workspace.id);
  await plant(world, other, elsewhere!.id);
  if (role === 'MANAGER') await plant(world, own, world.homes.stranger.propertyId);
  if (role !== 'TENANT' && role !== 'CONTRACTOR') return;
  const { tenant } = world.homes;
  await plant(world, own, tenant.propertyId);
  const forms = await world.keynest.prisma.form.findMany({
    where: { leaseId: tenant.leaseId, status: 'SERVED', supersededBy: null, terminationDate: { not: null } },
  });
  await plantBeside(own, tenant, forms[0]?.id ?? null);
}

/**
 * Whatever is worked out of several rows (counts, balances, arrears, rent rolls, standings, pages) is worked out of
 * those that may be seen: nothing that somebody is told changes with the others.
 */
describe('what somebody is told does not change with rows that they may not see', () => {
  test.each(WATCHERS)('%s', async (persona) => {
    const viewer = world.personas[persona];
    const rows = await loadRows(world.keynest.prisma);
    const sight = sightOf(viewer, rows);
    const told = await everythingFor(world, viewer, rows);
    expect(await disturb(world, rows, sight, mentionedBy(rows, sight))).toBeGreaterThan(0);
    await plantUnseen(persona);
    expect(differences(told, await everythingFor(world, viewer, rows))).toEqual([]);
  });
});

describe('sums are the sums of what may be seen', () => {
  const SUMS = `{
    workspace {
      rentRoll { leaseId propertyId balance arrears }
      arrears { total rows { leaseId arrears isFormer } }
    }
    properties(first: 100) { edges { node { id unitCount units { id } arrears { total rows { leaseId arrears isFormer } } rentRoll { leaseId arrears } } } }
  }`;
  interface Row {
    readonly leaseId: string;
    readonly arrears: number;
    readonly isFormer?: boolean;
  }
  /** What those who live there owe, and what all owe. */
  const expectSums = (roll: readonly Row[], arrears: { total: number; rows: readonly Row[] }) => {
    expect(sum(arrears.rows.filter(({ isFormer }) => !isFormer))).toBeCloseTo(sum(roll), 2);
    expect(arrears.total).toBeCloseTo(sum(arrears.rows), 2);
  };
  const sum = (rows: readonly Row[]) => rows.reduce((total, { arrears }) => total + arrears, 0);

  test.each(PERSONAS)('%s', async (persona) => {
    const { data, errors } = await ask(world, world.personas[persona], SUMS);
    expect(errors).toEqual([]);
    const { rentRoll, arrears } = data.workspace;
    const seen = sightOf(world.personas[persona], await loadRows(world.keynest.prisma)).Lease;
    expect(rentRoll.filter(({ leaseId }: Row) => !seen.has(leaseId))).toEqual([]);
    expectSums(rentRoll, arrears);
    expect(arrears.rows.filter(({ leaseId }: Row) => !seen.has(leaseId))).toEqual([]);
    for (const { node } of data.properties.edges) {
      expectSums(node.rentRoll, node.arrears);
      expect(node.unitCount).toBe(node.units.length);
    }
  });

  test('and they differ: the landlord is owed more than the manager knows of, and the contractor knows of nothing', async () => {
    const totals = await Promise.all(
      (['landlord', 'manager', 'tenant', 'contractor'] as const).map(async (role) => {
        const { data } = await ask(world, world.personas[role], '{ workspace { arrears { total } } }');
        return data.workspace.arrears.total as number;
      }),
    );
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(new Set(totals).size).toBe(totals.length);
    expect(totals.at(-1)).toBe(0);
    expect(rowOf(world.rows.Lease, world.homes.tenant.leaseId).status).toBe('ACTIVE');
  });
});
