import type { Logger } from 'pino';
import { memoryCounter, type CounterStore } from './counter.ts';
import { openPostgresStore } from './postgres-store.ts';

/** Counters in this process. */
export const MEMORY_STORE: CounterStore = {
  counter: (limit) => Promise.resolve(memoryCounter(limit)),
  close: () => Promise.resolve(),
};

export interface StoreSettings {
  readonly redisUrl: string | null;
  readonly databaseUrl: string | null;
}

/**
 * Redis if configured, else PostgreSQL, else memory, since the embedded database has one process only.
 *
 * @throws Error when the store can't be reached, so that a wrong setting shows at the start.
 */
export async function openCounterStore(settings: StoreSettings, log: Logger): Promise<CounterStore> {
  const { redisUrl, databaseUrl } = settings;
  if (redisUrl !== null) {
    // Loaded on demand: a start without Redis need not wait for its client.
    const { openRedisStore } = await import('./redis-store.ts');
    return openRedisStore(redisUrl, log);
  }
  if (databaseUrl !== null) return openPostgresStore(databaseUrl);
  return MEMORY_STORE;
}
