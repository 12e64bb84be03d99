import type { CounterLimit, CounterStore, Limit } from './counter.ts';
import { CostLimit } from './cost-limit.ts';
import { RequestLimit } from './request-limit.ts';
import { SignInThrottle } from './sign-in-throttle.ts';

const MINUTE_SECONDS = 60;
const DAY_SECONDS = 86_400;

/** Ten failed attempts in 15 minutes, for one account and network. */
const SIGN_IN: CounterLimit = { name: 'sign_in_attempts', points: 10, duration: 15 * MINUTE_SECONDS };

/** For all accounts from one network: enough for a large office, too few to try a list of accounts. */
const NETWORK: CounterLimit = { name: 'sign_in_failures', points: 300, duration: 15 * MINUTE_SECONDS };

/** For one account from all networks that have not signed in to it: more than a household gets wrong. */
const STRANGERS: CounterLimit = { name: 'sign_in_strangers', points: 50, duration: 15 * MINUTE_SECONDS };

/** Then one attempt in so many seconds: 180 in 15 minutes. */
const PACE: CounterLimit = { name: 'sign_in_pace', points: 1, duration: 5 };

/** How long a network stays known. A counter in memory expires with a timer, which holds 24 days at most. */
const KNOWN: CounterLimit = { name: 'sign_in_known', points: 1, duration: 14 * DAY_SECONDS };

/** Limits failed sign-ins. `limit` overrides the default of ten attempts in 15 minutes. */
export async function createThrottle(
  store: CounterStore,
  limit: Partial<Limit> = {},
): Promise<SignInThrottle> {
  return new SignInThrottle({
    byAccount: await store.counter({ ...SIGN_IN, ...limit }),
    byNetwork: await store.counter(NETWORK),
    byStrangers: await store.counter(STRANGERS),
    strangersPace: await store.counter(PACE),
    known: await store.counter(KNOWN),
  });
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

/** Limits the cost of each caller's operations; null without a limit, for 0 per minute. */
export async function createCostLimit(store: CounterStore, costPerMinute: number): Promise<CostLimit | null> {
  if (costPerMinute === 0) return null;
  // Not blocked in memory: a reservation is given back when the operation cost less.
  const limit: CounterLimit = { name: 'request_costs', points: costPerMinute, duration: MINUTE_SECONDS };
  return new CostLimit(await store.counter(limit));
}
