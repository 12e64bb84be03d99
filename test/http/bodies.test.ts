import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { exchange, requestText } from './support.ts';

const MEBIBYTE = 1024 * 1024;

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const UTF8 = new TextEncoder();

type Bytes = Uint8Array<ArrayBuffer>;

/** A JSON body of a given size in bytes. */
function sized(bytes: number): Bytes {
  const shell = JSON.stringify({ name: '' });
  return UTF8.encode(JSON.stringify({ name: 'x'.repeat(bytes - shell.length) }));
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  keynest
    .as('landlord')
    .send('POST', '/v1/properties', { body, headers: { 'Content-Type': 'application/json', ...headers } });

/** The bytes in chunks, without Content-Length. */
function inChunks(bytes: Bytes): ReadableStream<Bytes> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(sent, (sent += 64 * 1024)));
    },
  });
}

const PACKERS: [string, (bytes: Bytes) => Bytes][] = [
  ['gzip', (bytes) => Uint8Array.from(gzipSync(bytes))],
  ['deflate', (bytes) => Uint8Array.from(deflateSync(bytes))],
  ['br', (bytes) => Uint8Array.from(brotliCompressSync(bytes))],
];

describe('a body without a length', () => {
  test('is read up to 1 MiB', async () => {
    expectProblem(await post(inChunks(sized(MEBIBYTE))), 422, 'invalid_input', ['/name']);
  });

  test('is 413 above that', async () => {
    expectProblem(await post(inChunks(sized(MEBIBYTE + 1))), 413, 'body_too_large');
  });

  test('that breaks off in a chunk is 400 on the wire', async () => {
    const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const text = requestText('POST', '/v1/auth/session', headers, '5\r\n{"ema\r\nzz\r\n');
    expect((await exchange(keynest.origin, text)).status).toBe(400);
  });
});

describe.each(PACKERS)('a body in %s', (encoding, pack) => {
  const headers = { 'Content-Encoding': encoding };

  test('is refused, however small it is', async () => {
    for (const bytes of [UTF8.encode('{"name":"Packed Court"}'), sized(64 * MEBIBYTE)]) {
      const answer = await post(pack(bytes), headers);
      expectProblem(answer, 415, 'unsupported_media_type');
      expect(answer.headers.get('accept-encoding')).toBe('identity');
    }
  });
});

test('a body in identity is read', async () => {
  const answer = await post('{"name":"Maple Court"}', { 'Content-Encoding': 'identity' });
  expect(answer.status).toBe(201);
});

describe('the body of a caller who is not signed in', () => {
  const signIn = (body: string) =>
    keynest.withToken(null).send('POST', '/v1/auth/session', {
      body,
      headers: { 'Content-Type': 'application/json' },
    });
  const ask = (body: string) =>
    keynest
      .withToken(null)
      .send('POST', '/graphql', { body, headers: { 'Content-Type': 'application/json' } });
  const long = (bytes: number) => {
    const shell = JSON.stringify({ email: 'a@example.com', password: '' });
    return JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(bytes - shell.length) });
  };

  test('has at most 16 KiB at /v1', async () => {
    expectProblem(await signIn(long(16 * 1024)), 422, 'invalid_input', ['/password']);
    expectProblem(await signIn(long(16 * 1024 + 1)), 413, 'body_too_large');
  });

  test('has at most 64 KiB at /graphql', async () => {
    const query = (bytes: number) => JSON.stringify({ query: '{ __typename }' }).padEnd(bytes);
    expect((await ask(query(64 * 1024))).status).toBe(200);
    const answer = await ask(query(64 * 1024 + 1));
    expect(answer).toMatchObject({
      status: 413,
      body: { errors: [{ extensions: { code: 'BAD_INPUT', reason: 'body_too_large' } }] },
    });
  });
});

describe('JSON that costs more to check than to send', () => {
  const nested = (levels: number) => `{"name":${'['.repeat(levels)}${']'.repeat(levels)}}`;
  const members = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));

  test('is refused by its depth', async () => {
    expectProblem(await post(nested(63)), 422, 'invalid_input', ['/name']);
    expectProblem(await post(nested(64)), 400, 'json_too_deep');
    expectProblem(await post(nested(500_000)), 400, 'json_too_deep');
  });

  test('is refused by its number of values', async () => {
    expectProblem(await post(`[${'1,'.repeat(10_000)}1]`), 413, 'too_many_values');
    expect((await post(`[${'1,'.repeat(9_000)}1]`)).status).toBe(422);
  });

  test('is refused by the members of one object, at any level', async () => {
    expectProblem(await post(members(75_000)), 413, 'too_many_values');
    expectProblem(await post(members(1_001)), 413, 'too_many_values');
    expectProblem(await post(`{"units":[{}, ${members(1_001)}]}`), 413, 'too_many_values');
    const { status, body } = await post(members(1_000));
    expect(status).toBe(422);
    expect((body as { errors: unknown[] }).errors).toHaveLength(100);
    // Those of all objects together may be more.
    const units = Array<string>(5).fill(members(900)).join();
    expectProblem(await post(`{"name":"x","units":[${units}]}`), 422, 'invalid_input');
  });

  test('is measured outside of texts only', async () => {
    const name = '[{,'.repeat(60);
    expect((await post(JSON.stringify({ name }))).status).toBe(201);
    expect((await post(JSON.stringify({ name: `${name}\\"]` }))).status).toBe(201);
  });
});

test('a body refused for its size leaves connection and server usable', async () => {
  for (let index = 0; index < 5; index += 1) {
    expectProblem(await post(sized(2 * MEBIBYTE)), 413, 'body_too_large');
    expect((await keynest.as('landlord').get('/v1/properties?limit=1')).status).toBe(200);
  }
  expect(keynest.log.filter(({ level }) => level >= 50)).toEqual([]);
});
