import type { CounterLimit, CounterStore, Limit } from './counter.ts';
import { RequestLimit } from './request-limit.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

const MINUTE_SECONDS = 60;

/** Ten failed attempts in 15 minutes, for one account and network. */
const SIGN_IN: CounterLimit = { name: 'sign_in_attempts', points: 10, duration: 15 * MINUTE_SECONDS };

/** For all accounts from one network: enough for a large office, too few to try a list of accounts. */
const NETWORK: CounterLimit = { name: 'sign_in_failures', points: 300, duration: 15 * MINUTE_SECONDS };

/** Limits failed sign-ins. `limit` overrides the default of ten attempts in 15 minutes. */
export async function createThrottle(
  store: CounterStore,
  limit: Partial<Limit> = {},
): Promise<SignInThrottle> {
  return new SignInThrottle(await store.counter({ ...SIGN_IN, ...limit }), await store.counter(NETWORK));
}

/** Limits the requests of each caller; null without a limit, for 0 per minute. */
export async function createRequestLimit(
  store: CounterStore,
  requestsPerMinute: number,
): Promise<RequestLimit | null> {
  if (requestsPerMinute === 0) return null;
  const window = { points: requestsPerMinute, duration: MINUTE_SECONDS };
  return new RequestLimit(await store.counter({ ...window, name: 'request_counts', blocksInMemory: true }));
}
