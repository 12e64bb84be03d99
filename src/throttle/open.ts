import pg from 'pg';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { SignInThrottle } from './sign-in-throttle.ts';

const MINUTE_SECONDS = 60;

/** Ten failed attempts, counted from the first one of a quarter of an hour. */
const LIMIT = { keyPrefix: 'sign-in', points: 10, duration: 15 * MINUTE_SECONDS };

/** One statement at a time is in flight per attempt, and hashing passwords is what attempts wait for. */
const CONNECTIONS = 2;

/** Made by the library where it is missing; its rows are counts that nobody misses. */
const TABLE = 'sign_in_attempts';

export interface ThrottleLimit {
  readonly points: number;
  /** In seconds. */
  readonly duration: number;
}

export interface OpenThrottle {
  readonly throttle: SignInThrottle;
  readonly close: () => Promise<void>;
}

/**
 * Counts kept in this process. Windows run by the system's clock, not by an injected one: the library forgets counts
 * with timers.
 */
export function createMemoryThrottle(limit: Partial<ThrottleLimit> = {}): SignInThrottle {
  return new SignInThrottle(new RateLimiterMemory({ ...LIMIT, ...limit }));
}

/** Counts kept in PostgreSQL, where every process that serves the same workspaces adds to them. */
export async function openPostgresThrottle(
  connectionString: string,
  limit: Partial<ThrottleLimit> = {},
): Promise<OpenThrottle> {
  const pool = new pg.Pool({ connectionString, max: CONNECTIONS });
  // A connection lost while idle is replaced by the next query, which reports whatever is wrong.
  pool.on('error', () => undefined);
  const limiter = await new Promise<RateLimiterPostgres>((resolve, reject) => {
    const made = new RateLimiterPostgres(
      { ...LIMIT, ...limit, storeClient: pool, storeType: 'pool', tableName: TABLE },
      (error) => {
        if (error) reject(error);
        else resolve(made);
      },
    );
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return { throttle: new SignInThrottle(limiter), close: () => pool.end() };
}

/** Counts in memory for the embedded database, which one process has for itself, or else in PostgreSQL. */
export async function openThrottle(databaseUrl: string | null): Promise<OpenThrottle> {
  if (databaseUrl !== null) return openPostgresThrottle(databaseUrl);
  return { throttle: createMemoryThrottle(), close: () => Promise.resolve() };
}
