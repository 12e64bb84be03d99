import { createHash } from 'node:crypto';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD, ROLES, seedUser } from '../support/workspace.ts';

const PATH = '/v1/auth/session';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest({ settings: { sessionSeconds: 3600 } });
  const store = { prisma: keynest.prisma, newId: keynest.services.newId };
  await seedUser(store, keynest.own.workspace.id, {
    name: 'Robin Roles',
    email: 'robin@own.example',
    roles: ['CONTRACTOR', 'MANAGER', 'LANDLORD'],
  });
});
afterAll(() => keynest.close());

const signIn = (body: unknown) => keynest.withToken(null).post(PATH, body);

async function newToken(email = keynest.own.workspace.emails.landlord): Promise<string> {
  const { body } = await signIn({ email, password: PASSWORD });
  return (body as { token: string }).token;
}

// Failed sign-ins count by the quarter of an hour.
beforeEach(() => {
  keynest.clock.advance({ hours: 1 });
});

describe('POST /v1/auth/session', () => {
  test('401: a wrong e-mail and a wrong password get the same answer', async () => {
    const email = keynest.own.workspace.emails.landlord;
    const wrongPassword = await signIn({ email, password: 'wrong' });
    const wrongEmail = await signIn({ email: 'nobody@own.example', password: PASSWORD });
    expectProblem(wrongPassword, 401, 'wrong_credentials');
    expect(wrongEmail.body).toEqual(wrongPassword.body);
    expect(wrongPassword.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('401: both take the same time', async () => {
    const timeOf = async (email: string) => {
      const start = performance.now();
      await signIn({ email, password: 'wrong' });
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    // Taken in turns, and the quickest of each, so that what else the machine does weighs on neither.
    for (let round = 0; round < 8; round += 1) {
      keynest.clock.advance({ hours: 1 });
      known.push(await timeOf('robin@own.example'));
      unknown.push(await timeOf('nobody@own.example'));
    }
    const ratio = Math.min(...known) / Math.min(...unknown);
    // Without a password to hash, the one would take a tenth of the other.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  test('403: a role that the user does not hold', async () => {
    const email = 'robin@own.example';
    expectProblem(await signIn({ email, password: PASSWORD, role: 'admin' }), 403, 'role_not_held');
  });

  test('422: reports every fault', async () => {
    expectProblem(await signIn({}), 422, 'invalid_input', ['/email', '/password']);
    const wrong = await signIn({ email: 1, password: [], role: 'LANDLORD', scope: 'all' });
    expectProblem(wrong, 422, 'invalid_input', ['/email', '/password', '/role', '/scope']);
  });

  test('201: returns the token, its expiry and the user', async () => {
    const { email, id } = { email: 'robin@own.example', id: expect.stringMatching(/^u_/) };
    const answer = await signIn({ email: 'Robin@OWN.example', password: PASSWORD });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.headers.get('location')).toBe(PATH);
    expect(answer.body).toEqual({
      token: expect.stringMatching(/^kn_[\w-]{30,}$/),
      expiresAt: new Date(keynest.clock.now().getTime() + 3600_000).toISOString(),
      user: { id, email, name: 'Robin Roles', role: 'landlord' },
    });
  });

  test('201: the requested role only', async () => {
    const { body } = await signIn({ email: 'robin@own.example', password: PASSWORD, role: 'contractor' });
    const { token, user } = body as { token: string; user: { role: string } };
    expect(user.role).toBe('contractor');
    expectProblem(await keynest.withToken(token).post('/v1/properties', { name: 'x' }), 403, 'forbidden');
  });

  test.each(ROLES)('201: %s', async (role) => {
    const { body } = await signIn({ email: keynest.own.workspace.emails[role], password: PASSWORD });
    expect(body).toMatchObject({ user: { role, id: keynest.own.workspace.userIds[role] } });
  });

  test('the token is not stored, only its hash', async () => {
    const token = await newToken();
    const rows = await keynest.prisma.session.findMany();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(rows.map(({ tokenHash }) => tokenHash)).toContain(
      createHash('sha256').update(token).digest('hex'),
    );
  });

  test('429: after ten failures in fifteen minutes, for that account only', async () => {
    const email = keynest.own.workspace.emails.manager;
    for (let failure = 0; failure < 10; failure += 1) {
      expect((await signIn({ email, password: 'wrong' })).status).toBe(401);
    }
    const refused = await signIn({ email, password: 'wrong' });
    expect({ status: refused.status }).toEqual({ status: 429 });
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(15 * 60);
    // Not even the right password tells the guesser anything now.
    expect((await signIn({ email, password: PASSWORD })).status).toBe(429);
    expect((await signIn({ email: 'robin@own.example', password: PASSWORD })).status).toBe(201);
  });
});

describe('a token', () => {
  test.each([
    ['none at all', null],
    ['of the right shape that is unknown', `kn_${'a'.repeat(43)}`],
    ['of another shape', 'kn_x'],
    ['without its prefix', 'a'.repeat(43)],
    ['of a program, unknown', `kn_live_${'a'.repeat(43)}`],
  ])('%s is 401', async (_what, token) => {
    const answer = await keynest.withToken(token).get('/v1/properties');
    expectProblem(answer, 401, 'unauthenticated');
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
  });

  test.each(['Basic', 'Token', ''])('under the scheme "%s" is 401', async (scheme) => {
    const headers = { Authorization: `${scheme} ${await newToken()}`.trim() };
    expectProblem(await keynest.withToken(null).get('/v1/properties', { headers }), 401, 'unauthenticated');
  });

  test('in the query is no token', async () => {
    const path = `/v1/properties?access_token=${await newToken()}`;
    expectProblem(await keynest.withToken(null).get(path), 401, 'unauthenticated');
  });

  test('is worth nothing once it has expired', async () => {
    const token = await newToken();
    keynest.clock.advance({ seconds: 3599 });
    expect((await keynest.withToken(token).get('/v1/properties')).status).toBe(200);
    keynest.clock.advance({ seconds: 1 });
    expectProblem(await keynest.withToken(token).get('/v1/properties'), 401, 'unauthenticated');
  });

  test('is worth nothing once its role is taken away', async () => {
    const store = { prisma: keynest.prisma, newId: keynest.services.newId };
    const userId = await seedUser(store, keynest.own.workspace.id, {
      name: 'Lee Leaving',
      email: 'lee@own.example',
      roles: ['MANAGER'],
    });
    const token = await newToken('lee@own.example');
    await keynest.prisma.membership.deleteMany({ where: { userId } });
    expectProblem(await keynest.withToken(token).get('/v1/properties'), 401, 'unauthenticated');
  });
});

describe('GET /v1/auth/session', () => {
  test('says who asks', async () => {
    const { body } = await keynest.withToken(await newToken()).get(PATH);
    const { emails, userIds } = keynest.own.workspace;
    expect(body).toMatchObject({ user: { id: userIds.landlord, role: 'landlord', email: emails.landlord } });
  });
});

describe('DELETE /v1/auth/session', () => {
  test('401: signed out', async () => {
    expectProblem(await keynest.withToken(null).delete(PATH), 401, 'unauthenticated');
  });

  test('200: the token ends at once; a second time is 401', async () => {
    const token = await newToken();
    const another = await newToken();
    const http = keynest.withToken(token);
    expect(await http.delete(PATH)).toMatchObject({ status: 200, body: { ok: true } });
    expectProblem(await http.get('/v1/properties'), 401, 'unauthenticated');
    const { body } = await http.post('/graphql', { query: '{ viewer { name } }' });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expectProblem(await http.delete(PATH), 401, 'unauthenticated');
    expect((await keynest.withToken(another).get('/v1/properties')).status).toBe(200);
  });
});
