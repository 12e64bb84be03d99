import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { makeDrainable } from '../../src/http/drain.ts';
import { createHttpServer } from '../../src/http/server.ts';
import { waitUntil } from '../support/wait-until.ts';

const open: { server: Server; sockets: Socket[] }[] = [];
afterEach(() => {
  for (const { server, sockets } of open) {
    for (const socket of sockets) socket.destroy();
    server.close();
    server.closeAllConnections();
  }
  open.length = 0;
});

async function serve() {
  const held: { url: string; response: ServerResponse }[] = [];
  const server = createHttpServer(
    (request, response) => {
      held.push({ url: request.url ?? '', response });
    },
    pino({ level: 'silent' }),
  );
  const drainable = makeDrainable(server, { operationSeconds: 20, noticeSeconds: 0 });
  const sockets: Socket[] = [];
  open.push({ server, sockets });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const send = (text: string): Socket => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    sockets.push(socket.on('error', () => undefined));
    socket.write(text);
    return socket;
  };
  return { held, send, drainable };
}

const ask = (...paths: readonly string[]) =>
  paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('');

describe('requests of one connection', () => {
  test('are handled one after the other, in their order', async () => {
    const { held, send } = await serve();
    const socket = send(ask('/1', '/2', '/3'));
    const chunks: string[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
    for (const [index, url] of ['/1', '/2', '/3'].entries()) {
      await waitUntil(() => held.length === index + 1, 'its turn');
      await sleep(50);
      expect(held.map((one) => one.url).at(-1)).toBe(url);
      expect(held).toHaveLength(index + 1);
      held[index]?.response.end(`answer ${url}`);
    }
    await waitUntil(() => chunks.join('').includes('answer /3'), 'its turn');
    expect([...chunks.join('').matchAll(/answer \/\d/g)].map(String)).toEqual([
      'answer /1',
      'answer /2',
      'answer /3',
    ]);
  });

  test('wait while the client does not read the answer before', async () => {
    const { held, send } = await serve();
    const socket = send(ask('/1', '/2')).pause();
    await waitUntil(() => held.length === 1, 'its turn');
    held[0]?.response.end(Buffer.alloc(50_000_000));
    await sleep(200);
    expect(held).toHaveLength(1);
    socket.resume();
    await waitUntil(() => held.length === 2, 'its turn');
  });

  test('are refused when they are too far ahead of their answers', async () => {
    const { held, send } = await serve();
    const socket = send(ask(...Array.from({ length: 60 }, () => '/')));
    await once(socket.resume(), 'close');
    expect(held).toHaveLength(1);
  });

  test('are dropped with it, and hold no drain up', async () => {
    const { held, send, drainable } = await serve();
    const socket = send(ask('/1', '/2', '/3'));
    await waitUntil(() => held.length === 1, 'its turn');
    socket.destroy();
    await once(held[0]?.response as ServerResponse, 'close');
    const startedAt = performance.now();
    await drainable.drain();
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(held).toHaveLength(1);
  });
});
