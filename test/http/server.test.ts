import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { browserFiles } from '../../src/http/browser-files.ts';
import { createHttpServer, SERVER_LIMITS } from '../../src/http/server.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { waitUntil } from '../support/wait-until.ts';
import { exchange, expectRefused, QUICK, requestText, Wire } from './support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ limits: QUICK });
});
afterAll(() => keynest.close());

const BODY = JSON.stringify({ email: 'landlord@own.example', password: 'correct horse battery' });
const JSON_HEADERS = { 'Content-Type': 'application/json', 'Content-Length': String(BODY.length) };

async function expectAlive(): Promise<void> {
  expect((await keynest.withToken(null).get('/healthz')).status).toBe(200);
}

/** Lines logged since, of what was refused before there was a request. */
function refusals(since: number) {
  return keynest.log.slice(since).filter(({ msg }) => msg === 'bad request');
}

describe('a malformed request', () => {
  test.each([
    ['words', 'hello\r\n\r\n'],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['a length that is none', requestText('POST', '/v1/auth/session', { 'Content-Length': 'abc' })],
    [
      'two ways to say the length',
      requestText(
        'POST',
        '/v1/properties',
        { 'Content-Length': '3', 'Transfer-Encoding': 'chunked' },
        '0\r\n\r\n',
      ),
    ],
    ['a line break without a return', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX: a\nSet-Cookie: x\r\n\r\n'],
    ['a target that is none', requestText('GET', 'http://[/v1/properties')],
    ['another target that is none', requestText('GET', 'ftp://keynest.test/v1/properties')],
  ])('is 400 in JSON, and the server goes on: %s', async (_name, text) => {
    const before = keynest.log.length;
    expectRefused(await exchange(keynest.origin, text), 400, 'malformed_request');
    expect(refusals(before)).toEqual([expect.objectContaining({ level: 30, status: 400 })]);
    await expectAlive();
  });

  test('without a host, or with an invalid one, is 400', async () => {
    const unclear = ['Host: a#b\r\n', 'Host: a?b\r\n', 'Host: a/b\r\n', 'Host: a\r\nHost: b\r\n'];
    const hosts = ['Host: a b\r\n', 'Host: [\r\n', '', ...unclear];
    for (const host of hosts) {
      const answer = await exchange(
        keynest.origin,
        `GET /v1/properties HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      );
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({ code: 'malformed_request', status: 400 });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
    // Load balancers ask for the health check like that.
    expect((await exchange(keynest.origin, 'GET /healthz HTTP/1.0\r\n\r\n')).status).toBe(200);
  });

  test('an unknown expectation is 417 and CONNECT is 405, in JSON', async () => {
    const { origin } = keynest;
    const expecting = requestText('GET', '/healthz', { Expect: 'a miracle' });
    expectRefused(await exchange(origin, expecting), 417, 'expectation_failed');
    const tunnel = await exchange(origin, requestText('CONNECT', 'elsewhere.example:443'));
    expectRefused(tunnel, 405, 'method_not_allowed');
    expect(tunnel.headers.get('allow')).toContain('GET');
    await expectAlive();
  });

  test.each(['/', '/healthz', '/reference', '/v1', '/v1/openapi.json', browserFiles().pathOf('style.css')])(
    '%s is read, and nothing else is done to it',
    async (path) => {
      for (const method of ['DELETE', 'POST', 'TRACE']) {
        const answer = await exchange(keynest.origin, requestText(method, path));
        expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  test('a target in absolute form is accepted, as through a proxy', async () => {
    const token = await keynest.tokenOf('landlord');
    const headers = { Authorization: `Bearer ${token}` };
    const url = 'http://elsewhere.example/v1/properties?limit=1';
    const answer = await exchange(keynest.origin, requestText('GET', url, headers));
    expect(answer.status).toBe(200);
  });

  test('malformed bytes after a request leave its answer intact', async () => {
    const wire = new Wire(keynest.origin);
    wire.send('GET /healthz HTTP/1.1\r\nHost: keynest.test\r\n\r\nhello\r\n\r\n');
    const answer = await wire.untilClosed();
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('{"status":"ok"}');
    await expectAlive();
  });

  test('clients that disconnect midway leave nothing behind', async () => {
    for (const text of ['GET /v1', requestText('POST', '/v1/auth/session', JSON_HEADERS), BODY.slice(0, 9)]) {
      const wire = new Wire(keynest.origin).send(text);
      await sleep(30);
      wire.hangUp();
    }
    await sleep(100);
    await expectAlive();
    expect(keynest.log.filter(({ level }) => level >= 50)).toEqual([]);
  });
});

describe('a head that is too large', () => {
  test.each([
    ['one long field', requestText('GET', '/v1/properties', { 'X-Long': 'x'.repeat(20_000) })],
    ['a long path', requestText('GET', `/v1/properties?${'x'.repeat(20_000)}`)],
    [
      'many fields',
      requestText(
        'GET',
        '/v1/properties',
        Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`X-${index}`, 'x'.repeat(20)])),
      ),
    ],
    ['a field without an end', requestText('GET', '/v1/properties', { 'X-Long': 'x'.repeat(20_000_000) })],
  ])('is 431: %s', async (_name, text) => {
    const answer = await exchange(keynest.origin, text);
    expectRefused(answer, 431, 'headers_too_large');
    // Most of it was still to be sent.
    expect(answer.wasReset).toBe(false);
    await expectAlive();
  });
});

test('a client that disconnects during an answer is only logged', async () => {
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const before = keynest.log.length;
  const headers = { Connection: 'keep-alive' };
  const wire = new Wire(keynest.origin).send(requestText('GET', '/healthz', headers));
  await wire.untilAnswered(1);
  wire.stopReading();
  // Megabytes each, more than the system's buffers take.
  for (let index = 0; index < 20; index += 1) {
    wire.send(requestText('GET', browserFiles().pathOf('reference-core.js'), headers));
  }
  // The server can't write any further once the buffers are full, and the first answers have been logged by then.
  const sent = () => keynest.log.slice(before).filter(({ msg }) => msg === 'request').length;
  await waitUntil(() => sent() > 1, 'answers that went into the buffers');
  await sleep(300);
  wire.hangUp();
  const told = () =>
    keynest.log.slice(before).filter(({ msg }) => msg === 'an answer could not be sent whole');
  await waitUntil(() => told().length > 0, 'the line in the log');
  expect(told()[0]).toMatchObject({ level: 40, err: { type: expect.any(String), code: expect.any(String) } });
  expect(printed).not.toHaveBeenCalled();
  printed.mockRestore();
  await expectAlive();
});

test('answers on one connection never mix', async () => {
  const server = createHttpServer(
    (_request, response) => response.write('a part'),
    pino({ level: 'silent' }),
    QUICK,
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const text = requestText('POST', '/', { 'Content-Length': '9' }, 'a');
  const answer = await exchange(`http://127.0.0.1:${port}`, text);
  expect(answer.status).toBe(200);
  expect(answer.body).toContain('a part');
  expect(answer.text).not.toContain('408');
  server.close();
});

describe('the limits of a connection', () => {
  test('have their defaults', () => {
    const server = createHttpServer(() => undefined, pino({ level: 'silent' }));
    expect(server).toMatchObject({
      headersTimeout: 15_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      timeout: 120_000,
      maxRequestsPerSocket: 10_000,
    });
    expect(SERVER_LIMITS.maxHeaderSize).toBe(16_384);
    // A balancer that keeps connections for a minute must not meet one that was just closed.
    expect(SERVER_LIMITS.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(SERVER_LIMITS.headersTimeout).toBeLessThan(SERVER_LIMITS.requestTimeout);
    server.close();
  });

  test('limit the requests per connection', async () => {
    const few = await startKeyNest({ limits: { maxRequestsPerSocket: 2, keepAliveTimeout: 5000 } });
    const wire = new Wire(few.origin);
    const text = 'GET /healthz HTTP/1.1\r\nHost: keynest.test\r\n\r\n';
    wire.send(text);
    await wire.untilAnswered(1);
    wire.send(text);
    const { text: answers } = await wire.untilClosed();
    expect(answers.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(answers.match(/Connection: close/gi)).toHaveLength(1);
    await few.close();
  });
});
