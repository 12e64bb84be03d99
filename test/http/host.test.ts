import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { exchange, requestText } from './support.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ settings: { trustedProxies: 1 } });
  await keynest.own.property();
  await keynest.own.property();
});
afterAll(() => keynest.close());

/** The first of two pages, whose link names the place that the request came to. */
async function firstPage(headers: Record<string, string>) {
  const authorization = `Bearer ${await keynest.tokenOf('landlord')}`;
  const request = requestText('GET', '/v1/properties?limit=1', { Authorization: authorization, ...headers });
  return exchange(keynest.origin, request);
}

test('links have the scheme of the request to the proxy', async () => {
  const { status, headers } = await firstPage({ 'X-Forwarded-Proto': 'https' });
  expect(status).toBe(200);
  expect(headers.get('link')).toMatch(/^<https:\/\/keynest\.test\/v1\/properties\?/);
});

test.each(['javascript', 'a b', 'ftp'])(
  'a scheme that it can not have been asked by is 400: %s',
  async (scheme) => {
    const { status, body } = await firstPage({ 'X-Forwarded-Proto': scheme });
    expect([status, JSON.parse(body)]).toEqual([400, expect.objectContaining({ code: 'malformed_request' })]);
  },
);

test.each(['a#b', 'a/b', 'a?b='])('a host with a delimiter of URLs is 400: %s', async (host) => {
  const forwarded = await firstPage({ 'X-Forwarded-Host': host });
  const direct = await firstPage({ Host: host });
  expect([forwarded.status, direct.status]).toEqual([400, 400]);
});
