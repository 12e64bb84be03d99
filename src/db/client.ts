import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openFolderDatabase } from './embedded.ts';
import { lockFolder, type LockedFolder } from './folder-lock.ts';
import { assertDiskSpace, guardDiskSpace, freeSpaceAt, type ReadFreeSpace } from './disk-space.ts';
import { applyMigrations, readStatus, type MigrationStatus } from './migrate.ts';
import { explainConnection } from './connection-error.ts';
import { measured } from './measured-adapter.ts';
import { connectionSettings, openPool, setUtc, usesPgBouncer } from './postgres-pool.ts';
import { assertServerVersion, missingTimeout } from './server-version.ts';
import type { SqlSession } from './sql.ts';
import type { PoolUse } from '../telemetry/queue-metrics.ts';

/** The embedded database has one connection, so transactions queue. The limits let a burst wait its turn. */
export const EMBEDDED_TRANSACTION = { maxWait: 30_000, timeout: 30_000 };
const POSTGRES_TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/** An open, migrated database. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly kind: 'embedded' | 'postgresql';
  /** Names of the migrations that this start applied. */
  readonly applied: readonly string[];
  /** Of PostgreSQL; the embedded database has one connection. */
  readonly poolUse?: () => PoolUse;
  close(): Promise<void>;
}

/** Location of the database; see src/config.ts. */
export interface DatabaseSettings {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
}

/** Receives a progress line while a database opens. */
export type OnProgress = (line: string) => void;

const ignore: OnProgress = () => undefined;

function reportMigrations(onProgress: OnProgress) {
  return (count: number) => {
    onProgress(`Applying ${count} ${count === 1 ? 'migration' : 'migrations'} …`);
  };
}

/** Opens the configured database: PostgreSQL with a URL, else the embedded database. */
export function openDatabase(
  { databaseUrl, dataFolder }: DatabaseSettings,
  onProgress = ignore,
): Promise<Database> {
  return databaseUrl === null
    ? openEmbedded(dataFolder, undefined, onProgress)
    : openPostgres(databaseUrl, onProgress);
}

async function openLocked(
  folder: string,
  lock: LockedFolder,
  readFreeSpace: ReadFreeSpace,
  onProgress: OnProgress,
): Promise<Database> {
  // Opening writes to the disk: it recovers from a crash and applies migrations.
  await assertDiskSpace(lock.clusterFolder, lock.isNew, readFreeSpace);
  onProgress(`${lock.isNew ? 'Creating a database' : 'Opening the database'} in ${folder} …`);
  const { pglite, sql } = await openFolderDatabase(lock.clusterFolder, lock.isNew);
  const applied = await applyMigrations(sql, { onPending: reportMigrations(onProgress) });
  if (lock.isNew) await lock.markComplete();
  const prisma = new PrismaClient({
    adapter: measured(new PrismaPGlite(pglite)),
    transactionOptions: EMBEDDED_TRANSACTION,
  });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
    await lock.release();
  };
  return { prisma: guardDiskSpace(prisma, readFreeSpace), kind: 'embedded', applied, close };
}

/**
 * Opens PostgreSQL in this process, in a folder that this process locks.
 *
 * @param readFreeSpace - gives the free bytes of the folder's disk; reads the disk when absent.
 */
export async function openEmbedded(
  folder: string,
  readFreeSpace = freeSpaceAt(folder),
  onProgress = ignore,
): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    return await openLocked(folder, lock, readFreeSpace, onProgress);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens PostgreSQL, version 15 or newer, at a connection URL. */
export async function openPostgres(connectionString: string, onProgress = ignore): Promise<Database> {
  onProgress('Connecting to PostgreSQL …');
  const applied = await withPostgres(connectionString, async (sql) => {
    const warning = usesPgBouncer(connectionString) ? await missingTimeout(sql) : null;
    if (warning !== null) onProgress(warning);
    return applyMigrations(sql, { onPending: reportMigrations(onProgress) });
  });
  const pool = openPool(connectionString);
  const prisma = new PrismaClient({
    adapter: measured(new PrismaPg(pool, { disposeExternalPool: true })),
    transactionOptions: POSTGRES_TRANSACTION,
  });
  const { max } = pool.options;
  const poolUse = () => ({
    max,
    open: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { prisma, kind: 'postgresql', applied, poolUse, close: () => prisma.$disconnect() };
}

/** Lists the migrations and whether the configured database has them. Read-only. */
export function readMigrationStatus(settings: DatabaseSettings): Promise<MigrationStatus[]> {
  return inspectDatabase(settings, (sql) => readStatus(sql));
}

/** Runs statements on the configured database as it is, without migrating it. */
export async function inspectDatabase<Result>(
  { databaseUrl, dataFolder }: DatabaseSettings,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  if (databaseUrl !== null) return withPostgres(databaseUrl, work);
  const lock = await lockFolder(dataFolder);
  try {
    const { pglite, sql } = await openFolderDatabase(lock.clusterFolder, lock.isNew);
    return await work(sql).finally(() => pglite.close());
  } finally {
    await lock.release();
  }
}

/** Runs statements over a separate connection. */
async function withPostgres<Result>(
  connectionString: string,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(connectionSettings(connectionString));
  // The statement that finds the connection lost reports it; without a listener the process would end.
  client.on('error', () => undefined);
  try {
    await client.connect();
    if (usesPgBouncer(connectionString)) await setUtc(client);
  } catch (error) {
    throw explainConnection(error, connectionString);
  }
  try {
    const sql: SqlSession = {
      execute: async (statements) => {
        await client.query(statements);
      },
      query: async (statement, parameters = []) => {
        const result = await client.query<Record<string, unknown>>(statement, [...parameters]);
        return result.rows;
      },
    };
    await assertServerVersion(sql);
    return await work(sql);
  } finally {
    await client.end();
  }
}
