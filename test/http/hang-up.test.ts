import { setTimeout as sleep } from 'node:timers/promises';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { requestText, Wire } from './support.ts';

/** Some land before the answer has begun, some in the middle of it. */
const MOMENTS = [0, 2, 5, 10, 20, 40, 80];

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const QUERY = JSON.stringify({
  query: 'mutation { signIn(input: { email: "a@b.example", password: "x" }) { token } }',
});

const REQUESTS = {
  POST: (accept: string) =>
    requestText(
      'POST',
      '/graphql',
      { Accept: accept, 'Content-Type': 'application/json', 'Content-Length': String(QUERY.length) },
      QUERY,
    ),
  GET: (accept: string) => requestText('GET', '/graphql?query={__typename}', { Accept: accept }),
} as const;

describe.each(['text/event-stream', 'multipart/mixed', 'application/json', 'text/html', '*/*'])(
  'a client that accepts %s and hangs up',
  (accept) => {
    test.each(['POST', 'GET'] as const)('leaves other clients unaffected (%s)', async (method) => {
      for (const moment of [...MOMENTS, ...MOMENTS]) {
        const wire = new Wire(keynest.origin).send(REQUESTS[method](accept));
        await sleep(moment);
        wire.hangUp();
      }
      await sleep(100);
      expect((await keynest.withToken(null).get('/healthz')).status).toBe(200);
    });
  },
);

test.each([
  ['CONNECT', requestText('CONNECT', 'elsewhere.example:443')],
  ['an expectation', requestText('GET', '/healthz', { Expect: 'a miracle' })],
  ['an upgrade', requestText('GET', '/healthz', { Connection: 'Upgrade', Upgrade: 'websocket' })],
  ['half a request', 'GET /healthz HTTP/1.1\r\nHost:'],
  ['no request', 'hello\r\n\r\n'],
])('a client that resets its connection after %s takes nobody else down with it', async (_what, text) => {
  for (const moment of [...MOMENTS, ...MOMENTS]) {
    const wire = new Wire(keynest.origin).send(text);
    await sleep(moment);
    wire.reset();
  }
  await sleep(100);
  expect((await keynest.withToken(null).get('/healthz')).status).toBe(200);
});

test.each(['text/event-stream', 'multipart/mixed'])(
  'who accepts %s only is answered in JSON',
  async (accept) => {
    const wire = new Wire(keynest.origin).send(REQUESTS.GET(accept));
    const answer = await wire.untilClosed();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toMatchObject({ data: { __typename: 'Query' } });
  },
);
