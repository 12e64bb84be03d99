import { readConfig } from '../../src/config.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import type { Answer } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { countedLimit } from './support.ts';

const APP = 'https://app.example.com';
const LOCAL = 'http://localhost:5173';
const FOREIGN = 'https://evil.example.com';

/** A database that fails unexpectedly for tickets. */
function brokenForTickets(prisma: PrismaClient): PrismaClient {
  const broken = prisma.$extends({
    query: {
      ticket: {
        findMany() {
          throw new Error('nobody foresaw this');
        },
      },
    },
  });
  return broken as unknown as PrismaClient;
}

let keynest: KeyNest;
beforeAll(async () => {
  const settings = { corsOrigins: [APP, LOCAL], requestLimit: countedLimit(40).limit };
  keynest = await startKeyNest({ settings, wrapPrisma: brokenForTickets });
});
afterAll(() => keynest.close());

const UNDOCUMENTED = { isUndocumented: true };
const from = (origin: string, headers: Record<string, string> = {}) => ({
  headers: { Origin: origin, ...headers },
});

const allowed = ({ headers }: Answer) => headers.get('access-control-allow-origin');
const listed = (value: string | null) => (value ?? '').split(/\s*,\s*/);

/** Names of the CORS headers of an answer. */
function corsHeaders({ headers }: Answer): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}

describe('a web app of an origin that is listed', () => {
  test.each([APP, LOCAL])('may read answers, and their headers: %s', async (origin) => {
    const answer = await keynest.as('landlord').get('/v1/properties', from(origin));
    expect(answer.status).toBe(200);
    expect(allowed(answer)).toBe(origin);
    expect(listed(answer.headers.get('vary'))).toContain('Origin');
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
    expect(listed(answer.headers.get('access-control-expose-headers'))).toEqual(
      expect.arrayContaining([
        'ETag',
        'Link',
        'Location',
        'RateLimit',
        'RateLimit-Policy',
        'Retry-After',
        'X-Request-Id',
        'Idempotent-Replayed',
        'WWW-Authenticate',
      ]),
    );
  });

  test('may read errors as well', async () => {
    const http = keynest.as('landlord');
    const answers = [
      await keynest.withToken(null).get('/v1/properties', from(APP)),
      await http.get('/v1/nothing', { ...from(APP), ...UNDOCUMENTED }),
      await http.post('/v1/properties', {}, from(APP)),
      await http.send('PUT', '/v1/properties', from(APP)),
      await http.get('/v1/tickets', from(APP)),
      await http.get('/files/f_nothing', from(APP)),
      await http.post('/graphql', { query: '{' }, from(APP)),
    ];
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([401, 404, 422, 405, 500, 403, expect.any(Number)]);
    expect(answers.map(allowed)).toEqual(answers.map(() => APP));
  });

  test('may read that it exceeded the limit', async () => {
    const http = keynest.as('contractor');
    let answer = await http.get('/v1/properties', from(APP));
    for (let index = 0; index < 50 && answer.status !== 429; index += 1) {
      answer = await http.get('/v1/properties', from(APP));
    }
    expect(answer.status).toBe(429);
    expect(allowed(answer)).toBe(APP);
    expect(answer.headers.get('ratelimit')).toMatch(/;r=0;/);
  });

  test('gets its methods and the headers that it asks for from a preflight, without a token and uncounted', async () => {
    const asked = 'authorization,if-match,apollographql-client-name,traceparent,apollo-require-preflight';
    const anonymous = keynest.withToken(null);
    const headers = {
      Origin: APP,
      'Access-Control-Request-Method': 'PATCH',
      'Access-Control-Request-Headers': asked,
    };
    for (const path of ['/v1/properties/p_1', '/v1/auth/session', '/graphql', '/files/f_1']) {
      const answer = await anonymous.send('OPTIONS', path, { headers, ...UNDOCUMENTED });
      expect(answer.status).toBe(204);
      expect(allowed(answer)).toBe(APP);
      expect(listed(answer.headers.get('vary'))).toContain('Origin');
      const methods = listed(answer.headers.get('access-control-allow-methods'));
      expect(methods.toSorted()).toEqual(['DELETE', 'GET', 'HEAD', 'PATCH', 'POST']);
      expect(answer.headers.get('access-control-allow-headers')).toBe(asked);
      expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThanOrEqual(600);
      expect(answer.headers.has('access-control-allow-credentials')).toBe(false);
      expect(answer.headers.has('ratelimit')).toBe(false);
    }
  });
});

