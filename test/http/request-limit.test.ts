import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeToken } from '../../src/request/tokens.ts';
import { expectProblem } from '../support/expectations.ts';
import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { compileAt } from '../support/openapi.ts';
import { StatementCounter } from '../support/statements.ts';
import { countedLimit, remaining, reset, statusesOf, times } from './support.ts';

const statements = new StatementCounter();
const UNDOCUMENTED = { isUndocumented: true };

const { counter, limit } = countedLimit(100);
let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ settings: { requestLimit: limit, trustedProxies: 1 } });
});
afterAll(() => keynest.close());

/** Starts a new limit for all callers. */
function allow(points: number, duration = 60): void {
  counter.points = points;
  counter.duration = duration;
  counter.keyPrefix = randomUUID();
}

/** KeyNest with other settings, for one test. */
async function withSettings(settings: object, work: (other: KeyNest) => Promise<void>): Promise<void> {
  const other = await startKeyNest({ settings });
  try {
    await work(other);
  } finally {
    await other.close();
  }
}

const anonymous = (): Http => keynest.withToken(null);

/** Requests in a new session. */
async function session(
  role: 'landlord' | 'manager' = 'landlord',
  place: 'own' | 'other' = 'own',
): Promise<Http> {
  const { prisma, newId } = keynest.services;
  const { token, tokenHash } = makeToken('session');
  const { id: workspaceId, userIds } = keynest[place].workspace;
  const expiresAt = new Date('2030-01-01T00:00:00.000Z');
  const who = {
    workspaceId,
    userId: userIds[role],
    role: role === 'landlord' ? 'LANDLORD' : 'MANAGER',
  } as const;
  await prisma.session.create({ data: { id: newId('Session'), ...who, tokenHash, expiresAt } });
  return keynest.withToken(token);
}

