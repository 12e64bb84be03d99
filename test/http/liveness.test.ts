import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { exchange, requestText } from './support.ts';

let keynest: KeyNest;
/** What the database answers, instead of rows. */
let isAway = false;
let isReady = true;

beforeAll(async () => {
  keynest = await startKeyNest({
    wrapPrisma: (prisma) =>
      prisma.$extends({
        query: {
          $allOperations: ({ args, query }) =>
            isAway ? Promise.reject(new Error('away')) : (query(args) as Promise<unknown>),
        },
      }) as unknown as typeof prisma,
    settings: { isReady: () => isReady },
  });
});
afterEach(() => {
  isAway = false;
  isReady = true;
});
afterAll(() => keynest.close());

const statusOf = async (path: string, method = 'GET') =>
  (await fetch(keynest.origin + path, { method })).status;

test('a process is alive and ready', async () => {
  expect([await statusOf('/livez'), await statusOf('/healthz')]).toEqual([200, 200]);
  expect(await (await fetch(`${keynest.origin}/livez`)).json()).toEqual({ status: 'ok' });
});

test('it is alive without a database, but not ready', async () => {
  isAway = true;
  expect([await statusOf('/livez'), await statusOf('/healthz')]).toEqual([200, 503]);
});

test('it is alive while it drains, but not ready', async () => {
  isReady = false;
  expect([await statusOf('/livez'), await statusOf('/healthz')]).toEqual([200, 503]);
});

test('probes need no valid Host header', async () => {
  const text = requestText('GET', '/livez', { Host: 'a b' });
  expect((await exchange(keynest.origin, text)).status).toBe(200);
});

test('liveness is read, not written, and its answer is not cached', async () => {
  expect(await statusOf('/livez', 'HEAD')).toBe(200);
  expect(await statusOf('/livez', 'POST')).toBe(405);
  const { headers } = await fetch(`${keynest.origin}/livez`);
  expect(headers.get('cache-control')).toBe('no-store');
});
