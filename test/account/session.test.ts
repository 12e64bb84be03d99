import type { Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';
import { ask, send, STRONG, type Rows } from './support.ts';

let keynest: KeyNest;

beforeAll(async () => {
  keynest = await startKeyNest({ settings: { sessionSeconds: 3600 } });
});
afterAll(() => keynest.close());

async function signIn(email: string, password = PASSWORD): Promise<Http> {
  const { status, body } = await keynest.withToken(null).post('/v1/auth/session', { email, password });
  expect(status).toBe(201);
  return keynest.withToken((body as { token: string }).token);
}

const LIST = `{ sessions { totalCount edges { node { id role isCurrent lastUsedAt expiresAt revokedAt } } } }`;
const REVOKE = `mutation ($id: ID!) { revokeSession(id: $id) { id revokedAt } }`;
const CHANGE = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { email } }`;

interface SessionNode {
  readonly id: string;
  readonly isCurrent: boolean;
}

interface Listed {
  readonly sessions: Rows<SessionNode>;
}

async function sessionsOf(http: Http): Promise<SessionNode[]> {
  const { sessions } = await ask<Listed>(http, LIST);
  return sessions.edges.map(({ node }) => node);
}

async function isAlive(http: Http): Promise<boolean> {
  return (await http.get('/v1/auth/session')).status === 200;
}

describe('a token', () => {
  test('has 256 bits and is stored as a hash', async () => {
    const token = await keynest.tokenOf('contractor');
    expect(token).toMatch(/^kn_[\w-]{43}$/);
    const rows = await keynest.prisma.session.findMany();
    expect(JSON.stringify(rows)).not.toContain(token.slice('kn_'.length));
  });

  test('expires', async () => {
    const http = await signIn('contractor@own.example');
    keynest.clock.advance({ seconds: 3599 });
    expect(await isAlive(http)).toBe(true);
    keynest.clock.advance({ seconds: 1 });
    expect(await isAlive(http)).toBe(false);
    keynest.clock.reset();
  });

  test('records its last use once a minute without changing the version', async () => {
    const http = await signIn('contractor@own.example');
    const [{ id } = { id: '' }] = await sessionsOf(http);
    keynest.clock.advance({ seconds: 59 });
    await isAlive(http);
    const row = () => keynest.prisma.session.findUniqueOrThrow({ where: { id } });
    expect((await row()).lastUsedAt?.toISOString()).toBe('2026-11-23T15:00:00.000Z');
    keynest.clock.advance({ seconds: 1 });
    await Promise.all([isAlive(http), isAlive(http), isAlive(http)]);
    expect(await row()).toMatchObject({ lastUsedAt: keynest.clock.now(), version: 1 });
    keynest.clock.reset();
  });
});

describe('sessions', () => {
  test("lists the viewer's active sessions, newest first", async () => {
    const first = await signIn('manager@own.example');
    const second = await signIn('manager@own.example');
    const third = await signIn('manager@own.example');
    await third.delete('/v1/auth/session');
    const { sessions } = await ask<Listed>(second, LIST);
    expect(sessions).toMatchObject({ totalCount: 2 });
    expect(sessions.edges.map(({ node }) => node.isCurrent)).toEqual([true, false]);
    expect(sessions.edges[0]?.node).toMatchObject({
      role: 'MANAGER',
      expiresAt: '2026-11-23T16:00:00.000Z',
      revokedAt: null,
    });
    expect((await sessionsOf(first)).map(({ isCurrent }) => isCurrent)).toEqual([false, true]);
  });

  test('ends with revokeSession at once, which is idempotent', async () => {
    const mine = await signIn('landlord@own.example');
    const lost = await signIn('landlord@own.example');
    const id = (await sessionsOf(lost)).find(({ isCurrent }) => isCurrent)?.id;
    const first = await ask(mine, REVOKE, { id });
    expect(first).toEqual({ revokeSession: { id, revokedAt: '2026-11-23T15:00:00.000Z' } });
    expect(await isAlive(lost)).toBe(false);
    keynest.clock.advance({ seconds: 10 });
    expect(await ask(mine, REVOKE, { id })).toEqual(first);
    keynest.clock.reset();
    expect(await isAlive(mine)).toBe(true);
  });

  test('hides sessions of others, except from admins', async () => {
    const http = await signIn('tenant@own.example');
    const [{ id } = { id: '' }] = await sessionsOf(http);
    expect((await send(keynest.as('landlord'), REVOKE, { id })).errors).toEqual(['NOT_FOUND not_found']);
    expect((await send(keynest.as('admin', 'other'), REVOKE, { id })).errors).toEqual([
      'NOT_FOUND not_found',
    ]);
    expect((await send(keynest.withToken(null), REVOKE, { id })).errors).toEqual([
      'UNAUTHENTICATED unauthenticated',
    ]);
    await ask(keynest.as('admin'), REVOKE, { id });
    expect(await isAlive(http)).toBe(false);
  });
});

describe('changePassword', () => {
  const email = 'manager@other.example';

  test('reports every fault', async () => {
    const http = await signIn(email);
    const input = { current: 'not this one', new: `${email}1` };
    const { faults, problems } = await send(http, CHANGE, { input });
    expect(faults).toEqual(['input.current wrong_password', 'input.new weak_password']);
    expect(problems[0]?.extensions.details[1]?.message).toMatch(/personal/);
    const same = await send(http, CHANGE, { input: { current: PASSWORD, new: PASSWORD } });
    expect(same.faults).toEqual(['input.new unchanged']);
    const long = await send(http, CHANGE, { input: { current: PASSWORD, new: 'x'.repeat(1001) } });
    expect(long.faults).toEqual(['input.new too_long']);
  });

  test('ends all other sessions and invalidates the old password', async () => {
    const here = await signIn(email);
    const there = await signIn(email);
    const input = { current: PASSWORD, new: STRONG };
    expect(await ask(here, CHANGE, { input })).toEqual({ changePassword: { email } });
    expect(await isAlive(here)).toBe(true);
    expect(await isAlive(there)).toBe(false);
    const old = await keynest.withToken(null).post('/v1/auth/session', { email, password: PASSWORD });
    expect(old.status).toBe(401);
    await signIn(email, STRONG);
    const { passwordHash } = await keynest.prisma.user.findUniqueOrThrow({ where: { email } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
  });
});
