import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createLog } from '../../src/log/log.ts';
import type { CounterStore } from '../../src/throttle/counter.ts';
import { createRequestLimit, createThrottle } from '../../src/throttle/create-limits.ts';
import { RateLimited } from '../../src/throttle/rate-limited.ts';
import { openCounterStore } from '../../src/throttle/store.ts';
import { createPostgres, TEST_DATABASE_URL, type TestPostgres } from '../support/database.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { waitUntil } from '../support/wait-until.ts';

/** Stores to test, if configured; .ci/run has both. */
const TEST_REDIS_URL = process.env['TEST_REDIS_URL'] || null;
const describeWhen = (isThere: boolean, name: string, work: () => void): void => {
  if (isThere) describe(name, work);
};

let lines: string[] = [];
const log = createLog('info', { write: (line) => void lines.push(line) });
beforeEach(() => {
  lines = [];
});

const PER_MINUTE = 5;

/** A new caller. */
const somebody = (): string[] => [randomUUID()];

/** The number of accepted requests. */
async function taken(store: CounterStore, caller: string[], count: number): Promise<number> {
  const limit = await createRequestLimit(store, PER_MINUTE);
  const standings = [];
  for (let index = 0; index < count; index += 1) standings.push(await limit!.count(caller));
  return standings.filter(({ isOver }) => !isOver).length;
}

/** Tests of every shared store. */
function suite(urlOf: () => string, open: (url: string) => Promise<CounterStore>) {
  let proxy: TcpProxy;
  let one: CounterStore;
  let other: CounterStore;
  beforeAll(async () => {
    proxy = await TcpProxy.to(urlOf());
    one = await open(proxy.url);
    other = await open(urlOf());
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await proxy.cut();
  });

  test('counts of two processes add up', async () => {
    const caller = somebody();
    expect(await taken(one, caller, 3)).toBe(3);
    expect(await taken(other, caller, 3)).toBe(2);
    expect(await taken(one, caller, 1)).toBe(0);
  });

  test('says what is left, and until when', async () => {
    const limit = (await createRequestLimit(one, PER_MINUTE))!;
    const caller = somebody();
    const standings = [];
    for (let index = 0; index < 6; index += 1) standings.push(await limit.count(caller));
    expect(standings.map(({ remaining }) => remaining)).toEqual([4, 3, 2, 1, 0, 0]);
    expect(standings.map(({ isOver }) => isOver)).toEqual([false, false, false, false, false, true]);
    for (const { resetSeconds } of standings) {
      expect(resetSeconds).toBeGreaterThan(50);
      expect(resetSeconds).toBeLessThanOrEqual(60);
    }
  });

  test('limits failed sign-ins across processes', async () => {
    const claim = { email: `${randomUUID()}@example.com`, address: '192.0.2.1' };
    const [here, there] = [await createThrottle(one), await createThrottle(other)];
    const wrong = () => Promise.resolve(null);
    for (let index = 0; index < 5; index += 1) {
      await here.attempt(claim, wrong);
      await there.attempt(claim, wrong);
    }
    await expect(here.attempt(claim, wrong)).rejects.toThrow(RateLimited);
  });

  test('a success in one process resets the count in the others', async () => {
    const claim = { email: `${randomUUID()}@example.com`, address: '192.0.2.1' };
    const [here, there] = [await createThrottle(one), await createThrottle(other)];
    for (let index = 0; index < 9; index += 1) await here.attempt(claim, () => Promise.resolve(null));
    expect(await there.attempt(claim, () => Promise.resolve('proof'))).toBe('proof');
    expect(await here.attempt(claim, () => Promise.resolve('proof'))).toBe('proof');
  });

  test('each process counts in memory while the store is unreachable, and then uses it again', async () => {
    const limit = (await createRequestLimit(one, PER_MINUTE))!;
    const throttle = await createThrottle(one);
    const caller = somebody();
    await limit.count(caller);
    await proxy.cut();
    const standings = [];
    for (let index = 0; index < 6; index += 1) standings.push(await limit.count(caller));
    expect(standings.map(({ isOver }) => isOver)).toEqual([false, false, false, false, false, true]);
    const claim = { email: `${randomUUID()}@example.com`, address: '192.0.2.1' };
    expect(await throttle.attempt(claim, () => Promise.resolve('proof'))).toBe('proof');
    await proxy.open();
    await sleep(1500);
    expect(await taken(other, caller, 2)).toBe(2);
    expect(await taken(one, caller, 3)).toBe(2);
  });

  test('a hanging store delays a request by at most a second', async () => {
    const limit = (await createRequestLimit(one, PER_MINUTE))!;
    await limit.count(somebody());
    proxy.isDeaf = true;
    const startedAt = performance.now();
    expect(await limit.count(somebody())).toMatchObject({ isOver: false, remaining: PER_MINUTE - 1 });
    // A second, and whatever a busy machine adds: without its bound the request would wait for ever.
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    await proxy.cut();
    await proxy.open();
    await sleep(1500);
  });
}

