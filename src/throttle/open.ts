import { memoryCounter, type CounterLimit, type CounterStore, type Limit } from './counter.ts';
import { openPostgresStore } from './postgres-store.ts';
import { RequestLimit } from './request-limit.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

const MINUTE_SECONDS = 60;

/** Ten failed attempts, counted from the first one of a quarter of an hour. */
const SIGN_IN: CounterLimit = { name: 'sign_in_attempts', points: 10, duration: 15 * MINUTE_SECONDS };

/** Of all accounts together, from one network: more than the forgetful people of a large office, and few for a list. */
const NETWORK: CounterLimit = { name: 'sign_in_failures', points: 300, duration: 15 * MINUTE_SECONDS };

export interface OpenThrottle {
  readonly throttle: SignInThrottle;
  readonly close: () => Promise<void>;
}

/** Bounds failed sign-ins by counts in this process. */
export function createMemoryThrottle(limit: Partial<Limit> = {}): SignInThrottle {
  return new SignInThrottle(memoryCounter({ ...SIGN_IN, ...limit }), memoryCounter(NETWORK));
}

/** Bounds failed sign-ins by counts in a store. */
export async function createThrottle(
  store: CounterStore,
  limit: Partial<Limit> = {},
): Promise<SignInThrottle> {
  return new SignInThrottle(await store.counter({ ...SIGN_IN, ...limit }), await store.counter(NETWORK));
}

/** The same in a PostgreSQL of its own. */
export async function openPostgresThrottle(
  connectionString: string,
  limit: Partial<Limit> = {},
): Promise<OpenThrottle> {
  const store = openPostgresStore(connectionString);
  try {
    return { throttle: await createThrottle(store, limit), close: () => store.close() };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Bounds the requests of each caller; null where they are not bounded, for 0 a minute. */
export async function createRequestLimit(
  store: CounterStore,
  requestsPerMinute: number,
): Promise<RequestLimit | null> {
  if (requestsPerMinute === 0) return null;
  const window = { points: requestsPerMinute, duration: MINUTE_SECONDS };
  return new RequestLimit(await store.counter({ ...window, name: 'request_counts', isFinal: true }));
}
