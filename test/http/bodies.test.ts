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

  test('is decompressed', async () => {
    const answer = await post(pack(UTF8.encode('{"name":"Packed Court"}')), headers);
    expect(answer).toMatchObject({ status: 201, body: { name: 'Packed Court' } });
  });

  test('counts with its decompressed size', async () => {
    expectProblem(await post(pack(sized(MEBIBYTE)), headers), 422, 'invalid_input', ['/name']);
    expectProblem(await post(pack(sized(MEBIBYTE + 1)), headers), 413, 'body_too_large');
    const bomb = pack(sized(64 * MEBIBYTE));
    expect(bomb.length).toBeLessThan(MEBIBYTE / 8);
    const before = process.memoryUsage().rss;
    expectProblem(await post(bomb, headers), 413, 'body_too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(48 * MEBIBYTE);
  });

  test('with the wrong encoding is refused', async () => {
    expectProblem(await post('{"name":"Maple Court"}', headers), 400, 'malformed_json');
  });
});

test('a body in anything else is 415', async () => {
  const answer = await post('{"name":"Maple Court"}', { 'Content-Encoding': 'zstd' });
  expectProblem(answer, 415, 'unsupported_media_type');
});

test('a body refused for its size leaves connection and server usable', async () => {
  for (let index = 0; index < 5; index += 1) {
    expectProblem(await post(sized(2 * MEBIBYTE)), 413, 'body_too_large');
    expect((await keynest.as('landlord').get('/v1/properties?limit=1')).status).toBe(200);
  }
  expect(keynest.log.filter(({ level }) => level >= 50)).toEqual([]);
});