describeWhen(TEST_DATABASE_URL !== null, 'counts in PostgreSQL', () => {
  let database: TestPostgres;
  const open = (databaseUrl: string) => openCounterStore({ redisUrl: null, databaseUrl }, log);
  beforeAll(async () => {
    database = await createPostgres();
  });
  afterAll(() => database.drop());

  describe('shared', () => {
    suite(() => database.url, open);
  });

  async function rows(): Promise<{ key: string; points: number }[]> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows: found } = await client.query<{ key: string; points: number }>(
      'SELECT * FROM request_counts',
    );
    await client.end();
    return found;
  }

  test('are no longer written for a caller over the limit, and hold no personal data', async () => {
    const store = await open(database.url);
    const caller = ['192.0.2.77'];
    const before = (await rows()).length;
    expect(await taken(store, caller, 50)).toBe(PER_MINUTE);
    const counted = await rows();
    expect(counted.length).toBe(before + 1);
    expect(Math.max(...counted.map(({ points }) => points))).toBeLessThanOrEqual(PER_MINUTE + 1);
    expect(JSON.stringify(counted)).not.toContain('192.0.2.77');
    await store.close();
  });

  test('of processes that start at once find one table', async () => {
    const empty = await createPostgres();
    const stores = await Promise.all(Array.from({ length: 6 }, () => open(empty.url)));
    const limits = await Promise.all(stores.map((store) => createRequestLimit(store, PER_MINUTE)));
    const caller = somebody();
    const standings = await Promise.all(limits.map((limit) => limit!.count(caller)));
    expect(standings.filter(({ isOver }) => isOver)).toHaveLength(1);
    await Promise.all(stores.map((store) => store.close()));
    await empty.drop();
  });
});

describeWhen(TEST_REDIS_URL !== null, 'counts in Redis', () => {
  const open = (redisUrl: string) => openCounterStore({ redisUrl, databaseUrl: null }, log);
  suite(() => TEST_REDIS_URL!, open);

  test('are preferred to those in PostgreSQL', async () => {
    const store = await openCounterStore(
      { redisUrl: TEST_REDIS_URL, databaseUrl: 'postgresql://127.0.0.1:1/nowhere' },
      log,
    );
    expect(await taken(store, somebody(), 6)).toBe(PER_MINUTE);
    await store.close();
  });

  test('of a hanging Redis delay only the first request', async () => {
    const proxy = await TcpProxy.to(TEST_REDIS_URL!);
    const store = await open(proxy.url);
    const limit = (await createRequestLimit(store, PER_MINUTE))!;
    proxy.isDeaf = true;
    await limit.count(somebody());
    await sleep(50);
    const startedAt = performance.now();
    for (let index = 0; index < 20; index += 1) await limit.count(somebody());
    // Twenty of them that were held up would take twenty seconds.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await store.close();
    await proxy.cut();
  });

  test('an outage is logged once at its beginning and end, without personal data', async () => {
    const proxy = await TcpProxy.to(TEST_REDIS_URL!);
    const store = await open(proxy.url);
    await proxy.cut();
    await sleep(1200);
    await proxy.open();
    await waitUntil(() => lines.length >= 2, 'both lines');
    await store.close();
    await proxy.cut();
    const said = lines.map((line) => JSON.parse(line) as { level: number; msg: string; err?: object });
    expect(said).toEqual([
      expect.objectContaining({ level: 40, msg: expect.stringMatching(/^Redis is unreachable/) }),
      expect.objectContaining({ level: 30, msg: 'Redis is back' }),
    ]);
    expect(said[0]!.err).toMatchObject({ code: expect.stringMatching(/^ECONN(REFUSED|RESET)$/) });
  });
});

test('in memory, for the embedded database, needs no store', async () => {
  const store = await openCounterStore({ redisUrl: null, databaseUrl: null }, log);
  expect(await taken(store, somebody(), 7)).toBe(PER_MINUTE);
  await store.close();
});

test('0 a minute is no limit, and any other number is the quota', async () => {
  const store = await openCounterStore({ redisUrl: null, databaseUrl: null }, log);
  expect(await createRequestLimit(store, 0)).toBeNull();
  expect(await createRequestLimit(store, 7)).toMatchObject({ quota: 7, windowSeconds: 60 });
  await store.close();
});
