import { RateLimiterMemory, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** How many points one caller may use in a window. */
export interface Limit {
  readonly points: number;
  /** Length of the window in seconds, from its first point. */
  readonly duration: number;
}

export interface CounterLimit extends Limit {
  /** Names the counter in its store; also the table's name in PostgreSQL. */
  readonly name:
    | 'sign_in_attempts'
    | 'sign_in_failures'
    | 'sign_in_strangers'
    | 'sign_in_pace'
    | 'sign_in_known'
    | 'request_counts'
    | 'request_costs';
  /**
   * Whether an exhausted key is refused from memory until its window ends, without asking the store. Not for counters
   * that are reset: the other processes would not notice.
   */
  readonly blocksInMemory?: true;
}

/** Stores counters, for one process or for all that share the store. */
export interface CounterStore {
  counter(limit: CounterLimit): Promise<RateLimiterAbstract>;
  close(): Promise<void>;
}

/** A counter in this process. Its windows follow the system clock, since the library expires counts with timers. */
export function memoryCounter({ name, points, duration }: CounterLimit): RateLimiterAbstract {
  return new RateLimiterMemory({ keyPrefix: name, points, duration });
}

/** Options of every counter in a store. While the store is unreachable, this process counts in memory instead. */
export function storedCounter(limit: CounterLimit) {
  const { name, points, duration, blocksInMemory = false } = limit;
  return {
    keyPrefix: name,
    points,
    duration,
    insuranceLimiter: memoryCounter(limit),
    ...(blocksInMemory && { inMemoryBlockOnConsumed: points }),
  };
}
