import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAs } from '../../src/db/audit.ts';
import { guardDiskSpace, MIN_FREE_BYTES, freeSpaceAt } from '../../src/db/disk-space.ts';
import { readSql } from '../../src/db/read-sql.ts';
import { unavailable } from '../../src/db/unavailable.ts';
import { writeSql } from '../../src/db/write-sql.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { openTestDatabase } from '../support/database.ts';
import { expectCreated, expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

const HOLD_MILLISECONDS = 50;

let keynest: KeyNest;
let free = MIN_FREE_BYTES;
let looks = 0;

const readRoom = () => {
  looks += 1;
  return Promise.resolve(free);
};

beforeAll(async () => {
  keynest = await startKeyNest({
    openDatabase: async () => {
      const database = await openTestDatabase();
      return { ...database, prisma: guardDiskSpace(database.prisma, readRoom, HOLD_MILLISECONDS) };
    },
  });
  await keynest.tokenOf('landlord');
});
beforeEach(() => setRoom(MIN_FREE_BYTES));
afterAll(() => keynest.close());

/** Sets the free space, and waits until the cached reading expires. */
async function setRoom(bytes: number): Promise<void> {
  free = bytes;
  await sleep(2 * HOLD_MILLISECONDS);
}

const where = { id: 'p_1' };
const data = { name: 'Elm House' };
const NEW = { id: 'p_1', workspaceId: 'ws_1', name: 'Elm House' };

const NOBODY = { author: null, origin: 'rest', requestId: 'a request' } as const;

type Operation = (prisma: PrismaClient) => Promise<unknown>;

const WRITING: Readonly<Record<string, Operation>> = {
  create: (prisma) => prisma.property.create({ data: NEW }),
  createMany: (prisma) => prisma.property.createMany({ data: [NEW] }),
  createManyAndReturn: (prisma) => prisma.property.createManyAndReturn({ data: [NEW] }),
  update: (prisma) => prisma.property.update({ where, data }),
  updateMany: (prisma) => prisma.property.updateMany({ where, data }),
  updateManyAndReturn: (prisma) => prisma.property.updateManyAndReturn({ where, data }),
  upsert: (prisma) => prisma.property.upsert({ where, create: NEW, update: data }),
  delete: (prisma) => prisma.property.delete({ where }),
  deleteMany: (prisma) => prisma.property.deleteMany({ where }),
  $executeRaw: (prisma) => prisma.$executeRaw`UPDATE "Property" SET "name" = 'Elm House'`,
  $executeRawUnsafe: (prisma) => prisma.$executeRawUnsafe(`UPDATE "Property" SET "name" = 'Elm House'`),
  'a change past Prisma': (prisma) =>
    writeSql(prisma, { text: `UPDATE "Property" SET "name" = 'Elm House'`, parameters: [] }),
  'a transaction': (prisma) => prisma.$transaction((tx) => tx.property.updateMany({ where, data })),
  'a lock of a row before a write': (prisma) =>
    writeAs(prisma, NOBODY, (tx) => tx.$queryRaw`SELECT 1 FROM "Property" FOR NO KEY UPDATE`),
  'a list of statements': (prisma) => prisma.$transaction([prisma.property.updateMany({ where, data })]),
};

const READING: Readonly<Record<string, Operation>> = {
  findUnique: (prisma) => prisma.property.findUnique({ where }),
  findFirst: (prisma) => prisma.property.findFirst(),
  findFirstOrThrow: (prisma) => prisma.workspace.findFirstOrThrow(),
  findMany: (prisma) => prisma.property.findMany({ include: { units: true } }),
  count: (prisma) => prisma.property.count(),
  aggregate: (prisma) => prisma.property.aggregate({ _max: { id: true } }),
  groupBy: (prisma) => prisma.property.groupBy({ by: ['name'] }),
  $queryRaw: (prisma) => prisma.$queryRaw`SELECT 1`,
  $queryRawUnsafe: (prisma) => prisma.$queryRawUnsafe('SELECT 1'),
  'a read past Prisma': (prisma) => readSql(prisma, { text: 'SELECT 1', parameters: [] }),
  'a transaction': (prisma) => prisma.$transaction((tx) => tx.property.findMany()),
};

describe('on a nearly full disk', () => {
  beforeEach(() => setRoom(MIN_FREE_BYTES - 1));

  test.each(Object.keys(WRITING))('%s is refused', async (name) => {
    const error: unknown = await WRITING[name]!(keynest.prisma).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'ENOSPC' });
    expect(unavailable(error, false)).toMatchObject({ reason: 'storage_full' });
  });

  test.each(Object.keys(READING))('%s still works', async (name) => {
    await expect(READING[name]!(keynest.prisma)).resolves.not.toThrow();
  });

  test('a transaction refused in the middle rolls back', async () => {
    await setRoom(MIN_FREE_BYTES);
    const { propertyId: id } = await keynest.own.property({ name: 'Maple Court' });
    const half = keynest.prisma.$transaction(async (tx) => {
      await tx.property.update({ where: { id }, data });
      await setRoom(0);
      await tx.property.update({ where: { id }, data: { name: 'Oak House' } });
    });
    await expect(half).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await keynest.prisma.property.findUnique({ where: { id } })).toMatchObject({
      name: 'Maple Court',
    });
  });

  test('writes are 503 and reads work; writes work again once there is space', async () => {
    const landlord = keynest.as('landlord');
    const refused = await landlord.post('/v1/properties', { name: 'Elm House' });
    expectProblem(refused, 503, 'storage_full');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await landlord.get('/v1/properties')).status).toBe(200);
    expect((await keynest.withToken(null).get('/healthz')).status).toBe(200);
    await setRoom(MIN_FREE_BYTES);
    expectCreated(await landlord.post('/v1/properties', { name: 'Elm House' }), '/v1/properties');
  });
});

