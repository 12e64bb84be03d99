import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** How much of one thing one caller may do. */
export interface Limit {
  readonly points: number;
  /** In seconds, from the first point that is taken. */
  readonly duration: number;
}

export interface CounterLimit extends Limit {
  /** Of the counts, among all that a store keeps; also the table's name in PostgreSQL. */
  readonly name: 'sign_in_attempts' | 'sign_in_failures' | 'request_counts';
  /**
   * Whether a key that is used up is refused from memory until its window ends, at no cost to the store. Not for
   * counts that something clears: the other processes would not hear of it.
   */
  readonly isFinal?: true;
}

/** Where counts are kept, for one process or for all that share it. */
export interface CounterStore {
  counter(limit: CounterLimit): Promise<RateLimiterAbstract>;
  close(): Promise<void>;
}

/**
 * Counts kept in this process. Windows run by the system's clock, not by an injected one: the library forgets counts
 * with timers.
 */
export function memoryCounter({ name, points, duration }: CounterLimit): RateLimiterAbstract {
  return new RateLimiterMemory({ keyPrefix: name, points, duration });
}

/**
 * What every counter in a store shares. While the store is away this process counts by itself, so that nobody is
 * refused for it.
 */
export function storedCounter(limit: CounterLimit) {
  const { name, points, duration, isFinal = false } = limit;
  return {
    keyPrefix: name,
    points,
    duration,
    insuranceLimiter: memoryCounter(limit),
    ...(isFinal && { inMemoryBlockOnConsumed: points }),
  };
}
