import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../generated/prisma/client.ts';
import { explainConnection } from './connection-error.ts';
import { connectionSettings, openPool, setUtc, usesPgBouncer } from './postgres-pool.ts';
import { assertServerVersion, missingTimeout } from './server-version.ts';
import type { EngineSetting } from './engine.ts';
import { applyMigrations } from './migrate.ts';
import { measured } from './measured-adapter.ts';
import { PoolSender, withSender } from './read-sql.ts';
import { StatementNames } from './statement-names.ts';
import type { SqlSession } from './sql.ts';
import type { PoolUse } from '../telemetry/queue-metrics.ts';

/** The embedded database has one connection, so transactions queue. The limits let a burst wait its turn. */
export const EMBEDDED_TRANSACTION = { maxWait: 30_000, timeout: 30_000 };
const POSTGRES_TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

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
  /** Of PostgreSQL; the embedded database has one connection. */
  readonly poolUse?: () => PoolUse;
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
  const applied = await withPostgres(connectionString, async (sql) => {
    const warning = usesPgBouncer(connectionString) ? await missingTimeout(sql) : null;
    if (warning !== null) onProgress(warning);
    return applyMigrations(sql, { onPending: reportMigrations(onProgress) });
  });
  const pool = openPool(connectionString);
  const names = new StatementNames(!usesPgBouncer(connectionString));
  const statementNameGenerator = ({ sql }: { readonly sql: string }) => names.nameOf(sql) as string;
  const prisma = new PrismaClient({
    adapter: measured(new PrismaPg(pool, { statementNameGenerator })),
    transactionOptions: POSTGRES_TRANSACTION,
  });
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  const poolUse = () => ({
    max: pool.options.max,
    open: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return {
    prisma: withSender(prisma, new PoolSender(pool, names)),
    kind: 'postgresql',
    engine: 'postgresql',
    notes: [],
    applied,
    poolUse,
    close,
  };
}

/** Runs statements over a separate connection. */
export async function withPostgres<Result>(
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
