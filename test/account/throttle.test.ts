import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createThrottle } from '../../src/throttle/create-limits.ts';
import { openPostgresStore } from '../../src/throttle/postgres-store.ts';
import { RateLimited } from '../../src/throttle/rate-limited.ts';
import type { SignInThrottle } from '../../src/throttle/sign-in-throttle.ts';
import { MEMORY_STORE } from '../../src/throttle/store.ts';
import { createPostgres, TEST_DATABASE_URL, type TestPostgres } from '../support/database.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { PASSWORD } from '../support/workspace.ts';
import { ask, send, type DocumentError } from './support.ts';

/** Where there is a PostgreSQL to run on, as in the second pass of .ci/run. */
const describeOnPostgres = (name: string, work: () => void): void => {
  if (TEST_DATABASE_URL !== null) describe(name, work);
};

const claim = { email: 'sarah@example.com', address: '192.0.2.1' };
const wrong = () => Promise.resolve(null);
const right = () => Promise.resolve('proof');

/** What an attempt came to: `right`, `wrong`, or `limited`. */
async function tried(
  throttle: SignInThrottle,
  prove: () => Promise<string | null>,
  who = claim,
): Promise<string> {
  try {
    return (await throttle.attempt(who, prove)) === null ? 'wrong' : 'right';
  } catch (error) {
    if (error instanceof RateLimited) return 'limited';
    throw error;
  }
}

async function times(count: number, attempt: () => Promise<string>): Promise<string[]> {
  const outcomes: string[] = [];
  for (let index = 0; index < count; index += 1) outcomes.push(await attempt());
  return outcomes;
}

