import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { buildApp } from '../../src/app.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { createClaims } from '../../src/idempotency/claims.ts';
import { Http, type Answer } from '../support/http.ts';
import { expectProblem } from '../support/expectations.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { isOperation } from '../support/operations.ts';
import { PASSWORD } from '../support/workspace.ts';

const RACERS = 50;
const HOUR = 3600 * 1000;
const CLAIM_KEY = 'INSERT INTO "IdempotentAnswer"';
/** The next operation that the database refuses. */
let failing: string | null = null;
/** Requests that have claimed their key wait for this. */
let stalled: Promise<void> | null = null;

function withFailures(prisma: PrismaClient): PrismaClient {
  const extended = prisma.$extends({
    query: {
      async $allOperations({ query, ...sent }) {
        const isFailing = isOperation(failing, sent);
        if (isFailing) failing = null;
        if (isFailing) throw new Error('The connection was lost.');
        // Before the claim is there: the test goes on as soon as it sees it.
        const stall = isOperation(CLAIM_KEY, sent) ? stalled : null;
        const result: unknown = await query(sent.args);
        await stall;
        return result;
      },
    },
  });
  return extended as unknown as PrismaClient;
}

let keynest: KeyNest;
let landlord: Http;
beforeAll(async () => {
  keynest = await startKeyNest({ wrapPrisma: withFailures });
  landlord = keynest.as('landlord');
});
afterAll(() => keynest.close());
beforeEach(async () => {
  keynest.clock.reset();
  await keynest.prisma.idempotentAnswer.deleteMany();
});

function keyed(key: string) {
  return { headers: { 'Idempotency-Key': key } };
}

function bodyOf({ body }: Answer): Record<string, unknown> {
  return body as Record<string, unknown>;
}

function isReplay({ headers }: Answer): boolean {
  return headers.get('idempotent-replayed') === 'true';
}

function textOf({ bytes }: Answer): string {
  return new TextDecoder().decode(bytes);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(10);
}

async function newPayment() {
  const { tenantId } = await keynest.own.home();
  const body = { tenantId, amount: 1200, method: 'Cheque', period: '2026-10' };
  const count = () => keynest.prisma.payment.count({ where: { tenantId, source: 'RECEIVED' } });
  return { tenantId, body, count };
}

