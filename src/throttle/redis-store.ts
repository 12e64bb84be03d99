import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { storedCounter, type CounterLimit, type CounterStore } from './counter.ts';

/** For the first connection, which may have to cross a network and set up TLS. */
const CONNECT_MILLISECONDS = 5000;

/** Longer than counting ever takes; then the request is counted in memory, and the connection made anew. */
const PATIENCE_MILLISECONDS = 500;

/** Where Redis is, without who asks and with which password. */
function placeOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Says once that Redis is gone and once that it is back, however often it is tried in between. */
function report(client: Redis, log: Logger): void {
  let isAway = false;
  client.on('error', (err: unknown) => {
    if (!isAway) log.warn({ err }, 'Redis is away: this process counts by itself until it is back');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });
}

/** @throws Error that names the setting and the place; its cause is what the first attempt met. */
async function connect(client: Redis, url: string): Promise<void> {
  let first: unknown;
  client.on('error', (error: unknown) => {
    first ??= error;
  });
  const isConnected = await client.connect().then(
    () => true,
    (error: unknown) => {
      first ??= error;
      return false;
    },
  );
  if (isConnected) return;
  client.disconnect();
  throw new Error(`REDIS_URL: Redis can't be reached at ${placeOf(url)}.`, { cause: first });
}

/** Counts kept in Redis, where every process that is told of it adds to them. */
export async function openRedisStore(url: string, log: Logger): Promise<CounterStore> {
  // Loaded here: who has no Redis need not wait for it.
  const { Redis: RedisClient } = await import('ioredis');
  const client = new RedisClient(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    commandTimeout: PATIENCE_MILLISECONDS,
    socketTimeout: PATIENCE_MILLISECONDS,
    disconnectTimeout: PATIENCE_MILLISECONDS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
  });
  await connect(client, url);
  report(client, log);
  const counter = (limit: CounterLimit) =>
    Promise.resolve(
      new RateLimiterRedis({
        ...storedCounter(limit),
        keyPrefix: `keynest:${limit.name}`,
        storeClient: client,
        rejectIfRedisNotReady: true,
      }),
    );
  const close = () => {
    client.disconnect();
    return Promise.resolve();
  };
  return { counter, close };
}
