import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { ROOT } from '../files/root.ts';
import type { SqlSession } from './sql.ts';

export const MIGRATIONS_FOLDER = new URL('prisma/migrations/', ROOT);

/** The advisory lock of Prisma's own schema engine, so that it and this module never migrate at the same time. */
const PRISMA_MIGRATION_LOCK = 72707369;

/** Same table as Prisma's schema engine creates, so that `prisma migrate status` and `deploy` use the same rows. */
const CREATE_BOOKKEEPING = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of migration.sql, in hex. */
  readonly checksum: string;
}

/** Name and checksum of each migration that this KeyNest has, in order. */
export async function listMigrationFiles(
  folder = MIGRATIONS_FOLDER,
): Promise<Pick<Migration, 'name' | 'checksum'>[]> {
  return (await readMigrations(folder)).map(({ name, checksum }) => ({ name, checksum }));
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Runs work in one transaction, under a lock that other starting processes wait for. The lock and the settings end with
 * the transaction, so that they hold through PgBouncer too, which may give each transaction another connection.
 */
async function inLockedTransaction<Result>(sql: SqlSession, work: () => Promise<Result>): Promise<Result> {
  await sql.execute('BEGIN');
  try {
    await sql.execute('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    await sql.query('SELECT pg_advisory_xact_lock($1)', [PRISMA_MIGRATION_LOCK]);
    const result = await work();
    await sql.execute('COMMIT');
    return result;
  } catch (error) {
    await sql.execute('ROLLBACK');
    throw error;
  }
}

/** Applies a migration and records it. Call it in a transaction, so that a crash leaves either both or neither. */
async function applyMigration(sql: SqlSession, migration: Migration): Promise<void> {
  try {
    await sql.execute(migration.sql);
    await sql.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
  } catch (error) {
    throw new Error(`Migration ${migration.name} failed and was rolled back.`, { cause: error });
  }
}

/** Checksums of the migrations that the database has, by name. */
async function readApplied(sql: SqlSession): Promise<ReadonlyMap<unknown, unknown>> {
  const rows = await sql.query(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row['migration_name'], row['checksum']]));
}

/** @throws Error when a migration's file was changed after it was applied. */
function pendingOf(
  migrations: readonly Migration[],
  applied: ReadonlyMap<unknown, unknown>,
): readonly Migration[] {
  const changed = migrations.find(
    ({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum,
  );
  if (changed)
    throw new Error(
      `Migration ${changed.name} was changed after it was applied to this database. Restore the file, or start from an empty database.`,
    );
  return migrations.filter(({ name }) => !applied.has(name));
}

export interface MigrateOptions {
  /** The folder of the migrations; prisma/migrations when absent. */
  readonly folder?: URL;
  /** Called before migrations are applied, with their number. */
  readonly onPending?: (count: number) => void;
  /** Names of the only migrations to apply; all when absent. */
  readonly only?: ReadonlySet<string>;
}

/**
 * Applies the pending migrations of prisma/migrations, in order, each in a transaction of its own. Processes that start
 * together share the work.
 *
 * @returns the names of the migrations that this call applied.
 */
export async function applyMigrations(
  sql: SqlSession,
  { folder = MIGRATIONS_FOLDER, onPending, only }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = (await readMigrations(folder)).filter(({ name }) => !only || only.has(name));
  const applied: string[] = [];
  const applyNext = async () => {
    await sql.execute(CREATE_BOOKKEEPING);
    const pending = pendingOf(migrations, await readApplied(sql));
    const [next] = pending;
    if (!next) return null;
    if (applied.length === 0) onPending?.(pending.length);
    await applyMigration(sql, next);
    return next.name;
  };
  for (;;) {
    const name = await inLockedTransaction(sql, applyNext);
    if (name === null) return applied;
    applied.push(name);
  }
}

/** A migration of prisma/migrations, and whether a database has it. */
export interface MigrationStatus {
  readonly name: string;
  readonly isApplied: boolean;
}

/** Status of every migration, in order. Read-only. */
export async function readStatus(sql: SqlSession, folder = MIGRATIONS_FOLDER): Promise<MigrationStatus[]> {
  const migrations = await readMigrations(folder);
  const [row] = await sql.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  const applied = row?.['exists'] === true ? await readApplied(sql) : new Map<unknown, unknown>();
  return migrations.map(({ name }) => ({ name, isApplied: applied.has(name) }));
}
