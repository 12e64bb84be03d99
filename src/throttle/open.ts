import type { CounterLimit, CounterStore, Limit } from './counter.ts';
import { RequestLimit } from './request-limit.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

const MINUTE_SECONDS = 60;

/** Ten failed attempts, counted from the first one of a quarter of an hour. */
const SIGN_IN: CounterLimit = { name: 'sign_in_attempts', points: 10, duration: 15 * MINUTE_SECONDS };

/** Of all accounts together, from one network: more than the forgetful people of a large office, and few for a list. */
const NETWORK: CounterLimit = { name: 'sign_in_failures', points: 300, duration: 15 * MINUTE_SECONDS };

/** Bounds failed sign-ins by counts in a store. `limit`: what differs from ten in a quarter of an hour. */
export async function createThrottle(
  store: CounterStore,
  limit: Partial<Limit> = {},
): Promise<SignInThrottle> {
  return new SignInThrottle(await store.counter({ ...SIGN_IN, ...limit }), await store.counter(NETWORK));
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
