import { readConfig } from '../../src/config.ts';
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
async function firstPage(headers: Record<string, string>, server = keynest) {
  const authorization = `Bearer ${await server.tokenOf('landlord')}`;
  const request = requestText('GET', '/v1/properties?limit=1', { Authorization: authorization, ...headers });
  return exchange(server.origin, request);
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

describe('ALLOWED_HOSTS', () => {
  let guarded: KeyNest;
  beforeAll(async () => {
    const list = 'API.one.example, two.example:8443,[::1],127.0.0.1';
    const { allowedHosts } = readConfig({ ALLOWED_HOSTS: list });
    guarded = await startKeyNest({ settings: { allowedHosts, trustedProxies: 1 } });
    await guarded.own.property();
    await guarded.own.property();
  });
  afterAll(() => guarded.close());

  test.each(['api.one.example', 'API.one.EXAMPLE:4000', 'two.example:8443', '[::1]', '[::1]:4000'])(
    'a host of the list is answered, and links have it: %s',
    async (host) => {
      for (const header of ['Host', 'X-Forwarded-Host']) {
        const { status, headers: answered } = await firstPage({ [header]: host }, guarded);
        expect(status).toBe(200);
        expect(answered.get('link')).toMatch(/^<http:/);
        expect(answered.get('link')?.toLowerCase()).toContain(`<http://${host.toLowerCase()}/v1/properties?`);
      }
    },
  );

  test.each(['two.example', 'two.example:80', 'one.example', 'x.api.one.example', 'api.one.example.evil'])(
    'another host is 400, whatever interface it asks: %s',
    async (host) => {
      const forwarded = await firstPage({ 'X-Forwarded-Host': host }, guarded);
      const direct = await firstPage({ Host: host }, guarded);
      for (const { status, body } of [forwarded, direct]) {
        expect(status).toBe(400);
        expect(JSON.parse(body)).toMatchObject({ code: 'malformed_request' });
      }
      const graphql = requestText('GET', '/graphql?query={__typename}', { Host: host });
      expect((await exchange(guarded.origin, graphql)).status).toBe(400);
    },
  );

  test('probes call a process by its own address', async () => {
    for (const path of ['/livez', '/healthz'])
      expect((await exchange(guarded.origin, requestText('GET', path, { Host: '10.1.2.3' }))).status).toBe(
        200,
      );
  });

  test.each([
    'https://api.example.com',
    'api.example.com/v1',
    'a b',
    'a.example,,b.example',
    '*.example.com',
  ])('stops the start when it is no list of hosts: %s', (list) => {
    expect(() => readConfig({ ALLOWED_HOSTS: list })).toThrow(
      /ALLOWED_HOSTS: Host number \d is invalid\. Write it as api\.example\.com/,
    );
  });
});
