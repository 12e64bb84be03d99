import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { answerProblems } from '../../src/http/answer-problems.ts';
import { BodyBudget } from '../../src/http/body-budget.ts';
import { readBody } from '../../src/http/read-body.ts';

const KIBIBYTE = 1024;
const BUDGET = 100 * KIBIBYTE;

/** A server that reads bodies of at most 64 KiB, and holds 100 KiB of unfinished ones. */
let server: Server;
let port: number;
beforeAll(async () => {
  const app = new Koa({ silent: true } as object);
  const budget = new BodyBudget(BUDGET);
  app.use(answerProblems);
  app.use(async (context) => {
    context.body = { bytes: (await readBody(context, 64 * KIBIBYTE, budget)).length };
  });
  const handle = app.callback();
  server = createServer((incoming, response) => void handle(incoming, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

interface Upload {
  /** Sends the rest and ends the body. */
  finish(): void;
  hangUp(): void;
  readonly status: Promise<number>;
  readonly retryAfter: Promise<string | undefined>;
}

/** Sends a beginning of a body, and waits with the rest. */
function upload(bytes: number): Upload {
  const sending = request({ port, method: 'POST', agent: false });
  sending.on('error', () => undefined);
  sending.write(Buffer.alloc(bytes, 'x'));
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  const status = answered.then(([{ statusCode = 0 }]) => statusCode);
  const retryAfter = answered.then(([{ headers }]) => headers['retry-after']);
  for (const outcome of [status, retryAfter]) outcome.catch(() => undefined);
  return { finish: () => sending.end('x'), hangUp: () => sending.destroy(), status, retryAfter };
}

test('unfinished bodies share a budget, and give it back', async () => {
  for (let round = 0; round < 2; round += 1) {
    const first = upload(60 * KIBIBYTE);
    const refused = upload(60 * KIBIBYTE);
    // Whichever came second is refused.
    const status = await Promise.race([first.status, refused.status]);
    expect(status).toBe(503);
    const isFirst = await Promise.race([first.status.then(() => true), refused.status.then(() => false)]);
    const [loser, winner] = isFirst ? [first, refused] : [refused, first];
    expect(await loser.retryAfter).toBe('5');
    winner.finish();
    expect(await winner.status).toBe(200);
  }
});

test('a client that hangs up gives its part of the budget back', async () => {
  const gone = upload(60 * KIBIBYTE);
  gone.hangUp();
  await expect(gone.status).rejects.toThrow();
  const next = upload(60 * KIBIBYTE);
  next.finish();
  // The server may see the end of the first only after the second has begun.
  expect([200, 503]).toContain(await next.status);
  const last = upload(60 * KIBIBYTE);
  last.finish();
  expect(await last.status).toBe(200);
});

test('a body that stops arriving is refused, and its connection closed', async () => {
  const slow = upload(100);
  expect(await slow.status).toBe(408);
});
