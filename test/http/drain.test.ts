import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.ts';
import { makeDrainable, type DrainableServer, type DrainOptions } from '../../src/http/drain.ts';
import { requestText, Wire } from './support.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.closeAllConnections();
  servers.length = 0;
});

interface Served {
  readonly origin: string;
  readonly drainable: DrainableServer;
}

async function serve(options: Partial<DrainOptions>, handle: RequestListener): Promise<Served> {
  const server = createServer(handle);
  servers.push(server);
  const drainable = makeDrainable(server, { operationSeconds: 1, noticeSeconds: 0, ...options });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, drainable };
}

const KEPT = requestText('GET', '/', { Connection: 'keep-alive' });
const answer: RequestListener = (_request, response) => response.end('whole');

async function timeOf(work: Promise<unknown>): Promise<number> {
  const startedAt = Date.now();
  await work;
  return Date.now() - startedAt;
}

describe('a server that ends', () => {
  test('answers what a connection had brought between two requests, and nobody had read yet', async () => {
    const { origin, drainable } = await serve({ noticeSeconds: 0.3 }, answer);
    const wires = Array.from({ length: 20 }, () => new Wire(origin).send(KEPT));
    await sleep(200);
    // In the same turn of the loop as the end of the notice: the bytes are with the system, and read by nobody yet.
    setTimeout(() => {
      for (const wire of wires) wire.send(KEPT);
    }, 300);
    const drained = drainable.drain();
    for (const wire of wires) {
      const { text, wasReset } = await wire.untilClosed();
      expect([text.match(/whole/g)?.length, wasReset]).toEqual([2, false]);
      expect(text).toMatch(/Connection: close/i);
    }
    await drained;
  });

  test('answers what waited to be taken when it stopped listening', async () => {
    const { origin, drainable } = await serve({ noticeSeconds: 0.3 }, (_request, response) => {
      // Holds the process, as the drawing of a document does.
      const until = performance.now() + 100;
      while (performance.now() < until);
      response.end('whole');
    });
    const first = new Wire(origin).send(KEPT);
    await sleep(150);
    const drained = drainable.drain();
    await sleep(250);
    const wires = [first, ...Array.from({ length: 10 }, () => new Wire(origin).send(KEPT))];
    const answers = await Promise.all(wires.map((wire) => wire.untilClosed()));
    expect(answers.map(({ text }) => text.match(/whole/g)?.length)).toEqual(wires.map(() => 1));
    expect(answers.filter(({ wasReset }) => wasReset)).toEqual([]);
    await drained;
  });

  test('lets what is in drainable end, and closes connections that idle', async () => {
    const { origin, drainable } = await serve({}, (_request, response) => {
      setTimeout(() => response.end('whole'), 600);
    });
    const idle = new Wire(origin);
    const busy = new Wire(origin).send(KEPT);
    await sleep(100);
    expect(await timeOf(drainable.drain())).toBeLessThan(3_000);
    expect((await busy.untilClosed()).text).toContain('whole');
    expect((await idle.untilClosed()).text).toBe('');
  });

  test('tells new connections so for as long as it gives notice, and then takes none', async () => {
    const { origin, drainable } = await serve({ noticeSeconds: 0.6 }, answer);
    const ask = () =>
      fetch(origin).then(
        ({ status }) => status,
        () => 0,
      );
    expect(await ask()).toBe(200);
    const drained = drainable.drain();
    await sleep(400);
    expect(await ask()).toBe(200);
    await drained;
    expect(await ask()).toBe(0);
  });

  test('waits for nobody where nobody ever came', async () => {
    const { drainable } = await serve({ noticeSeconds: 30 }, answer);
    expect(await timeOf(drainable.drain())).toBeLessThan(2_000);
  });

  test('cuts off what takes longer than an operation and its answer may, and no sooner', async () => {
    const { origin, drainable } = await serve({ operationSeconds: 1 }, () => undefined);
    const wire = new Wire(origin).send(KEPT);
    await sleep(100);
    const milliseconds = await timeOf(drainable.drain());
    expect(milliseconds).toBeGreaterThan(5_900);
    expect(milliseconds).toBeLessThan(9_000);
    expect((await wire.untilClosed()).text).toBe('');
  }, 20_000);
});

describe('DRAIN_SECONDS', () => {
  test('is half a second, unless it is set', () => {
    expect(readConfig({}).drainSeconds).toBe(0.5);
    expect(readConfig({ DRAIN_SECONDS: '12.5' }).drainSeconds).toBe(12.5);
    expect(readConfig({ DRAIN_SECONDS: '0' }).drainSeconds).toBe(0);
  });

  test.each(['-1', '301', 'long'])('stops the start when it is none: %s', (value) => {
    expect(() => readConfig({ DRAIN_SECONDS: value })).toThrow('DRAIN_SECONDS');
  });
});
