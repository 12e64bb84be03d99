import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { openPostgres, type Database } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import { signIn } from '../process/load.ts';
import { SettableClock } from '../support/clock.ts';
import { createPostgres, type TestPostgres } from '../support/database.ts';
import { Factory } from '../support/factories.ts';
import { ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/service.ts';
import { seedWorkspace } from '../support/workspace.ts';

/** The lease of a claim. */
const LEASE_SECONDS = 20;
/** For a busy machine: starting requests, and the one after the lease. */
const SLACK_SECONDS = 15;

const RECORD = `mutation ($input: RecordPaymentInput!, $key: String!) {
  recordPayment(input: $input, idempotencyKey: $key) { id }
}`;

let postgres: TestPostgres;
let database: Database;
let servers: readonly ServerProcess[];
beforeAll(async () => {
  postgres = await createPostgres();
  database = await openPostgres(postgres.url);
  const start = () => ServerProcess.start({ DATABASE_URL: postgres.url });
  servers = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await database.close();
  await postgres.drop();
});

interface Answer {
  readonly isDone: boolean;
  /** The code of a refusal. */
  readonly reason: string | undefined;
  readonly retryAfter: number;
}

/** Records one payment under one key, in REST or GraphQL. */
function sender(token: string, tenantId: string, isRest: boolean) {
  const key = randomUUID();
  const payment = { tenantId, amount: isRest ? 100 : 200, period: '2026-10' };
  return async ({ origin }: ServerProcess): Promise<Answer> => {
    const response = await fetch(origin + (isRest ? '/v1/payments' : '/graphql'), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${token}`,
        ...(isRest && { 'Idempotency-Key': key }),
      },
      body: JSON.stringify(isRest ? payment : { query: RECORD, variables: { input: payment, key } }),
    });
    const body = (await response.json()) as {
      code?: string;
      errors?: { extensions: { reason: string; retryAfterSeconds?: number } }[];
    };
    const reason = isRest && !response.ok ? body.code : body.errors?.[0]?.extensions.reason;
    return {
      isDone: response.ok && reason === undefined,
      reason,
      retryAfter: Number(response.headers.get('retry-after')),
    };
  };
}

test('a request whose process was killed is taken over when its lease ends, as Retry-After says', async () => {
  const { prisma } = database;
  const store = { prisma, newId: createIds(new SettableClock()) };
  const own = new Factory(store, await seedWorkspace(store, 'own.example'));
  // A tenancy each: changes of one tenancy wait for each other.
  const homes = [await own.home(), await own.home()] as const;
  const [first, second] = servers as [ServerProcess, ServerProcess];
  const token = await signIn(first.origin, own.workspace.emails.landlord);
  const senders = [sender(token, homes[0].tenantId, true), sender(token, homes[1].tenantId, false)];
  // Holds both requests in the middle of their transactions.
  const holder = new pg.Client({ connectionString: postgres.url });
  // The database is dropped under it if the test fails; without a listener the failure would not be told.
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE "Payment" IN SHARE ROW EXCLUSIVE MODE');
  const cutOff = senders.map((send) => send(first).catch(() => null));
  await waitFor(async () => {
    const { rowCount } = await holder.query(
      `SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
       WHERE d.datname = current_database() AND relation = '"Payment"'::regclass AND NOT granted`,
    );
    expect(rowCount).toBe(2);
  }, 'two requests in the middle of their transactions');
  await first.end('SIGKILL');
  expect(await Promise.all(cutOff)).toEqual([null, null]);
  await holder.query('ROLLBACK');
  await holder.end();
  const killedAt = performance.now();
  await Promise.all(
    senders.map(async (send) => {
      let answer = await send(second);
      expect(answer).toMatchObject({ isDone: false, reason: 'request_in_progress' });
      expect(answer.retryAfter).toBeGreaterThanOrEqual(1);
      expect(answer.retryAfter).toBeLessThanOrEqual(LEASE_SECONDS);
      await sleep(answer.retryAfter * 1000);
      answer = await send(second);
      expect(answer.isDone).toBe(true);
    }),
  );
  expect(performance.now() - killedAt).toBeLessThan((LEASE_SECONDS + SLACK_SECONDS) * 1000);
  expect(await prisma.payment.count({ where: { source: 'RECEIVED' } })).toBe(2);
});
