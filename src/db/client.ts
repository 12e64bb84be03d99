import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { explainConnection } from './connection-error.ts';
import type { EngineSetting } from './engine.ts';
import { applyMigrations, readStatus, type MigrationStatus } from './migrate.ts';
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
  /** What serves it. PGlite alone may lose the last changes in a power cut. */
  readonly engine: 'postgresql' | 'pglite';
  /** What an operator should know about it, as lines. */
  readonly notes: readonly string[];
  /** Names of the migrations that this start applied. */
  readonly applied: readonly string[];
  /** Session of PGlite, shared with `prisma`; absent on PostgreSQL. */
  readonly embeddedSql?: SqlSession;
  close(): Promise<void>;
}

/** Location of the database; see src/config.ts. */
export interface DatabaseSettings {
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  readonly embeddedDatabase: EngineSetting;
}

/** Receives a progress line while a database opens. */
export type OnProgress = (line: string) => void;

const ignore: OnProgress = () => undefined;

/** Reports pending migrations as a progress line. */
export function reportMigrations(onProgress: OnProgress) {
  return (count: number) => {
    onProgress(`Applying ${count} ${count === 1 ? 'migration' : 'migrations'} …`);
  };
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
  return {
    prisma,
    kind: 'postgresql',
    engine: 'postgresql',
    notes: [],
    applied,
    close: () => prisma.$disconnect(),
  };
}

/** Lists the migrations and whether the PostgreSQL at a connection URL has them. Read-only. */
export function readPostgresStatus(connectionString: string): Promise<MigrationStatus[]> {
  return withPostgres(connectionString, (sql) => readStatus(sql));
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
