import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { storedCounter, type CounterLimit, type CounterStore } from './counter.ts';

/** A statement takes well under a millisecond, so that four connections count thousands of requests a second. */
const CONNECTIONS = 4;

/** Longer than counting ever takes; then the request is counted in memory, and goes on. */
const PATIENCE_MILLISECONDS = 1000;

/** PostgreSQL's words for a table that another process made at the same moment. */
const MADE_BY_ANOTHER = new Set(['23505', '42710', '42P07']);

/**
 * The library's table, made unlogged: a count needs no flush to disk before its request may go on, and nobody misses
 * the counts that a crash of the database takes with it.
 */
async function makeTable(pool: pg.Pool, name: string): Promise<void> {
  const columns = 'key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint';
  try {
    await pool.query(`CREATE UNLOGGED TABLE IF NOT EXISTS "${name}" (${columns})`);
  } catch (error) {
    if (!MADE_BY_ANOTHER.has((error as { code?: string }).code ?? '')) throw error;
  }
}

/** Counts kept in PostgreSQL, where every process that serves the same workspaces adds to them. */
export function openPostgresStore(connectionString: string): CounterStore {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: PATIENCE_MILLISECONDS,
    query_timeout: PATIENCE_MILLISECONDS,
  });
  // A connection lost while idle is replaced by the next query, which reports whatever is wrong.
  pool.on('error', () => undefined);
  const counter = async (limit: CounterLimit) => {
    await makeTable(pool, limit.name);
    const { name: tableName } = limit;
    return new RateLimiterPostgres({
      ...storedCounter(limit),
      storeClient: pool,
      storeType: 'pool',
      tableName,
      tableCreated: true,
    });
  };
  return { counter, close: () => pool.end() };
}
