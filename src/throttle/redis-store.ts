import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { storedCounter, type CounterLimit, type CounterStore } from './counter.ts';

/** For the first connection, which may cross a network and set up TLS. */
const CONNECT_MILLISECONDS = 5000;

/** Longer than counting takes. After it, the request is counted in memory and the client reconnects. */
const TIMEOUT_MILLISECONDS = 500;

/** The URL without user and password. */
function withoutCredentials(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/** Logs an outage of Redis once when it begins and once when it ends. */
function logOutages(client: Redis, log: Logger): void {
  let isDown = false;
  client.on('error', (err: unknown) => {
    if (!isDown) log.warn({ err }, 'Redis is unreachable: this process counts in memory until it is back');
    isDown = true;
  });
  client.on('ready', () => {
    if (isDown) log.info('Redis is back');
    isDown = false;
  });
}

/** @throws Error that names the setting and the URL; its cause is the error of the first attempt. */
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
  throw new Error(
    `REDIS_URL: Redis can't be reached at ${withoutCredentials(url)}. Start Redis or correct the URL.`,
    { cause: first },
  );
}

/** Counters in Redis, shared by all processes with the same REDIS_URL. */
export async function openRedisStore(url: string, log: Logger): Promise<CounterStore> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MILLISECONDS,
    commandTimeout: TIMEOUT_MILLISECONDS,
    socketTimeout: TIMEOUT_MILLISECONDS,
    disconnectTimeout: TIMEOUT_MILLISECONDS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
  });
  await connect(client, url);
  logOutages(client, log);
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