const CREATE_KEY = 'mutation { createApiKey(input: { name: "Books", scopes: [PROPERTIES_READ] }) { token } }';

test('a token works although its last use cannot be recorded, which is logged', async () => {
  const made = await keynest.gql(await keynest.viewerOf('landlord'), CREATE_KEY);
  const { token } = (made.data as { createApiKey: { token: string } }).createApiKey;
  const readers = [keynest.as('landlord'), keynest.withToken(token)];
  keynest.clock.advance({ hours: 1 });
  const now = keynest.clock.now();
  const recorded = async () => [
    await keynest.prisma.session.count({ where: { lastUsedAt: now } }),
    await keynest.prisma.apiKey.count({ where: { lastUsedAt: now } }),
  ];
  const read = async () =>
    Promise.all(readers.map(async (http) => (await http.get('/v1/properties')).status));
  const warnings = () => keynest.log.filter(({ msg }) => msg.includes('could not be recorded'));

  await setRoom(0);
  expect(await read()).toEqual([200, 200]);
  expect(await recorded()).toEqual([0, 0]);
  // Once a minute, whoever reads: the log may be on the same disk.
  expect(warnings()).toMatchObject([{ level: 40, err: { code: 'ENOSPC' } }]);
  await setRoom(MIN_FREE_BYTES);
  expect(await read()).toEqual([200, 200]);
  expect(await recorded()).toEqual([1, 1]);
  expect(warnings()).toHaveLength(1);
});

test('many writes share one reading of the free space, until it expires', async () => {
  const [before, write] = [looks, WRITING['updateMany']!];
  await Promise.all(Array.from({ length: 30 }, () => write(keynest.prisma)));
  expect(looks).toBe(before + 1);
  await sleep(2 * HOLD_MILLISECONDS);
  await write(keynest.prisma);
  expect(looks).toBe(before + 2);
});

test('the free space of a folder is that of its disk', async () => {
  expect(await freeSpaceAt(tmpdir())()).toBeGreaterThan(0);
  await expect(freeSpaceAt('/no/such/folder')()).rejects.toMatchObject({ code: 'ENOENT' });
});
