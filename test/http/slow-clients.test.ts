import { browserFiles } from '../../src/http/browser-files.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { waitUntil } from '../support/wait-until.ts';
import { expectRefused, QUICK, requestText, Wire } from './support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ limits: QUICK });
});
afterAll(() => keynest.close());

const BODY = JSON.stringify({ email: 'landlord@own.example', password: 'correct horse battery' });
const JSON_HEADERS = { 'Content-Type': 'application/json', 'Content-Length': String(BODY.length) };

/** Lines logged since, of what was refused before there was a request. */
function refusals(since: number) {
  return keynest.log.slice(since).filter(({ msg }) => msg === 'bad request');
}

describe('a slow client', () => {
  test('gets 408 for slow headers', async () => {
    const before = keynest.log.length;
    const wire = new Wire(keynest.origin);
    const startedAt = performance.now();
    const dribbled = wire.dribble(requestText('GET', '/healthz', { 'X-Slow': 'x'.repeat(5000) }), 20);
    expectRefused(await wire.untilClosed(), 408, 'request_timeout');
    expect(performance.now() - startedAt).toBeGreaterThan(QUICK.headersTimeout - 50);
    await dribbled;
    expect(refusals(before)).toEqual([
      expect.objectContaining({ status: 408, code: 'ERR_HTTP_REQUEST_TIMEOUT' }),
    ]);
  });

  test('is disconnected if it sends nothing', async () => {
    expectRefused(await new Wire(keynest.origin).untilClosed(), 408, 'request_timeout');
  });

  test.each([
    ['of /v1', '/v1/auth/session'],
    ['of /graphql', '/graphql'],
  ])('gets 408 for a stalled body: %s', async (_name, path) => {
    const before = keynest.log.length;
    const headers = { ...JSON_HEADERS, 'X-Request-Id': 'stalled' };
    const wire = new Wire(keynest.origin).send(requestText('POST', path, headers, BODY.slice(0, 10)));
    const answer = await wire.untilClosed();
    expectRefused(answer, 408, 'request_timeout');
    expect(answer.headers.get('x-request-id')).toBe('stalled');
    const lines = () => keynest.log.slice(before).filter(({ msg }) => msg === 'request');
    await waitUntil(() => lines().length > 0, 'the line of the request');
    expect(refusals(before)).toEqual([expect.objectContaining({ requestId: 'stalled', status: 408 })]);
    expect(lines()).toEqual([expect.objectContaining({ requestId: 'stalled', route: path, isCutOff: true })]);
    expect(keynest.log.filter(({ level }) => level >= 50)).toEqual([]);
  });

  test('gets 408 for slow chunks', async () => {
    const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
    const wire = new Wire(keynest.origin).send(requestText('POST', '/v1/auth/session', headers));
    const dribbled = wire.dribble('1\r\n \r\n'.repeat(400), 10);
    expectRefused(await wire.untilClosed(), 408, 'request_timeout');
    await dribbled;
  });

  test('is disconnected if it stops reading the answer', async () => {
    const wire = new Wire(keynest.origin).stopReading();
    const before = keynest.log.length;
    // Three megabytes each without an encoding, together more than the system's buffers take.
    const path = browserFiles().pathOf('reference-core.js');
    const headers = { Connection: 'keep-alive' };
    for (let index = 0; index < 12; index += 1) wire.send(requestText('GET', path, headers));
    const cutOff = () => keynest.log.slice(before).filter(({ isCutOff }) => isCutOff === true);
    await waitUntil(() => cutOff().length > 0, 'an answer that was cut off');
    wire.hangUp();
  });
});
