import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { EMBEDDED_TRANSACTION, openPostgres, type Database } from '../../src/db/client.ts';
import { openMemoryDatabase } from '../../src/db/embedded.ts';
import { measured } from '../../src/db/measured-adapter.ts';
import { EmbeddedSender, withSender } from '../../src/db/read-sql.ts';
import { applyMigrations, MIGRATIONS_FOLDER } from '../../src/db/migrate.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { runStatements, urlOf } from './test-server.ts';

/** When set, every database of the tests is made on this PostgreSQL instead of the embedded one. */
export const TEST_DATABASE_URL = process.env['TEST_DATABASE_URL'] || null;

/** Changes with the migrations and with the embedded PostgreSQL that they are applied to. */
function templateKey(): string {
  const hash = createHash('sha256').update(process.version);
  const version = readFileSync(
    new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url),
  );
  hash.update(version);
  const names = readdirSync(MIGRATIONS_FOLDER, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of names) {
    hash.update(name).update(readFileSync(new URL(`${name}/migration.sql`, MIGRATIONS_FOLDER)));
  }
  return hash.digest('hex').slice(0, 24);
}

/** A dump of a migrated, empty database, made once and kept for every later test file. */
async function loadTemplate(): Promise<Blob> {
  const path = join(tmpdir(), `keynest-test-${templateKey()}.tar`);
  const kept = await readFile(path).catch(() => null);
  if (kept) return new Blob([Uint8Array.from(kept)]);
  const { pglite, sql } = await openMemoryDatabase();
  await applyMigrations(sql);
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  // Whole or absent, also when two processes make it at once.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, new Uint8Array(await dump.arrayBuffer()));
  await rename(draft, path);
  return dump;
}

/** A database in memory, gone when closed. */
async function openInMemory(template: Blob): Promise<Database> {
  const { pglite, sql } = await openMemoryDatabase(template);
  const applied = await applyMigrations(sql);
  const adapter = measured(new PrismaPGlite(pglite));
  const prisma = new PrismaClient({ adapter, transactionOptions: EMBEDDED_TRANSACTION });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
  };
  const reading = withSender(prisma, new EmbeddedSender(pglite));
  return { prisma: reading, kind: 'embedded', engine: 'pglite', notes: [], applied, close };
}

/** The server of this run; see start-database.js. Null where PGlite serves it. */
const SERVER_URL = process.env['TEST_SERVER_URL'] || null;
const TEMPLATE = process.env['TEST_TEMPLATE'];

export interface TestPostgres {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** A new database on the server of this run. Its time zone is another one than UTC, as many servers have it. */
async function createDatabase(serverUrl: string, template: string): Promise<TestPostgres> {
  const name = `keynest_test_${randomUUID().replaceAll('-', '')}`;
  await runStatements(
    serverUrl,
    `CREATE DATABASE ${name} TEMPLATE ${template}`,
    `ALTER DATABASE ${name} SET TimeZone TO 'America/Toronto'`,
  );
  const drop = () => runStatements(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  return { url: urlOf(serverUrl, name), drop };
}

/** Runs statements on the server of `TEST_DATABASE_URL`, outside of any test's database. */
export function administer(...statements: readonly string[]): Promise<void> {
  if (TEST_DATABASE_URL === null) throw new Error('Set TEST_DATABASE_URL.');
  return runStatements(TEST_DATABASE_URL, ...statements);
}

/** A new database on the server of `TEST_DATABASE_URL`, without any table. */
export function createPostgres(): Promise<TestPostgres> {
  if (TEST_DATABASE_URL === null) throw new Error('Set TEST_DATABASE_URL.');
  return createDatabase(TEST_DATABASE_URL, 'template1');
}

/** A migrated, empty database for one test file, gone when it is closed. */
export async function openTestDatabase(): Promise<Database> {
  if (SERVER_URL === null || TEMPLATE === undefined) return openInMemory(await loadTemplate());
  const { url, drop } = await createDatabase(SERVER_URL, TEMPLATE);
  const database = await openPostgres(url);
  const close = async () => {
    await database.close();
    await drop();
  };
  const kind = TEST_DATABASE_URL === null ? 'embedded' : 'postgresql';
  return { ...database, kind, close };
}