describe('every answer of the API', () => {
  test('has RateLimit headers, successes and errors alike', async () => {
    allow(100);
    const http = await session();
    const answers = [
      await http.get('/v1/properties'),
      await http.get('/v1/properties/p_nothing'),
      await http.get('/v1/nothing', UNDOCUMENTED),
      await http.send('PUT', '/v1/properties'),
      await http.post('/v1/properties', {}),
      await http.get('/files/f_nothing'),
      await http.post('/graphql', { query: '{ viewer { id } }' }),
      await http.post('/graphql', { query: '{ nothing }' }),
      await http.get('/V1/properties', UNDOCUMENTED),
    ];
    expect(statusesOf(answers)).toEqual([200, 404, 404, 405, 422, 403, 200, expect.any(Number), 200]);
    expect(answers.map(remaining)).toEqual([99, 98, 97, 96, 95, 94, 93, 92, 91]);
    for (const answer of answers) {
      expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=100;w=60');
      for (const name of ['RateLimit', 'RateLimit-Policy']) {
        expect(compileAt(['components', 'headers', name, 'schema'])(answer.headers.get(name))).toBe(true);
      }
      expect(reset(answer)).toBeGreaterThan(0);
      expect(reset(answer)).toBeLessThanOrEqual(60);
    }
    expect(remaining(await anonymous().get('/v1/properties'))).not.toBeNull();
  });

  test('has no RateLimit headers without a limit', async () => {
    await withSettings({ requestLimit: null }, async (unlimited) => {
      const { status, headers } = await unlimited.as('landlord').get('/v1/properties');
      expect([status, headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([200, null, null]);
    });
  });

  test('has no RateLimit headers at the health check and the reference', async () => {
    allow(1);
    const html = { headers: { Accept: 'text/html' }, ...UNDOCUMENTED };
    for (const path of ['/healthz', '/reference', '/reference/openapi.yaml', '/nothing']) {
      const [first, second] = await times(2, () => anonymous().get(path, html));
      expect([first!.status, second!.status]).not.toContain(429);
      expect(remaining(second!)).toBeNull();
    }
    expect(remaining(await anonymous().get('/v1/properties'))).toBe(0);
  });

  test('a query that takes a page for its answer counts', async () => {
    allow(5);
    const headers = { Accept: 'text/html, application/json' };
    const query = { query: '{ __typename }' };
    expect(remaining(await anonymous().post('/graphql', query, { headers }))).toBe(4);
    expect(remaining(await anonymous().get('/v1/properties', { headers }))).toBe(3);
  });

  test.each([true, false])(
    'asking for the page of GraphiQL counts, whether there is one: %s',
    async (graphiql) => {
      await withSettings({ graphiql, requestLimit: countedLimit(1).limit }, async (plain) => {
        const html = { headers: { Accept: 'text/html' } };
        expect(remaining(await plain.withToken(null).get('/graphql', html))).toBe(0);
        expect((await plain.withToken(null).get('/graphql', html)).status).toBe(429);
      });
    },
  );

  test('must not be cached, refusals included', async () => {
    allow(1);
    const http = await session();
    const answers = await times(3, () => http.get('/v1/properties'));
    expect(statusesOf(answers)).toEqual([200, 429, 429]);
    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(3).fill('no-store'));
  });
});

describe('one request too many', () => {
  test('is 429 in /v1 and at /files, as a problem that says how long to wait', async () => {
    allow(2);
    await times(2, () => anonymous().get('/v1/properties'));
    for (const path of ['/v1/properties', '/v1/auth/session', '/files/f_1', '/v1/nothing']) {
      const answer = await anonymous().get(path, path === '/v1/nothing' ? UNDOCUMENTED : {});
      expectProblem(answer, 429, 'rate_limited');
      expect(remaining(answer)).toBe(0);
      expect(answer.headers.get('retry-after')).toBe(String(reset(answer)));
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });

  test('is 429 at /graphql, in the shape of its errors', async () => {
    allow(1);
    await anonymous().get('/v1/properties');
    const answer = await anonymous().post('/graphql', { query: '{ __typename }' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.body).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^Too many requests\. Try again in /),
          extensions: {
            code: 'RATE_LIMITED',
            reason: 'rate_limited',
            details: [],
            retryAfterSeconds: reset(answer),
          },
        },
      ],
    });
    expect(answer.headers.get('retry-after')).toBe(String(reset(answer)));
    const accept = { headers: { Accept: 'application/graphql-response+json' } };
    const modern = await anonymous().post('/graphql', { query: '{ __typename }' }, accept);
    expect(modern.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  test('is accepted again after the window, also with a token', async () => {
    allow(1, 3);
    const [first, second] = await times(2, () =>
      anonymous()
        .get('/healthz')
        .then(() => anonymous().get('/files/x')),
    );
    expect(statusesOf([first!, second!])).toEqual([403, 429]);
    const http = await session();
    const known = await times(3, () => http.get('/v1/properties'));
    expect(statusesOf(known)).toEqual([200, 429, 429]);
    expect(Math.max(...known.map(reset))).toBeLessThanOrEqual(3);
    await sleep(3100);
    expect((await anonymous().get('/files/x')).status).toBe(403);
    expect((await http.get('/v1/properties')).status).toBe(200);
  });

  test('costs the database nothing, with a token or without', async () => {
    allow(3);
    const http = await session();
    await times(4, () => http.get('/v1/properties'));
    const count = await statements.during(async () => {
      const answers = [
        ...(await times(5, () => http.get('/v1/properties'))),
        ...(await times(5, () => http.post('/graphql', { query: '{ viewer { id } }' }))),
      ];
      expect(new Set(statusesOf(answers))).toEqual(new Set([429]));
      for (const answer of answers) expect(answer.headers.get('retry-after')).toBe(String(reset(answer)));
    });
    expect(count).toBe(0);
    const manager = await session('manager');
    const allowed = await statements.during(() => manager.get('/v1/properties'));
    expect(allowed).toBeGreaterThan(0);
  });
});

describe('a caller', () => {
  test('is a user in a role, whichever session they come with', async () => {
    allow(10);
    const [one, other] = [await session(), await session()];
    expect(remaining(await one.get('/v1/properties'))).toBe(9);
    expect(remaining(await other.get('/v1/properties'))).toBe(8);
    expect(remaining(await (await session('manager')).get('/v1/properties'))).toBe(9);
    expect(remaining(await (await session('landlord', 'other')).get('/v1/properties'))).toBe(9);
  });

  test('is an API key, apart from the user who created it', async () => {
    allow(10);
    const query = 'mutation { createApiKey(input: { name: "Books", scopes: [PROPERTIES_READ] }) { token } }';
    const admin = keynest.as('admin');
    const made = await admin.post('/graphql', { query });
    const { token } = (made.body as { data: { createApiKey: { token: string } } }).data.createApiKey;
    expect(remaining(made)).toBe(9);
    expect(remaining(await keynest.withToken(token).get('/v1/properties'))).toBe(9);
    expect(remaining(await admin.get('/v1/properties'))).toBe(8);
  });

  test('is a network without a session, also with an invalid token', async () => {
    allow(10);
    const from = (address: string, token: string | null = null) =>
      keynest
        .withToken(token)
        .get('/v1/properties', { headers: { 'X-Forwarded-For': address } })
        .then(remaining);
    expect(await from('192.0.2.1')).toBe(9);
    expect(await from('192.0.2.1', 'kn_made-up')).toBe(8);
    expect(await from('192.0.2.1', 'kn_made-up-too')).toBe(7);
    expect(await from('192.0.2.2')).toBe(9);
    expect(await from('2001:db8:1:2::1')).toBe(9);
    expect(await from('2001:db8:1:2:ffff::9')).toBe(8);
    expect(await from('2001:db8:1:3::1')).toBe(9);
  });

  test('over the limit does not affect other callers', async () => {
    allow(2);
    const landlord = await session();
    expect(statusesOf(await times(3, () => landlord.get('/v1/properties')))).toEqual([200, 200, 429]);
    expect((await (await session('landlord', 'other')).get('/v1/properties')).status).toBe(200);
  });
});
