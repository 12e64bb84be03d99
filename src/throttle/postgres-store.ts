import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { storedCounter, type CounterLimit, type CounterStore } from './counter.ts';

/** Four connections count thousands of requests per second: a statement takes less than a millisecond. */
const CONNECTIONS = 4;

/** Longer than counting takes. After it, the request is counted in memory. */
const TIMEOUT_MILLISECONDS = 1000;

/** SQLSTATEs for a table that another process created at the same time. */
const ALREADY_EXISTS = new Set(['23505', '42710', '42P07']);

/** Creates the library's table unlogged: counting waits for no flush to disk, and counts may be lost in a crash. */
async function makeTable(pool: pg.Pool, name: string): Promise<void> {
  const columns = 'key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint';
  try {
    await pool.query(`CREATE UNLOGGED TABLE IF NOT EXISTS "${name}" (${columns})`);
  } catch (error) {
    if (!ALREADY_EXISTS.has((error as { code?: string }).code ?? '')) throw error;
  }
}

/** The library names its prepared statements. PgBouncer before 1.21 gives a name's next use to another connection. */
function withoutNames(pool: pg.Pool): Pick<pg.Pool, 'query'> {
  const query = ({ text, values }: pg.QueryConfig) => pool.query({ text, values });
  return { query } as Pick<pg.Pool, 'query'>;
}

/** Counters in PostgreSQL, shared by all processes of the same database. */
export function openPostgresStore(connectionString: string): CounterStore {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MILLISECONDS,
    query_timeout: TIMEOUT_MILLISECONDS,
  });
  // The next query replaces a connection lost while idle, and reports its error.
  pool.on('error', () => undefined);
  const counter = async (limit: CounterLimit) => {
    await makeTable(pool, limit.name);
    const { name: tableName } = limit;
    return new RateLimiterPostgres({
      ...storedCounter(limit),
      storeClient: withoutNames(pool),
      storeType: 'client',
      tableName,
      tableCreated: true,
    });
  };
  return { counter, close: () => pool.end() };
}
