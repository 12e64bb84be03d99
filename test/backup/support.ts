import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { EMBEDDED_TRANSACTION } from '../../src/db/client.ts';
import { openMemoryDatabase, type EmbeddedDatabase } from '../../src/db/embedded.ts';
import { applyMigrations } from '../../src/db/migrate.ts';
import type { SqlSession } from '../../src/db/sql.ts';
import { PrismaClient } from '../../src/generated/prisma/client.ts';
import { createIds } from '../../src/ids.ts';
import { SettableClock } from '../support/clock.ts';
import { seedWorkspace } from '../support/workspace.ts';

export const MADE_AT = new Date('2026-11-28T03:00:00.000Z');

/** Texts that a careless format would change. */
export const AWKWARD = 'Elm "House"\\n\n\r\n\u2028\t[1,null] 王 🏠 É';

/** A folder for the files of one test file. */
export async function temporaryFolder(): Promise<{ path: string; file: (name: string) => string }> {
  const path = await mkdtemp(join(tmpdir(), 'keynest-backup-'));
  afterAll(() => rm(path, { recursive: true, force: true }));
  return { path, file: (name) => join(path, name) };
}

/** A database with rows of every kind of column, and two forms that refer to each other in either order. */
export async function fillDatabase(sql: SqlSession, prisma: PrismaClient): Promise<void> {
  const newId = createIds(new SettableClock());
  const { id: workspaceId, userIds } = await seedWorkspace({ prisma, newId }, 'backup.example');
  const property = { id: 'p_1', workspaceId, name: AWKWARD, province: 'ON' as const, version: 7 };
  await prisma.property.create({ data: { ...property, updatedAt: MADE_AT } });
  await prisma.unit.create({
    data: { id: 'un_1', workspaceId, propertyId: 'p_1', label: '1', position: 0, rentCents: 1 },
  });
  const lease = { id: 'l_1', workspaceId, unitId: 'un_1', status: 'ACTIVE' as const, rentDueDay: 31 };
  await prisma.lease.create({
    data: { ...lease, startsOn: new Date('2024-02-29'), rentalPeriod: 'MONTHLY' },
  });
  await prisma.tenant.create({
    data: { id: 't_1', workspaceId, leaseId: 'l_1', isPrimary: true, name: "O'Hara" },
  });
  for (const id of ['f_1', 'f_2']) {
    const values = { input: 'null', facts: JSON.stringify({ text: AWKWARD, big: 1e21 }) };
    await sql.query(
      `INSERT INTO "Form" (id, "workspaceId", type, status, "leaseId", "tenantId", input, facts, "ruleSetVersion", rules, warnings, layout)
       VALUES ($1, $2, 'N4', 'GENERATED', 'l_1', 't_1', $3::text::jsonb, $4::text::jsonb, '1', '[]', '{}', 'KEYNEST')`,
      [id, workspaceId, values.input, values.facts],
    );
    const bytes = Buffer.alloc(700_000, id);
    await prisma.formFile.create({ data: { formId: id, workspaceId, bytes, sha256: 'a'.repeat(64) } });
  }
  await prisma.form.update({ where: { id: 'f_1' }, data: { supersedesId: 'f_2' } });
  await prisma.apiKey.create({
    data: {
      ...{ id: 'ak_1', workspaceId, userId: userIds.landlord, role: 'LANDLORD', name: 'Books' },
      ...{ scopes: ['a:read', 'b,"c"'], tokenHash: 'x', hint: 'x' },
    },
  });
  await prisma.signingKey.create({ data: { id: 'key_1', secret: Buffer.from([0, 255, 10, 92]) } });
}

export interface OpenDatabase extends EmbeddedDatabase {
  readonly prisma: PrismaClient;
}

/** An embedded database in memory: migrated, or as empty as a new cluster. */
export async function openInMemory({ isMigrated }: { isMigrated: boolean }): Promise<OpenDatabase> {
  const database = await openMemoryDatabase();
  if (isMigrated) await applyMigrations(database.sql);
  const adapter = new PrismaPGlite(database.pglite);
  return { ...database, prisma: new PrismaClient({ adapter, transactionOptions: EMBEDDED_TRANSACTION }) };
}

/** Every row of every table but the bookkeeping of migrations, as text, and the sequences. */
export async function readEverything(sql: SqlSession): Promise<Record<string, unknown>> {
  const tables = await sql.query(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  );
  const all: Record<string, unknown> = {
    sequences: await sql.query('SELECT sequencename, last_value FROM pg_sequences ORDER BY 1'),
  };
  for (const { name } of tables) {
    all[String(name)] = await sql.query(
      `SELECT t::text AS row FROM "${String(name)}" AS t ORDER BY t::text COLLATE "C"`,
    );
  }
  return all;
}

/** Changes the text of a backup, packed again. */
export async function rewrite(from: string, to: string, change: (text: string) => string): Promise<string> {
  const text = gunzipSync(await readFile(from)).toString();
  await writeFile(to, gzipSync(change(text)));
  return to;
}
