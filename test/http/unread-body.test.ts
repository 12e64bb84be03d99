import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { exchange, requestText, Wire } from './support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const KEPT = { Connection: 'keep-alive', 'Content-Type': 'application/json' };
const CHUNKED = { ...KEPT, 'Transfer-Encoding': 'chunked' };
const inChunks = (text: string, size: number) =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
    .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`)
    .join('');
/** A beginning of more than any system keeps for a connection. */
const TINY_CHUNKS = inChunks(' '.repeat(1_000_000), 1);
const BODY = JSON.stringify({ email: 'landlord@own.example', password: 'correct horse battery' });

describe('the connection of a body that nobody reads to its end', () => {
  test.each([
    ['POST', '/nowhere', 404],
    ['GET', '/healthz', 200],
    ['GET', '/', 200],
    ['POST', '/v1/tenants', 401],
    ['POST', '/v1/auth/session', 413],
    ['POST', '/graphql', 413],
  ])('is closed after the answer where the body comes in chunks: %s %s', async (method, path, status) => {
    const answer = await exchange(keynest.origin, requestText(method, path, CHUNKED) + TINY_CHUNKS);
    expect([answer.status, answer.headers.get('connection')]).toEqual([status, 'close']);
  });

  test('is closed after the answer where much more is announced', async () => {
    const headers = { ...KEPT, 'Content-Length': '10000000000' };
    const begun = requestText('POST', '/v1/auth/session', headers, 'x'.repeat(2_000_000));
    expect((await exchange(keynest.origin, begun)).body).toContain('body_too_large');
  });

  test('is used again after a short one', async () => {
    const headers = { ...KEPT, 'Content-Length': '100000' };
    const wire = new Wire(keynest.origin).send(requestText('POST', '/nowhere', headers, 'x'.repeat(100_000)));
    await wire.untilAnswered(1);
    wire.send(requestText('GET', '/healthz'));
    await wire.untilAnswered(2);
    expect((await wire.untilClosed()).text).toContain('HTTP/1.1 200');
  });
});

describe('chunks of a body', () => {
  const signIn = (chunks: string) =>
    exchange(
      keynest.origin,
      `${requestText('POST', '/v1/auth/session', { ...CHUNKED, Connection: 'close' })}${chunks}0\r\n\r\n`,
    );

  test('may be small', async () => {
    expect((await signIn(inChunks(BODY, 1))).status).toBe(201);
    expect((await signIn(inChunks(BODY + ' '.repeat(400), 1))).status).toBe(201);
    expect((await signIn(inChunks(BODY + ' '.repeat(16_000), 200))).status).toBe(201);
  });

  test.each([
    ['/v1/auth/session', 'too_many_chunks'],
    ['/graphql', 'too_many_chunks'],
  ])('may not be many small ones: %s', async (path, code) => {
    const answer = await exchange(
      keynest.origin,
      `${requestText('POST', path, CHUNKED)}${inChunks(' '.repeat(2_000), 1)}0\r\n\r\n`,
    );
    expect([answer.status, answer.body]).toEqual([413, expect.stringContaining(code)]);
  });
});
