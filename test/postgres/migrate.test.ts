import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { openPostgres } from '../../src/db/client.ts';
import { MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';

const names = (await readdir(MIGRATIONS_FOLDER, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

const made: TestPostgres[] = [];
const newDatabase = async () => {
  const database = await createPostgres();
  made.push(database);
  return database.url;
};
afterEach(async () => {
  for (const database of made.splice(0)) await database.drop();
});

test('gets every migration once from several starters at once', async () => {
  const url = await newDatabase();
  const started = await Promise.all(Array.from({ length: 4 }, () => openPostgres(url)));
  // They share the work: each migration is applied by one of them.
  expect(started.flatMap(({ applied }) => applied).toSorted()).toEqual(names);
  expect(await started[0]!.prisma.workspace.count()).toBe(0);
  for (const database of started) await database.close();
});

test('makes a starter wait for whoever holds prisma’s own lock', async () => {
  const url = await newDatabase();
  const holder = new pg.Client({ connectionString: url });
  // The database is dropped under it if the test fails; without a listener the failure would not be told.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('SELECT pg_advisory_lock(72707369)');
  let isOpen = false;
  const opening = openPostgres(url).then((database) => {
    isOpen = true;
    return database;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isOpen).toBe(false);
  await holder.end();
  const database = await opening;
  expect(database.applied).toEqual(names);
  await database.close();
});

test('refuses a server that is too old, with the remedy', async () => {
  const url = await newDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Stands before the function of the server itself, and tells the number of PostgreSQL 14.
  await client.query(`CREATE SCHEMA old;
    CREATE FUNCTION old.current_setting(name text) RETURNS text LANGUAGE sql AS
      $$ SELECT CASE name WHEN 'server_version_num' THEN '140012' WHEN 'server_version' THEN '14.12' END $$`);
  await client.end();
  const old = `${url}?options=${encodeURIComponent('-c search_path=old,pg_catalog,public')}`;
  await expect(openPostgres(old)).rejects.toThrow(
    'PostgreSQL 14.12 is too old. Upgrade the server to PostgreSQL 15 or newer, or correct DATABASE_URL.',
  );
});
