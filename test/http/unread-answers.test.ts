import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import Koa from 'koa';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { keep, sendInPieces } from '../../src/http/send-in-pieces.ts';
import { UnreadAnswers } from '../../src/http/unread-answers.ts';
import { waitUntil } from '../support/wait-until.ts';

const KILOBYTE = 1024;
const LARGE = Buffer.alloc(8 * KILOBYTE * KILOBYTE, 'large answers are sent whole ');

class Response extends EventEmitter {
  isDestroyed = false;

  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

const asResponse = (response: Response) => response as unknown as ServerResponse;

describe('answers that clients do not read', () => {
  test('are closed beyond the limit: the oldest ones of the network that holds most', () => {
    const unread = new UnreadAnswers(10);
    const [honest, first, second, third] = Array.from({ length: 4 }, () => new Response()) as [
      Response,
      Response,
      Response,
      Response,
    ];
    unread.hold('192.0.2.1', asResponse(honest), 3);
    unread.hold('192.0.2.2', asResponse(first), 3);
    unread.hold('192.0.2.2', asResponse(second), 3);
    unread.hold('192.0.2.2', asResponse(third), 3);
    expect([honest, first, second, third].map(({ isDestroyed }) => isDestroyed)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(unread.use).toEqual({ held: 9, max: 10 });
    for (const response of [honest, second, third]) response.emit('close');
    expect(unread.use.held).toBe(0);
  });

  test('are closed, too, when one alone is beyond the limit', () => {
    const unread = new UnreadAnswers(10);
    const response = new Response();
    unread.hold('192.0.2.1', asResponse(response), 11);
    expect([response.isDestroyed, unread.use.held]).toEqual([true, 0]);
  });
});

describe('a large answer', () => {
  const BODIES: Record<string, unknown> = {
    '/buffer': LARGE,
    '/kept': keep(Buffer.from(LARGE)),
    '/text': LARGE.toString(),
    '/json': { large: LARGE.toString() },
    '/small': { small: true },
  };
  const unread = new UnreadAnswers();
  let server: Server;
  let port: number;

  beforeAll(async () => {
    const app = new Koa();
    app.use(sendInPieces(unread));
    app.use((context) => {
      context.type = context.path === '/text' ? 'text' : 'json';
      context.body = BODIES[context.path];
    });
    app.silent = true;
    const handle = app.callback();
    server = createServer((request, response) => {
      void handle(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each(Object.keys(BODIES))('is sent whole, with its length: %s', async (path) => {
    const body = BODIES[path];
    const expected = Buffer.isBuffer(body) || typeof body === 'string' ? String(body) : JSON.stringify(body);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(answer.headers.get('content-length')).toBe(String(Buffer.byteLength(expected)));
    expect(answer.headers.get('content-type')).toMatch(path === '/text' ? 'text/plain' : 'application/json');
    expect((await answer.text()) === expected).toBe(true);
    await waitUntil(() => unread.use.held === 0, 'the end of the answer');
    const told = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'HEAD' });
    expect(told.headers.get('content-length')).toBe(String(Buffer.byteLength(expected)));
  });

  test.each([
    ['/buffer', LARGE.length],
    ['/kept', 0],
  ])('is held while nobody reads it, unless the process keeps it anyway: %s', async (path, bytes) => {
    const socket = connect(port, '127.0.0.1').pause();
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`);
    let isSeen = false;
    server.once('request', () => (isSeen = true));
    await waitUntil(() => isSeen && unread.use.held === bytes, 'the unread answer');
    socket.destroy();
    await waitUntil(() => unread.use.held === 0, 'the end of the connection');
  });
});