describe('everybody else', () => {
  test.each([
    FOREIGN,
    'null',
    'http://app.example.com',
    `${APP}:8443`,
    `${APP}.evil.example`,
    'https://APP.example.com',
    '*',
  ])('gets no word about origins: %s', async (origin) => {
    const answer = await keynest.as('landlord').get('/v1/properties', from(origin));
    expect(answer.status).toBe(200);
    expect(corsHeaders(answer)).toEqual([]);
    expect(listed(answer.headers.get('vary'))).toContain('Origin');
  });

  test('gets none without an origin either', async () => {
    const answers = [
      await keynest.as('manager').get('/v1/properties'),
      await keynest.as('manager').post('/graphql', { query: '{ viewer { id } }' }),
    ];
    expect(answers.flatMap(corsHeaders)).toEqual([]);
  });

  test('gets the usual answer to a preflight', async () => {
    const headers = { Origin: FOREIGN, 'Access-Control-Request-Method': 'GET' };
    const answer = await keynest
      .as('manager')
      .send('OPTIONS', '/v1/properties', { headers, ...UNDOCUMENTED });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(listed(answer.headers.get('allow'))).toContain('POST');
    expect(corsHeaders(answer)).toEqual([]);
  });

  test('OPTIONS that is no preflight is 405, from an app as well', async () => {
    const answer = await keynest
      .as('manager')
      .send('OPTIONS', '/v1/properties', { ...from(APP), ...UNDOCUMENTED });
    expect(answer.status).toBe(405);
    expect(listed(answer.headers.get('allow'))).toContain('GET');
  });

  test('pages and the health check have no CORS headers', async () => {
    for (const path of ['/healthz', '/reference', '/reference/openapi.yaml']) {
      expect(corsHeaders(await keynest.withToken(null).get(path, from(APP)))).toEqual([]);
    }
  });
});

test('by default no origin is allowed', async () => {
  const plain = await startKeyNest();
  const answers = [
    await plain.as('landlord').get('/v1/properties', from(APP)),
    await plain.as('landlord').post('/graphql', { query: '{ viewer { id } }' }, from(APP)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers.flatMap(corsHeaders)).toEqual([]);
  await plain.close();
});

describe('CORS_ORIGINS', () => {
  test('is a list of origins, none by default', () => {
    expect(readConfig({}).corsOrigins).toEqual([]);
    expect(readConfig({ CORS_ORIGINS: '' }).corsOrigins).toEqual([]);
    const config = readConfig({ CORS_ORIGINS: `${APP} , ${LOCAL},https://[::1]:8443` });
    expect(config.corsOrigins).toEqual([APP, LOCAL, 'https://[::1]:8443']);
  });

  test.each([
    '*',
    'null',
    'app.example.com',
    'ftp://app.example.com',
    `${APP}/`,
    `${APP}/path`,
    `${APP}:443`,
    'https://user:s3cret@app.example.com',
    'https://*.example.com',
    `${APP},`,
  ])('stops the start for what is none, and says how to write it: %s', (origin) => {
    const read = () => readConfig({ CORS_ORIGINS: `${LOCAL},${origin}` });
    expect(read).toThrow(/CORS_ORIGINS: Origin number [23] is invalid\. Write it as https:/);
    expect(read).not.toThrow(/s3cret/);
  });
});
