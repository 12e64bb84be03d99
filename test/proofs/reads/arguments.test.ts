import { senderOf, withSender } from '../../../src/db/read-sql.ts';
import { Prisma, type PrismaClient } from '../../../src/generated/prisma/client.ts';
import { narrowOperation, scopedClient } from '../../../src/policies/scoped-client.ts';
import { compileRead } from '../../../src/reads/compile.ts';
import { startKeyNest, type KeyNest } from '../../support/keynest.ts';
import { ROLES } from '../../support/workspace.ts';
import { fillPortfolio } from './portfolio.ts';
import { Random } from './random.ts';
import { RandomArguments, type Values } from './random-arguments.ts';

const QUERIES = Number(process.env['READS_QUERIES'] ?? 60);

/** Tables that no viewer sees. */
const HIDDEN = new Set<string>(['SigningKey', 'IdempotentAnswer', 'LedgerOpening']);
const MODELS = Object.values(Prisma.ModelName).filter((model) => !HIDDEN.has(model));

interface Delegate {
  findMany(args: object): Promise<Record<string, unknown>[]>;
  count(args: object): Promise<number>;
}

function delegateOf(prisma: PrismaClient, model: string): Delegate {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return (prisma as unknown as Record<string, Delegate>)[name]!;
}

let keynest: KeyNest;
let values: Values;
beforeAll(async () => {
  keynest = await startKeyNest();
  await fillPortfolio(keynest);
  values = new Map(
    await Promise.all(
      MODELS.map(async (model) => {
        const rows = await delegateOf(keynest.prisma, model).findMany({ take: 20 });
        const columns = Object.keys(rows[0] ?? {});
        return [model, new Map(columns.map((name) => [name, rows.map((row) => row[name])]))] as const;
      }),
    ),
  );
}, 120_000);
afterAll(() => keynest.close());

/** Lists without an order in a fixed one: neither side promises any. */
function inOrder(value: unknown): unknown {
  const text = (item: unknown) =>
    JSON.stringify(item, (_key, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
  if (Array.isArray(value)) return value.map(inOrder).toSorted((a, b) => text(a).localeCompare(text(b)));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inOrder(one)]));
}

async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().catch((error: unknown) => ({ error: (error as Error).constructor.name }));
}

test('the reader is there, so that the two ways differ', () => {
  expect(senderOf(keynest.prisma)).not.toBeNull();
  expect(senderOf(withSender(keynest.prisma, null))).toBeNull();
});

test.each(ROLES)('as %s, one statement finds what Prisma finds', async (role) => {
  const viewer = await keynest.viewerOf(role);
  const compiled = scopedClient(keynest.prisma, viewer);
  const byPrisma = scopedClient(withSender(keynest.prisma, null), viewer);
  let count = 0;
  let sound = 0;
  for (let seed = 0; seed < QUERIES; seed += 1) {
    const random = new Random(seed * 1000 + ROLES.indexOf(role));
    const model = random.pick(MODELS);
    const args = new RandomArguments(random, values).many(model);
    if (compileRead(model, 'findMany', narrowOperation(model, 'findMany', args, viewer))) count += 1;
    const found = await outcomeOf(() => delegateOf(compiled, model).findMany(args));
    const expected = await outcomeOf(() => delegateOf(byPrisma, model).findMany(args));
    // The types of Prisma forbid some of the random arguments.
    if ((expected as { error?: string }).error === 'PrismaClientValidationError') continue;
    sound += 1;
    const isOrdered = 'orderBy' in args;
    // The rows of an ordered list come in its order; lists below it may have none.
    const ids = (rows: unknown) =>
      isOrdered && Array.isArray(rows) ? rows.map((row) => inOrder(row)) : null;
    expect({ seed, model, args, found: inOrder(found), order: ids(found) }).toEqual({
      seed,
      model,
      args,
      found: inOrder(expected),
      order: ids(expected),
    });
    const { where } = args;
    const [counted, total] = [delegateOf(compiled, model), delegateOf(byPrisma, model)];
    expect({ seed, n: await counted.count({ where }) }).toEqual({ seed, n: await total.count({ where }) });
  }
  // The picks differ with each new column.
  expect(count).toBeGreaterThan(QUERIES / 3);
  expect(sound).toBeGreaterThan(QUERIES / 3);
});

test('reads of a transaction see what it wrote', async () => {
  const viewer = await keynest.viewerOf('landlord');
  const client = scopedClient(keynest.prisma, viewer);
  const name = await client.$transaction(async (tx) => {
    const { id } = await tx.property.findFirstOrThrow({ orderBy: { id: 'asc' } });
    await tx.property.update({ where: { id }, data: { name: 'Renamed within' } });
    return (await tx.property.findUniqueOrThrow({ where: { id } })).name;
  });
  expect(name).toBe('Renamed within');
});
