import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { openFolderDatabase } from './embedded.ts';
import { lockFolder, type LockedFolder } from './folder-lock.ts';
import { applyMigrations } from './migrate.ts';
import { assertDiskSpace, guardDiskSpace, freeSpaceAt, type ReadFreeSpace } from './disk-space.ts';

/** The embedded database has one connection: its transactions queue, and a burst must not time out in the queue. */
export const EMBEDDED_TRANSACTION = { maxWait: 30_000, timeout: 30_000 };
const POSTGRES_TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/**
 * A server that is away, or a connection that died without a word, is found out in bounded time. What the server stops
 * takes as long as an operation may (OPERATION_SECONDS is 15); what the driver gives up on has had no answer at all.
 */
const POSTGRES_PATIENCE = {
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

async function openLocked(lock: LockedFolder, readRoom: ReadFreeSpace): Promise<Database> {
  // Opening writes as well: it recovers what a crash has left, and migrates.
  await assertDiskSpace(lock.clusterFolder, lock.isNew, readRoom);
  const { pglite, sql } = await openFolderDatabase(lock.clusterFolder, lock.isNew);
  const applied = await applyMigrations(sql);
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
  return { prisma: guardDiskSpace(prisma, readRoom), kind: 'embedded', applied, close };
}

/**
 * PostgreSQL in this process, in a folder that this process has for itself. `readRoom`: how much is free there; asked of
 * its disk when absent.
 */
export async function openEmbedded(folder: string, readRoom = freeSpaceAt(folder)): Promise<Database> {
  const lock = await lockFolder(folder);
  try {
    return await openLocked(lock, readRoom);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** PostgreSQL 15 or newer, at a connection URL. */
export async function openPostgres(connectionString: string): Promise<Database> {
  const applied = await migratePostgres(connectionString);
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString, ...POSTGRES_PATIENCE }),
    transactionOptions: POSTGRES_TRANSACTION,
  });
  return { prisma, kind: 'postgresql', applied, close: () => prisma.$disconnect() };
}

async function migratePostgres(connectionString: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: POSTGRES_PATIENCE.connectionTimeoutMillis,
  });
  await client.connect();
  try {
    return await applyMigrations({
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