/** Another process on the same database. */
async function startSecond() {
  const log = pino({ level: 'silent' });
  const services = { ...keynest.services, claims: createClaims(keynest.services) };
  const app = buildApp({ ...services, log, publicUrl: null, graphiql: false, isReady: () => true });
  const server = createServer((request, response) => void app.callback()(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const http = new Http(`http://127.0.0.1:${port}`, () => keynest.tokenOf('landlord'));
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { http, close };
}

describe('a retry', () => {
  test('gets the first answer, byte for byte, and has no effect', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    const first = await landlord.post('/v1/payments', body, keyed(key));
    expect([first.status, isReplay(first)]).toEqual([201, false]);
    // What is answered again is what was answered, not what is true by now.
    await landlord.patch(`/v1/payments/${String(bodyOf(first)['id'])}`, { status: 'Failed' });
    const second = await landlord.post('/v1/payments', body, keyed(key));
    expect([second.status, isReplay(second)]).toEqual([201, true]);
    expect(textOf(second)).toBe(textOf(first));
    for (const name of ['location', 'etag', 'content-type', 'content-length', 'cache-control']) {
      expect([name, second.headers.get(name)]).toEqual([name, first.headers.get(name)]);
    }
    expect(await count()).toBe(1);
  });

  test('gets the same bytes as a request without a key', async () => {
    const body = { name: 'Same bytes', units: [{ label: 'é' }] };
    const [plain, withKey] = [
      await landlord.post('/v1/properties', body),
      await landlord.post('/v1/properties', body, keyed(randomUUID())),
    ];
    expect(withKey.headers.get('content-type')).toBe(plain.headers.get('content-type'));
    expect(withKey.bytes.length).toBe(plain.bytes.length);
  });

  test('may quote the key and order members differently', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    await landlord.post('/v1/payments', body, keyed(key));
    const reordered = Object.fromEntries(Object.entries(body).reverse());
    expect(isReplay(await landlord.post('/v1/payments', reordered, keyed(`"${key}"`)))).toBe(true);
    expect(await count()).toBe(1);
  });

  test('with another body, or at another path, is 422', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    await landlord.post('/v1/payments', body, keyed(key));
    const others = [
      await landlord.post('/v1/payments', { ...body, amount: 1201 }, keyed(key)),
      await landlord.post('/v1/payments', {}, keyed(key)),
      await landlord.post('/v1/properties', body, keyed(key)),
    ];
    for (const other of others) {
      expect(other.body).toMatchObject({ status: 422, code: 'idempotency_key_reused' });
    }
    expect(await count()).toBe(1);
  });

  test('belongs to the caller: a user in a role, in any session', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    await landlord.post('/v1/payments', body, keyed(key));
    const email = keynest.own.workspace.emails.landlord;
    const opened = await landlord.post('/v1/auth/session', { email, password: PASSWORD });
    const again = keynest.withToken(String(bodyOf(opened)['token']));
    expect(isReplay(await again.post('/v1/payments', body, keyed(key)))).toBe(true);
    expect(isReplay(await keynest.as('admin').post('/v1/payments', body, keyed(key)))).toBe(false);
    expect((await keynest.as('landlord', 'other').post('/v1/payments', body, keyed(key))).status).toBe(404);
    expect((await keynest.as('tenant').post('/v1/payments', body, keyed(key))).status).toBe(403);
    expect((await keynest.withToken(null).post('/v1/payments', body, keyed(key))).status).toBe(401);
    expect(await count()).toBe(2);
  });

  test('gets the first answer for 24 hours', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    await landlord.post('/v1/payments', body, keyed(key));
    keynest.clock.advance({ hours: 23 });
    expect(isReplay(await landlord.post('/v1/payments', body, keyed(key)))).toBe(true);
    keynest.clock.advance({ hours: 2 });
    const late = await landlord.post('/v1/payments', body, keyed(key));
    expect([late.status, isReplay(late)]).toEqual([201, false]);
    expect(isReplay(await landlord.post('/v1/payments', body, keyed(key)))).toBe(true);
    expect(await count()).toBe(2);
  });

  test('with a deeply nested body is refused without a failure', async () => {
    const depth = 200_000;
    const body = `{"name": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
    const answer = await landlord.send('POST', '/v1/properties', { headers, body });
    expectProblem(answer, 400, 'json_too_deep');
  });
});

describe(`${RACERS} at once with one key`, () => {
  async function raceBetween(racers: readonly Http[]): Promise<void> {
    const { body, count } = await newPayment();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: RACERS }, (_, index) =>
        racers[index % racers.length]!.post('/v1/payments', body, keyed(key)),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(textOf)).size).toBe(1);
    expect(answers.filter(isReplay)).toHaveLength(RACERS - 1);
    expect(await count()).toBe(1);
  }

  test('have one effect and one answer', () => raceBetween([landlord]));

  test('have one effect in two processes', async () => {
    const second = await startSecond();
    await raceBetween([landlord, second.http]);
    await second.close();
  });

  test('have one effect after the first answer has expired', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    await landlord.post('/v1/payments', body, keyed(key));
    keynest.clock.advance({ hours: 25 });
    const answers = await Promise.all(
      Array.from({ length: RACERS }, () => landlord.post('/v1/payments', body, keyed(key))),
    );
    expect(answers.filter(isReplay)).toHaveLength(RACERS - 1);
    expect(await count()).toBe(2);
  });

  test('all get the same refusal', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => landlord.post('/v1/payments', { ...body, amount: -1 }, keyed(key))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 422));
    expect(answers.some(isReplay)).toBe(false);
    expect(await count()).toBe(0);
  });
});

describe('a refused request releases its key', () => {
  test('after invalid input', async () => {
    const { body } = await newPayment();
    const key = randomUUID();
    expect((await landlord.post('/v1/payments', { ...body, amount: 0 }, keyed(key))).status).toBe(422);
    const mended = await landlord.post('/v1/payments', body, keyed(key));
    expect([mended.status, isReplay(mended)]).toEqual([201, false]);
  });

  test('after a conflict', async () => {
    const home = await keynest.own.home();
    const body = { name: 'New Tenant', unitId: home.unitId, rent: 2000, leaseStart: '2026-12-01' };
    const key = randomUUID();
    expect(bodyOf(await landlord.post('/v1/tenants', body, keyed(key)))['code']).toBe('unit_occupied');
    expect(bodyOf(await landlord.post('/v1/tenants', body, keyed(key)))['code']).toBe('unit_occupied');
    expect((await landlord.patch(`/v1/tenants/${home.tenantId}`, { status: 'Past' })).status).toBe(200);
    const made = await landlord.post('/v1/tenants', body, keyed(key));
    expect([made.status, isReplay(made)]).toEqual([201, false]);
    expect(isReplay(await landlord.post('/v1/tenants', body, keyed(key)))).toBe(true);
  });

  test('after a failure of the server', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    failing = 'INSERT INTO "Payment"';
    expect((await landlord.post('/v1/payments', body, keyed(key))).status).toBe(500);
    expect((await landlord.post('/v1/payments', body, keyed(key))).status).toBe(201);
    expect(await count()).toBe(1);
  });

  test('before its operation started', async () => {
    const headers = { 'Idempotency-Key': 'k', 'Content-Type': 'application/json' };
    const send = (body: string) => landlord.send('POST', '/v1/payments', { headers, body });
    expect((await send('{')).status).toBe(400);
    expect((await landlord.post('/v1/payments?x=1', {}, keyed('k'))).status).toBe(400);
    expect(await keynest.prisma.idempotentAnswer.count()).toBe(0);
  });
});

describe('an interrupted first request', () => {
  /** As a process leaves it that ends between the effect and the answer. */
  async function cutOff() {
    const { body, count } = await newPayment();
    const key = randomUUID();
    failing = 'UPDATE "IdempotentAnswer" SET "status"';
    const first = await landlord.post('/v1/payments', body, keyed(key));
    return { body, count, key, first };
  }

  test('is answered, even if its answer could not be stored', async () => {
    const { first, count } = await cutOff();
    expect(first.status).toBe(201);
    expect(await count()).toBe(1);
    expect(
      keynest.log.some(({ msg }) => msg === 'the answer for an idempotency key could not be stored'),
    ).toBe(true);
  });

  test('is never repeated: its retry reads the created resource', async () => {
    const { body, count, key, first } = await cutOff();
    keynest.clock.advance({ seconds: 3 });
    const repeat = await landlord.post('/v1/payments', body, keyed(key));
    expect([repeat.status, isReplay(repeat), textOf(repeat)]).toEqual([201, true, textOf(first)]);
    expect(repeat.headers.get('location')).toBe(first.headers.get('location'));
    expect(bodyOf(await landlord.post('/v1/payments', {}, keyed(key)))['code']).toBe(
      'idempotency_key_reused',
    );
    keynest.clock.advance({ hours: 23 });
    expect(textOf(await landlord.post('/v1/payments', body, keyed(key)))).toBe(textOf(first));
    expect(await count()).toBe(1);
    keynest.clock.advance({ hours: 1 });
    expect((await landlord.post('/v1/payments', body, keyed(key))).status).toBe(201);
    expect(await count()).toBe(2);
  });

  test('is not repeated after a failure that follows its effect', async () => {
    const { id } = bodyOf(await landlord.post('/v1/payments', (await newPayment()).body));
    const headers = keyed(randomUUID());
    const giveBack = () => landlord.post(`/v1/payments/${String(id)}/return`, {}, headers);
    failing = 'Payment.findUniqueOrThrow';
    expect((await giveBack()).status).toBe(500);
    keynest.clock.advance({ seconds: 3 });
    for (const repeat of [await giveBack(), await giveBack()]) {
      expect([repeat.status, isReplay(repeat), bodyOf(repeat)['status']]).toEqual([200, true, 'Failed']);
      expect(repeat.headers.get('etag')).toMatch(/^"2-/);
    }
  });

  test('without an effect is taken over by a retry, and can no longer have one', async () => {
    const { body, count } = await newPayment();
    const key = randomUUID();
    let resume = () => {};
    stalled = new Promise((resolve) => (resume = resolve));
    const first = landlord.post('/v1/payments', body, keyed(key));
    await until(async () => (await keynest.prisma.idempotentAnswer.count()) > 0);
    keynest.clock.advance({ seconds: 21 });
    stalled = null;
    const repeat = await landlord.post('/v1/payments', body, keyed(key));
    expect([repeat.status, isReplay(repeat)]).toEqual([201, false]);
    resume();
    expect((await first).body).toMatchObject({ status: 409, code: 'request_in_progress' });
    expect(await count()).toBe(1);
    expect(textOf(await landlord.post('/v1/payments', body, keyed(key)))).toBe(textOf(repeat));
  });

  test('makes a retry wait, but only for a limited time', async () => {
    const { body, count, key } = await cutOff();
    const repeat = await landlord.post('/v1/payments', body, keyed(key));
    expect(repeat.body).toMatchObject({ status: 409, code: 'request_in_progress' });
    expect(repeat.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect(await count()).toBe(1);
  });
});

describe('the stored record', () => {
  test('holds no key, caller or session in clear', async () => {
    const email = keynest.own.workspace.emails.landlord;
    const key = randomUUID();
    const signIn = () => landlord.post('/v1/auth/session', { email, password: PASSWORD }, keyed(key));
    const [first, second] = [await signIn(), await signIn()];
    expect([first.status, second.status, isReplay(second)]).toEqual([201, 201, false]);
    expect(bodyOf(second)['token']).not.toBe(bodyOf(first)['token']);
    expect(await keynest.prisma.idempotentAnswer.count()).toBe(0);
    const { body } = await newPayment();
    await landlord.post('/v1/payments', body, keyed(key));
    const rows = JSON.stringify(await keynest.prisma.idempotentAnswer.findMany());
    expect(rows).not.toContain(key);
    expect(rows).not.toContain(keynest.own.workspace.userIds.landlord);
    expect(rows).not.toContain(await keynest.tokenOf('landlord'));
  });

  test('an invalid key is refused on every route', async () => {
    const paths = ['/v1/auth/session', '/v1/properties', '/v1/forms/N4'];
    for (const path of paths) {
      const answer = await landlord.post(path, {}, keyed('"'));
      expect(answer.body).toMatchObject({ status: 400, code: 'invalid_idempotency_key' });
    }
  });

  test('is deleted after it expires, in batches', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => ({
      id: String(index).padStart(64, '0'),
      fingerprint: '0'.repeat(64),
      expiresAt: new Date(keynest.clock.now().getTime() - HOUR),
    }));
    await keynest.prisma.idempotentAnswer.createMany({ data: rows });
    keynest.clock.advance({ seconds: 61 });
    const { body } = await newPayment();
    const left: number[] = [];
    for (let request = 0; request < 4; request++) {
      await landlord.post('/v1/payments', body, keyed(randomUUID()));
      left.push(await keynest.prisma.idempotentAnswer.count({ where: { status: null } }));
    }
    expect(left).toEqual([150, 50, 0, 0]);
  });
});
