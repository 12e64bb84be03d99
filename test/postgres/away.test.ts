import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgres } from '../../src/db/client.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';
import { expectProblem } from '../support/expectations.ts';
import type { Answer, Http } from '../support/http.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

let postgres: TestPostgres;
let proxy: TcpProxy;
let keynest: KeyNest;
let landlord: Http;

beforeAll(async () => {
  postgres = await createPostgres();
  proxy = await TcpProxy.to(postgres.url);
  keynest = await startKeyNest({ openDatabase: () => openPostgres(proxy.url) });
  landlord = keynest.as('landlord');
  await keynest.tokenOf('landlord');
});
beforeEach(async () => {
  await proxy.cut();
  await proxy.open();
  // Until every end has noticed.
  await sleep(100);
});
afterAll(async () => {
  await keynest.close();
  await proxy.cut();
  await postgres.drop();
});

function graphql(query: string): Promise<Answer> {
  return landlord.post('/graphql', { query });
}

function expectAway(answer: Answer): void {
  expectProblem(answer, 503, 'database_unavailable');
  expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}

describe('a database that refuses connections', () => {
  beforeEach(() => proxy.cut());

  test('is 503 with Retry-After in REST and in GraphQL, for the signed-in', async () => {
    expectAway(await landlord.get('/v1/properties'));
    expectAway(await landlord.post('/v1/properties', { name: 'Elm House' }));
    expectAway(await graphql('{ properties { totalCount } }'));
  });

  test('is 503 for who signs in, in both', async () => {
    const anyone = keynest.withToken(null);
    const credentials = { email: keynest.own.workspace.emails.landlord, password: 'wrong' };
    expectAway(await anyone.post('/v1/auth/session', credentials));
    const query = `mutation { signIn(input: { email: "a@own.example", password: "wrong" }) { token } }`;
    const answer = await anyone.post('/graphql', { query });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(answer.body).toMatchObject({
      errors: [{ extensions: { code: 'UNAVAILABLE', reason: 'database_unavailable', retryAfterSeconds: 5 } }],
    });
  });

  test('makes the health check 503', async () => {
    expect((await landlord.get('/healthz')).status).toBe(503);
  });

  test('is no defect: nothing is logged as unexpected, and nothing of where it is is told', async () => {
    const { bytes } = await landlord.get('/v1/properties');
    expect(new TextDecoder().decode(bytes)).not.toMatch(/127\.0\.0\.1|postgres|prisma|ECONN/i);
    expect(keynest.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
    expect(keynest.log.some(({ msg, level }) => msg === 'unavailable' && level === 40)).toBe(true);
  });
});

test('comes back by itself, without a restart', async () => {
  expect((await landlord.get('/v1/properties')).status).toBe(200);
  await proxy.cut();
  expectAway(await landlord.get('/v1/properties'));
  await proxy.open();
  expect((await landlord.get('/healthz')).status).toBe(200);
  expect((await landlord.get('/v1/properties')).status).toBe(200);
  expect((await graphql('{ properties { totalCount } }')).status).toBe(200);
});

test('connections that break while they idle are replaced unnoticed', async () => {
  await Promise.all(Array.from({ length: 20 }, () => landlord.get('/v1/properties')));
  await proxy.cut();
  await proxy.open();
  await sleep(100);
  const answers = await Promise.all(Array.from({ length: 20 }, () => landlord.get('/v1/properties')));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
});

test('what was being written when it went is written once, or not at all', async () => {
  const { tenantId } = await keynest.own.home();
  const payments = Array.from({ length: 60 }, (_, index) => ({
    key: randomUUID(),
    body: { tenantId, amount: 10 + index, period: '2026-10' },
  }));
  const send = ({ key, body }: (typeof payments)[number]) =>
    landlord.post('/v1/payments', body, { headers: { 'Idempotency-Key': key } });
  const sent = payments.map(send);
  await Promise.race(sent);
  await proxy.cut();
  const answers = await Promise.all(sent);
  expect([...new Set(answers.map(({ status }) => status))].toSorted()).toEqual([201, 503]);
  await proxy.open();
  // Those that were cut off without effect are taken over after their lease.
  keynest.clock.advance({ seconds: 30 });
  const repeated = await Promise.all(payments.map(send));
  expect(repeated.map(({ status }) => status)).toEqual(payments.map(() => 201));
  const amounts = await keynest.prisma.payment.findMany({
    where: { tenantId, source: 'RECEIVED' },
    select: { amountCents: true },
  });
  expect(amounts.map(({ amountCents }) => amountCents).toSorted((a, b) => a - b)).toEqual(
    payments.map(({ body }) => body.amount * 100),
  );
  keynest.clock.reset();
});

test('a database that takes connections and says nothing is found out in bounded time', async () => {
  proxy.isDeaf = true;
  const startedAt = performance.now();
  const [answer, health] = await Promise.all([landlord.get('/v1/properties'), landlord.get('/healthz')]);
  proxy.isDeaf = false;
  expectAway(answer);
  expect(health.status).toBe(503);
  expect(performance.now() - startedAt).toBeLessThan(25_000);
});

test('a statement that runs too long is stopped by the server', async () => {
  await expect(keynest.prisma.$queryRaw`SELECT pg_sleep(20)`).rejects.toThrow(/statement timeout/);
});
