import { availableParallelism } from 'node:os';
import pg from 'pg';
import { forServer, withUtc } from './utc.ts';

const CONNECTION_TIMEOUT_MILLISECONDS = 5_000;
/** The driver gives up after this time without any answer. */
const QUERY_TIMEOUT_MILLISECONDS = 20_000;
/** The server stops a statement after 15 s, the limit of OPERATION_SECONDS. */
const SERVER_TIMEOUTS = { statement_timeout: 15_000, idle_in_transaction_session_timeout: 30_000 };

/** SQLSTATE read_only_sql_transaction. */
const READ_ONLY = '25006';

/** Whether a URL says that PgBouncer stands between, as Prisma's own URLs do. */
export function usesPgBouncer(connectionString: string): boolean {
  return /[?&]pgbouncer=(true|1)(&|$)/.test(connectionString);
}

/** Settings of every connection. PgBouncer passes on no `options`, so setUtc sets the time zone there. */
export function connectionSettings(connectionString: string): pg.ClientConfig {
  return {
    connectionString: usesPgBouncer(connectionString) ? connectionString : withUtc(connectionString),
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MILLISECONDS,
    keepAlive: true,
  };
}

/** PgBouncer passes on no timeouts: its operator sets them on the database. */
function timeouts(connectionString: string): pg.ClientConfig {
  const query_timeout = QUERY_TIMEOUT_MILLISECONDS;
  return usesPgBouncer(connectionString) ? { query_timeout } : { query_timeout, ...SERVER_TIMEOUTS };
}

/** PgBouncer keeps this setting of each client, whichever connection of the server serves it. */
export async function setUtc(client: pg.ClientBase): Promise<void> {
  await client.query(`SET TimeZone TO 'UTC'`);
}

/** During a fail-over the address of the primary may still lead to a standby. Such a connection must not be kept. */
async function assertWritable(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ isStandby: boolean }>('SELECT pg_is_in_recovery() AS "isStandby"');
  if (rows[0]?.isStandby !== true) return;
  throw Object.assign(new Error('The server is a standby.'), { code: READ_ONLY });
}

/** Connections for each processor. More would only wait for each other; fewer would idle while a change waits its turn. */
const CONNECTIONS_PER_PROCESSOR = 4;
const MAX_CONNECTIONS = 32;

/** A pool of connections to the primary. A connection that breaks, or leads to a standby, is replaced. */
export function openPool(connectionString: string): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => {
    if (usesPgBouncer(connectionString)) await setUtc(client);
    await assertWritable(client);
  };
  const pool = new pg.Pool({
    ...connectionSettings(connectionString),
    ...(!usesPgBouncer(connectionString) && { connectionString: forServer(connectionString) }),
    ...timeouts(connectionString),
    max: Math.min(CONNECTIONS_PER_PROCESSOR * availableParallelism() + 2, MAX_CONNECTIONS),
    // The pool waits for the promise; its types don't say so.
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    onConnect,
  });
  // The pool replaces a connection that fails while idle; without a listener the process would end.
  pool.on('error', () => undefined);
  return pool;
}

/** A standby that is away must not hold a report up: the primary can answer it. */
const REPLICA_TIMEOUT_MILLISECONDS = 1_000;

/** A pool of connections to a standby, which only reads. */
export function openReplicaPool(connectionString: string): pg.Pool {
  const onConnect = async (client: pg.ClientBase) => {
    if (usesPgBouncer(connectionString)) await setUtc(client);
  };
  return new pg.Pool({
    ...connectionSettings(connectionString),
    ...timeouts(connectionString),
    connectionTimeoutMillis: REPLICA_TIMEOUT_MILLISECONDS,
    // eslint-disable-next-line @typescript-eslint/no-misused-promises
    onConnect,
  });
}
