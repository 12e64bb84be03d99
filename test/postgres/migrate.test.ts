import { readdir } from 'node:fs/promises';
import pg from 'pg';
import { openPostgres } from '../../src/db/client.ts';
import { MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';
import { createPostgres, type EmptyPostgres } from '../support/database.ts';

const names = (await readdir(MIGRATIONS_FOLDER, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

const made: EmptyPostgres[] = [];
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
  const applied = started.map((database) => [...database.applied]).toSorted((a, b) => b.length - a.length);
  expect(applied).toEqual([names, [], [], []]);
  expect(await started[0]!.prisma.workspace.count()).toBe(0);
  for (const database of started) await database.close();
});

test('makes a starter wait for whoever holds prisma’s own lock', async () => {
  const url = await newDatabase();
  const holder = new pg.Client({ connectionString: url });
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
