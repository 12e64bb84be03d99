import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openCluster } from './open-cluster.ts';
import { lockFolder, type LockedFolder } from './folder-lock.ts';
import { assertDiskSpace, guardDiskSpace, freeSpaceAt, type ReadFreeSpace } from './disk-space.ts';
import { applyMigrations, readStatus, type MigrationStatus } from './migrate.ts';
import { explainConnection } from './connection-error.ts';
import type { SqlSession } from './sql.ts';
import { withUtc } from './utc.ts';

/** The embedded database has one connection, so transactions queue. The limits let a burst wait its turn. */
export const EMBEDDED_TRANSACTION = { maxWait: 30_000, timeout: 30_000 };
const POSTGRES_TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/**
 * Timeouts that detect an absent server or a dead connection. The server stops a statement after 15 s, the limit of
 * OPERATION_SECONDS; the driver gives up after 20 s without any answer.
 */
const POSTGRES_TIMEOUTS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  query_timeout: 20_000,
  idle_in_transaction_session_timeout: 30_000,
  keepAlive: true,
};

/** An open, migrated database. */
export interface Database {
  readonly prisma: PrismaClient;
  readonly kind: 'embedded' | 'postgresql';
  /** Names of the migrations that this start applied. */
  readonly applied: readonly string[];
  /** Session of the embedded database, shared with `prisma`; absent on PostgreSQL. */
  readonly embeddedSql?: SqlSession;
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
  const { pglite, sql } = await openCluster(lock);
  const applied = await applyMigrations(sql, { onPending: reportMigrations(onProgress) });
  if (lock.isNew || lock.isForeign) await lock.markComplete();
  const prisma = new PrismaClient({
    adapter: new PrismaPGlite(pglite),
    transactionOptions: EMBEDDED_TRANSACTION,
  });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
    await lock.release();
  };
  return {
    ...{ prisma: guardDiskSpace(prisma, readFreeSpace), kind: 'embedded', applied },
    ...{ embeddedSql: sql, close },
  };
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
  const applied = await withPostgres(connectionString, (sql) =>
    applyMigrations(sql, { onPending: reportMigrations(onProgress) }),
  );
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: withUtc(connectionString), ...POSTGRES_TIMEOUTS }),
    transactionOptions: POSTGRES_TRANSACTION,
  });
  return { prisma, kind: 'postgresql', applied, close: () => prisma.$disconnect() };
}

/** Lists the migrations and whether the configured database has them. Read-only. */
export async function readMigrationStatus({
  databaseUrl,
  dataFolder,
}: DatabaseSettings): Promise<MigrationStatus[]> {
  if (databaseUrl !== null) return withPostgres(databaseUrl, (sql) => readStatus(sql));
  const lock = await lockFolder(dataFolder);
  try {
    const { pglite, sql } = await openCluster(lock);
    return await readStatus(sql).finally(() => pglite.close());
  } finally {
    await lock.release();
  }
}

/** Runs statements over a separate connection. */
export async function withPostgres<Result>(
  connectionString: string,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({
    connectionString: withUtc(connectionString),
    connectionTimeoutMillis: POSTGRES_TIMEOUTS.connectionTimeoutMillis,
  });
  try {
    await client.connect();
  } catch (error) {
    throw explainConnection(error, connectionString);
  }
  try {
    return await work({
      execute: async (statements) => {
        await client.query(statements);
      },
      query: async (statement, parameters = []) => {
        const result = await client.query<Record<string, unknown>>(statement, [...parameters]);
        return result.rows;
      },
    });
  } finally {
    await client.end();
  }
}
