import { openPostgres, type Database } from '../../src/db/client.ts';
import { withUtc } from '../../src/db/utc.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';

/** The databases of the tests are set to Toronto's time; see createPostgres. */
let postgres: TestPostgres;
let database: Database;
beforeAll(async () => {
  postgres = await createPostgres();
  database = await openPostgres(postgres.url);
});
afterAll(async () => {
  await database.close();
  await postgres.drop();
});

const MINUTE = 60_000;

test('the database itself uses another time zone', async () => {
  const [row] = await database.prisma.$queryRaw<[{ setting: string }]>`
    SELECT setting FROM pg_db_role_setting, unnest(setconfig) AS setting
    WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  expect(row.setting).toBe('TimeZone=America/Toronto');
  expect(await database.prisma.$queryRaw`SHOW TimeZone`).toEqual([{ TimeZone: 'UTC' }]);
});

test('instants are stored as they are, and those of the database are read as they are', async () => {
  const { prisma } = database;
  const createdAt = new Date('2026-07-01T04:30:00.000Z');
  await prisma.workspace.create({ data: { id: 'w_1', name: 'One', landlordName: 'Lou', createdAt } });
  const [{ seconds }] = await prisma.$queryRaw<[{ seconds: number }]>`
    SELECT extract(epoch FROM "createdAt")::float8 AS seconds FROM "Workspace"`;
  expect(seconds * 1000).toBe(createdAt.getTime());
  expect((await prisma.workspace.findUniqueOrThrow({ where: { id: 'w_1' } })).createdAt).toEqual(createdAt);
  const { at } = await prisma.auditEvent.findFirstOrThrow();
  expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(10 * MINUTE);
});

test.each([
  ['postgresql://u:p@h:5432/d', '-c TimeZone=UTC'],
  ['postgres://h/d?sslmode=require', '-c TimeZone=UTC'],
  ['postgresql://h/d?options=-c%20search_path%3Dx', '-c search_path=x -c TimeZone=UTC'],
])('%s keeps what else it says', (url, options) => {
  const { searchParams } = new URL(withUtc(url));
  expect(searchParams.get('options')).toBe(options);
  expect(searchParams.get('sslmode')).toBe(new URL(url).searchParams.get('sslmode'));
});
