import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { availableParallelism } from 'node:os';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openFolderDatabase } from './embedded.ts';
import { lockFolder, type LockedFolder } from './folder-lock.ts';
import { assertDiskSpace, guardDiskSpace, freeSpaceAt, type ReadFreeSpace } from './disk-space.ts';
import { applyMigrations, readStatus, type MigrationStatus } from './migrate.ts';
import { explainConnection } from './connection-error.ts';
import { EmbeddedReader, PoolReader, withReader } from './read-sql.ts';
import { StatementNames } from './statement-names.ts';
import type { SqlSession } from './sql.ts';
import { forServer, withUtc } from './utc.ts';

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
    adapter: new PrismaPGlite(pglite),
    transactionOptions: EMBEDDED_TRANSACTION,
  });
  const close = async () => {
    await prisma.$disconnect();
    await pglite.close();
    await lock.release();
  };
  const guarded = guardDiskSpace(withReader(prisma, new EmbeddedReader(pglite)), readFreeSpace);
  return { prisma: guarded, kind: 'embedded', applied, close };
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

/** Connections for each processor. More would only wait for each other; fewer would idle while a change waits its turn. */
const CONNECTIONS_PER_PROCESSOR = 4;
const MAX_CONNECTIONS = 32;

function openPool(connectionString: string): pg.Pool {
  const max = Math.min(CONNECTIONS_PER_PROCESSOR * availableParallelism() + 2, MAX_CONNECTIONS);
  const pool = new pg.Pool({ connectionString: forServer(connectionString), max, ...POSTGRES_TIMEOUTS });
  // The pool replaces a connection that fails while idle; without a listener the process would end.
  pool.on('error', () => undefined);
  return pool;
}

/** Opens PostgreSQL, version 15 or newer, at a connection URL. */
export async function openPostgres(connectionString: string, onProgress = ignore): Promise<Database> {
  onProgress('Connecting to PostgreSQL …');
  const applied = await withPostgres(connectionString, (sql) =>
    applyMigrations(sql, { onPending: reportMigrations(onProgress) }),
  );
  const pool = openPool(connectionString);
  const names = new StatementNames();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => names.nameOf(sql) as string }),
    transactionOptions: POSTGRES_TRANSACTION,
  });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma: withReader(prisma, new PoolReader(pool, names)), kind: 'postgresql', applied, close };
}

/** Lists the migrations and whether the configured database has them. Read-only. */
export async function readMigrationStatus({
  databaseUrl,
  dataFolder,
}: DatabaseSettings): Promise<MigrationStatus[]> {
  if (databaseUrl !== null) return withPostgres(databaseUrl, (sql) => readStatus(sql));
  const lock = await lockFolder(dataFolder);
  try {
    const { pglite, sql } = await openFolderDatabase(lock.clusterFolder, lock.isNew);
    return await readStatus(sql).finally(() => pglite.close());
  } finally {
    await lock.release();
  }
}

/** Runs statements over a separate connection. */
async function withPostgres<Result>(
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