/** The same for both stores. */
function suite(open: (limit?: { duration: number }) => Promise<SignInThrottle>) {
  test('allows ten failed attempts, then refuses the correct password too', async () => {
    const throttle = await open();
    expect(await times(10, () => tried(throttle, wrong))).toEqual(Array(10).fill('wrong'));
    expect(await tried(throttle, wrong)).toBe('limited');
    expect(await tried(throttle, right)).toBe('limited');
    const refusal = throttle.attempt(claim, right);
    await expect(refusal).rejects.toMatchObject({ code: 'RATE_LIMITED', reason: 'rate_limited' });
    const { retryAfterSeconds } = (await refusal.catch((error: unknown) => error)) as RateLimited;
    expect(retryAfterSeconds).toBeGreaterThan(890);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  test('counts by account and address, case-insensitively', async () => {
    const throttle = await open();
    await times(10, () => tried(throttle, wrong));
    expect(await tried(throttle, right, { ...claim, email: 'SARAH@example.com' })).toBe('limited');
    expect(await tried(throttle, right, { ...claim, address: '::ffff:192.0.2.1' })).toBe('limited');
    expect(await tried(throttle, right, { ...claim, address: '192.0.2.2' })).toBe('right');
    expect(await tried(throttle, right, { ...claim, email: 'lou@example.com' })).toBe('right');
  });

  test('clears the count after a success', async () => {
    const throttle = await open();
    await times(9, () => tried(throttle, wrong));
    expect(await tried(throttle, right)).toBe('right');
    expect(await times(10, () => tried(throttle, wrong))).toEqual(Array(10).fill('wrong'));
  });

  test('counts concurrent failures and no successes', async () => {
    const throttle = await open();
    const slowly = (proof: string | null) => () => sleep(1).then(() => proof);
    const successes = await Promise.all(Array.from({ length: 30 }, () => tried(throttle, slowly('proof'))));
    expect(new Set(successes)).toEqual(new Set(['right']));
    const failures = await Promise.all(Array.from({ length: 30 }, () => tried(throttle, slowly(null))));
    expect(failures.filter((outcome) => outcome === 'wrong')).toHaveLength(10);
  });

  test('allows three hundred failed attempts of a network without locking accounts', async () => {
    const throttle = await open();
    const anyAccount = (index: number) => ({ ...claim, email: `${index}@example.com` });
    for (let index = 0; index < 300; index += 1) {
      expect(await tried(throttle, right, anyAccount(index))).toBe('right');
      expect(await tried(throttle, wrong, anyAccount(index))).toBe('wrong');
    }
    expect(await times(11, () => tried(throttle, right))).toEqual(Array(11).fill('limited'));
    expect(await tried(throttle, right, { ...claim, address: '192.0.2.2' })).toBe('right');
  });

  test('slows a thousand networks that guess at one account, and not the networks of its owner', async () => {
    const throttle = await open();
    const stranger = (index: number) => ({ ...claim, address: `198.51.${index >> 8}.${index & 255}` });
    expect(await tried(throttle, right)).toBe('right');
    const outcomes: string[] = [];
    for (let index = 0; index < 1000; index += 1) {
      outcomes.push(await tried(throttle, wrong, stranger(index)));
    }
    const checked = outcomes.filter((outcome) => outcome === 'wrong').length;
    // 50, and one for each five seconds that the attempts took.
    expect(checked).toBeGreaterThanOrEqual(51);
    expect(checked).toBeLessThan(100);
    expect(await tried(throttle, wrong)).toBe('wrong');
    expect(await tried(throttle, right)).toBe('right');
    // Another account is not affected, and an unknown network waits for seconds, not for the window.
    expect(await tried(throttle, right, { ...stranger(1000), email: 'lou@example.com' })).toBe('right');
    const refusal = await throttle.attempt(stranger(1001), right).catch((error: unknown) => error);
    expect((refusal as RateLimited).retryAfterSeconds).toBeLessThanOrEqual(5);
  });

  test('resets after the window', async () => {
    const throttle = await open({ duration: 1 });
    await times(10, () => tried(throttle, wrong));
    expect(await tried(throttle, right)).toBe('limited');
    await sleep(1100);
    expect(await tried(throttle, right)).toBe('right');
  });

  test('does not count an attempt that fails with an internal error', async () => {
    const throttle = await open();
    const broken = () => Promise.reject(new Error('no database'));
    for (let index = 0; index < 11; index += 1) {
      await expect(throttle.attempt(claim, broken)).rejects.toThrow('no database');
    }
    expect(await times(10, () => tried(throttle, wrong))).toEqual(Array(10).fill('wrong'));
    expect(await tried(throttle, right)).toBe('limited');
  });
}

describe('counts in memory', () => {
  suite((limit) => createThrottle(MEMORY_STORE, limit));
});

describeOnPostgres('counts in PostgreSQL', () => {
  let database: TestPostgres;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    database = await createPostgres();
  });
  afterAll(async () => {
    for (const close of closers) await close();
    await database.drop();
  });

  async function open(limit?: { duration: number }, isEmpty = true): Promise<SignInThrottle> {
    const store = openPostgresStore(database.url);
    closers.push(() => store.close());
    const throttle = await createThrottle(store, limit);
    if (isEmpty) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client.query(
        'DELETE FROM sign_in_attempts; DELETE FROM sign_in_failures; DELETE FROM sign_in_strangers; DELETE FROM sign_in_pace; DELETE FROM sign_in_known',
      );
      await client.end();
    }
    return throttle;
  }

  suite(open);

  test('are shared by processes', async () => {
    const [one, other] = [await open(), await open(undefined, false)];
    await times(5, () => tried(one, wrong));
    await times(5, () => tried(other, wrong));
    expect(await tried(one, right)).toBe('limited');
  });
});

