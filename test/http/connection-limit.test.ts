import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Agent, get } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { createHttpServer, type ServerLimits } from '../../src/http/server.ts';
import { waitUntil } from '../support/wait-until.ts';
import { requestText, Wire } from './support.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  servers.length = 0;
});

/** A network has 8 of 64 connections. */
const SMALL = { maxConnections: 64 };

interface Served {
  readonly origin: string;
  readonly server: Server;
  /** Requests to `/hold`, which are answered when the test says so. */
  readonly held: ServerResponse[];
}

async function serve(limits: Partial<ServerLimits> = SMALL, host = '127.0.0.1'): Promise<Served> {
  const held: ServerResponse[] = [];
  const server = createHttpServer(
    (request, response) => {
      if (request.url === '/hold') held.push(response);
      else if (request.url === '/long') response.end(Buffer.alloc(20_000_000));
      else request.resume().once('end', () => response.end('whole'));
    },
    pino({ level: 'silent' }),
    limits,
  );
  servers.push(server);
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://${host}:${port}`, server, held };
}

const openOf = ({ server }: Served) =>
  new Promise<number>((resolve) => {
    server.getConnections((_error, count) => {
      resolve(count);
    });
  });

const untilOpen = async (served: Served, most: number) => {
  for (let attempt = 0; attempt < 500 && (await openOf(served)) > most; attempt += 1) await sleep(10);
  expect(await openOf(served)).toBeLessThanOrEqual(most);
};

const ask = async ({ origin }: Served, path = '/') => {
  const response = await fetch(origin + path, { headers: { Connection: 'close' } });
  return { status: response.status, text: await response.text(), headers: response.headers };
};

const wires = (count: number, { origin }: Served, text: string) =>
  Array.from({ length: count }, () => new Wire(origin).send(text));

const HALF_BODY = requestText('POST', '/', { 'Content-Length': '1000', Connection: 'keep-alive' }, 'x');

describe('beyond the connections of a network', () => {
  test.each([
    ['that are silent', ''],
    ['with half a head', 'GET / HTTP/1.1\r\nHost: '],
    ['with half a body', HALF_BODY],
    ['that idle after an answer', requestText('GET', '/', { Connection: 'keep-alive' })],
  ])('the oldest ones %s are closed, and newcomers are served', async (_what, text) => {
    const served = await serve();
    wires(40, served, text);
    for (let index = 0; index < 20; index += 1) {
      wires(5, served, text);
      expect(await ask(served)).toMatchObject({ status: 200, text: 'whole' });
    }
    await untilOpen(served, 8);
  });

  test('those that do not read their answer are closed', async () => {
    const served = await serve();
    const readers = wires(8, served, requestText('GET', '/long', { Connection: 'keep-alive' }));
    for (const reader of readers) reader.stopReading();
    await sleep(100);
    expect((await ask(served)).status).toBe(200);
  });

  test('a connection that was served before outlives those that never sent a request', async () => {
    const served = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const reuse = async () => {
      const request = get(served.origin, { agent });
      const [response] = (await once(request, 'response')) as [{ resume(): void }];
      response.resume();
      await once(response as never, 'end');
      return request.reusedSocket;
    };
    expect(await reuse()).toBe(false);
    for (let round = 0; round < 5; round += 1) {
      wires(30, served, HALF_BODY.slice(0, 30));
      await ask(served);
      expect(await reuse()).toBe(true);
    }
    agent.destroy();
  });

  test('requests in work are never closed; then a newcomer is told to try again', async () => {
    const served = await serve();
    const working = wires(8, served, requestText('GET', '/hold'));
    await waitUntil(() => served.held.length === 8, 'eight requests');
    const refused = await ask(served);
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text)).toMatchObject({ code: 'server_busy' });
    expect(refused.headers.get('retry-after')).toBe('5');
    for (const response of served.held) response.end('whole');
    for (const wire of working) expect((await wire.untilClosed()).text).toContain('whole');
    expect((await ask(served)).status).toBe(200);
  });

  test('other networks keep theirs', async () => {
    const served = await serve(SMALL, '::');
    const { port } = served.server.address() as AddressInfo;
    const mine = { ...served, origin: `http://127.0.0.1:${port}` };
    // Linux answers on all of 127.0.0.0/8; the neighbour comes from another address of it.
    const neighbours = Array.from({ length: 40 }, () =>
      connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' }),
    );
    const [kept] = wires(1, mine, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n');
    neighbours.push(
      ...Array.from({ length: 40 }, () => connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' })),
    );
    for (const neighbour of neighbours) neighbour.on('error', () => undefined);
    await untilOpen(served, 9);
    expect((await kept!.send('\r\n').untilClosed()).text).toContain('whole');
    for (const neighbour of neighbours) neighbour.destroy();
  });
});

describe('behind a proxy', () => {
  test('its address has all connections, and they are bounded', async () => {
    const served = await serve({ ...SMALL, trustedProxies: 1 });
    wires(60, served, '');
    for (let attempt = 0; attempt < 500 && (await openOf(served)) < 60; attempt += 1) await sleep(10);
    expect(await openOf(served)).toBe(60);
    wires(100, served, '');
    expect((await ask(served)).status).toBe(200);
    await untilOpen(served, 64);
  });
});