describe('signing in', () => {
  let keynest: KeyNest;
  const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { token } }`;

  beforeAll(async () => {
    keynest = await startKeyNest();
  });
  afterAll(() => keynest.close());

  const anonymous = () => keynest.withToken(null);
  const post = (email: string, password = 'wrong', headers: Record<string, string> = {}) =>
    anonymous().post('/v1/auth/session', { email, password }, { headers });

  test('answers 429 after ten failures over both interfaces, for known and unknown accounts', async () => {
    for (const email of ['landlord@own.example', 'nobody@own.example']) {
      for (let index = 0; index < 5; index += 1) {
        expect((await post(email)).status).toBe(401);
        const { errors } = await send(anonymous(), SIGN_IN, { input: { email, password: 'wrong' } });
        expect(errors).toEqual(['UNAUTHENTICATED wrong_credentials']);
      }
      const refused = await post(email, PASSWORD);
      expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited' });
      const { answer, errors, problems } = await send(anonymous(), SIGN_IN, {
        input: { email, password: PASSWORD },
      });
      expect(errors).toEqual(['RATE_LIMITED rate_limited']);
      const { path, extensions } = problems[0]!;
      expect(path).toEqual(['signIn']);
      expect(extensions).not.toHaveProperty('http');
      expect(extensions.retryAfterSeconds).toBeGreaterThan(800);
      expect(answer.headers.get('retry-after')).toBe(String(extensions.retryAfterSeconds));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
    }
  });

  test('counts each alias of a document', async () => {
    const aliases = Array.from(
      { length: 12 },
      (_, index) => `a${index}: signIn(input: $wrong) { token }`,
    ).join(' ');
    const document = `mutation ($right: SignInInput!, $wrong: SignInInput!) {
      first: signIn(input: $right) { token } ${aliases}
    }`;
    const email = 'tenant@own.example';
    const right = { email: 'admin@own.example', password: PASSWORD };
    const { errors, answer } = await send(anonymous(), document, {
      right,
      wrong: { email, password: 'wrong' },
    });
    // A mutation's fields run one after another, and the first failure ends the document.
    expect(errors).toEqual(['UNAUTHENTICATED wrong_credentials']);
    expect(answer.body).toMatchObject({ data: null, errors: [{ path: ['a0'] }] });
    const attempts = await times(10, async () => String((await post(email)).status));
    expect(attempts).toEqual([...Array<string>(9).fill('401'), '429']);
  });

  test('counts each operation of a batch', async () => {
    const email = 'batch@own.example';
    const operation = { query: SIGN_IN, variables: { input: { email, password: 'wrong' } } };
    const { body } = await anonymous().post('/graphql', Array(10).fill(operation));
    const reasons = (body as { errors: DocumentError[] }[]).map(({ errors }) => errors[0]!.extensions.reason);
    expect(reasons).toEqual(Array(10).fill('wrong_credentials'));
    expect((await post(email, PASSWORD)).status).toBe(429);
  });

  test('takes as long for an unknown account', async () => {
    const timed = async (email: string) => {
      const startedAt = performance.now();
      await post(email);
      return performance.now() - startedAt;
    };
    // The fastest of several, by turns: whatever else the machine does only makes them slower.
    let [known, unknown] = [Infinity, Infinity];
    for (let index = 0; index < 9; index += 1) {
      known = Math.min(known, await timed('landlord@other.example'));
      unknown = Math.min(unknown, await timed('nobody@other.example'));
    }
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
  });

  test('ignores X-Forwarded-For unless configured', async () => {
    const email = 'manager@own.example';
    const outcomes: number[] = [];
    for (let index = 0; index < 11; index += 1) {
      outcomes.push((await post(email, 'wrong', { 'X-Forwarded-For': `192.0.2.${index}` })).status);
    }
    expect(outcomes.at(-1)).toBe(429);
  });

  test('counts a wrong password given to changePassword', async () => {
    const http = keynest.as('contractor');
    const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { id } }`;
    const input = { current: 'wrong', new: 'wrong' };
    await ask(http, '{ viewer { id } }');
    const outcomes: string[] = [];
    for (let index = 0; index < 11; index += 1)
      outcomes.push(...(await send(http, change, { input })).errors);
    expect(outcomes.at(9)).toBe('BAD_INPUT invalid_input');
    expect(outcomes.at(10)).toBe('RATE_LIMITED rate_limited');
    expect((await post('contractor@own.example', PASSWORD)).status).toBe(429);
  });
});

test('uses the address that the proxy adds, not that of the client', async () => {
  const keynest = await startKeyNest({ settings: { trustedProxies: 1 } });
  const email = 'landlord@own.example';
  const post = (forwarded: string) =>
    keynest
      .withToken(null)
      .post(
        '/v1/auth/session',
        { email, password: 'wrong' },
        { isUndocumented: true, headers: { 'X-Forwarded-For': forwarded } },
      );
  for (let index = 0; index < 10; index += 1) await post(`203.0.113.${index}, 192.0.2.1`);
  expect((await post('203.0.113.99, 192.0.2.1')).status).toBe(429);
  expect((await post('203.0.113.99, 192.0.2.2')).status).toBe(401);
  await keynest.close();
});
