import { BodyBudget } from '../../src/http/body-budget.ts';
import { startMetrics, type Metrics } from '../../src/telemetry/metrics.ts';
import type { BackupUse } from '../../src/telemetry/backup-metrics.ts';
import { timeJob } from '../../src/telemetry/signals.ts';
import { passwordQueue } from '../../src/commands/account/password-hash.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';
import { waitUntil } from '../support/wait-until.ts';
import { isInstalled, promtoolFaults, readSamples, valueOf } from './prometheus.ts';

const TOKEN = 'the-token-of-the-metrics';
const DURATION = 'keynest_http_request_duration_seconds_count';

let metrics: Metrics;
let keynest: KeyNest;
const bodyBudget = new BodyBudget();
let pendingSignIns = 0;
let backup: BackupUse = { newestAt: null, newestBytes: null, failure: null };

beforeAll(async () => {
  metrics = startMetrics({
    version: '1.2.3',
    database: 'postgresql',
    poolUse: () => ({ max: 10, open: 4, idle: 1, waiting: 3 }),
    passwordQueue,
    waitingDocuments: () => 5,
    pendingSignIns: () => pendingSignIns,
    bodyUse: () => bodyBudget.use,
    answerUse: () => ({ held: 7, max: 8 }),
    backupUse: () => Promise.resolve(backup),
  });
  const { contentType, read } = metrics;
  keynest = await startKeyNest({ settings: { bodyBudget, metrics: { contentType, read, token: TOKEN } } });
});
afterAll(async () => {
  await keynest.close();
  metrics.close();
});

const read = (token: string | null, method = 'GET') =>
  fetch(`${keynest.origin}/metrics`, {
    method,
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
const readText = async () => (await read(TOKEN)).text();

/** Waits for a sample: a request is counted once its answer is closed. */
async function untilCounted(name: string, labels: Record<string, string>, least: number): Promise<void> {
  let value = 0;
  const readValue = async () => {
    value = valueOf(await metrics.read(), name, labels) ?? 0;
  };
  await waitUntil(
    () => {
      void readValue();
      return value >= least;
    },
    `${name} of ${JSON.stringify(labels)}`,
  );
}

async function graphql(query: string): Promise<void> {
  const headers = {
    authorization: `Bearer ${await keynest.tokenOf('landlord')}`,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ query });
  await (await fetch(`${keynest.origin}/graphql`, { method: 'POST', headers, body })).arrayBuffer();
}

describe('/metrics', () => {
  test('is read with the token only', async () => {
    for (const token of [null, 'another-token-of-metrics', `${TOKEN}x`]) {
      const answer = await read(token);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await answer.json()).toMatchObject({ code: 'unauthenticated' });
    }
    const answer = await read(TOKEN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect((await read(TOKEN, 'POST')).status).toBe(405);
  });

  test('is unknown where no metrics are served', async () => {
    const plain = await startKeyNest();
    const headers = { authorization: `Bearer ${TOKEN}` };
    expect((await fetch(`${plain.origin}/metrics`, { headers })).status).toBe(404);
    await plain.close();
  });

  const promtest = isInstalled('promtool') ? test : test.skip;
  promtest('is what promtool accepts (skipped where promtool is not installed)', async () => {
    await graphql('{ viewer { id } }');
    expect(promtoolFaults(await readText())).toBe('');
  });
});

describe('requests', () => {
  test('are counted by operation and status, of /v1, of files and of pages', async () => {
    const landlord = keynest.as('landlord');
    const before = valueOf(await readText(), DURATION, { operation: 'ListProperties', status: '200' }) ?? 0;
    await landlord.get('/v1/properties');
    await landlord.get('/v1/properties/p_x');
    await keynest.withToken(null).get('/v1/properties');
    await keynest.withToken(null).get('/files/f_x');
    await keynest.withToken(null).get('/nothing/sarah@example.com');
    await untilCounted(
      DURATION,
      { interface: 'rest', operation: 'ListProperties', status: '200' },
      before + 1,
    );
    await untilCounted(DURATION, { interface: 'rest', operation: 'GetProperty', status: '404' }, 1);
    await untilCounted(DURATION, { interface: 'rest', operation: 'ListProperties', status: '401' }, 1);
    await untilCounted(DURATION, { interface: 'files', operation: 'GetFile', status: '403' }, 1);
    await untilCounted(DURATION, { interface: 'other', operation: 'unmatched', status: '404' }, 1);
    expect(await metrics.read()).not.toMatch(/sarah|p_x/);
  });

  test('of GraphQL are counted by the field that they ask for', async () => {
    await graphql('query Sarah { viewer { id } }');
    await graphql('{ alias: viewer { id } }');
    await graphql('query A { ...F } fragment F on Query { viewer { id } }');
    await graphql('{ viewer { id } properties(first: 1) { totalCount } }');
    await graphql('{ __typename }');
    await graphql('{ nothing }');
    await graphql('}');
    await untilCounted(DURATION, { interface: 'graphql', operation: 'viewer' }, 3);
    await untilCounted(DURATION, { interface: 'graphql', operation: 'several' }, 1);
    await untilCounted(DURATION, { interface: 'graphql', operation: 'introspection' }, 1);
    await untilCounted(DURATION, { interface: 'graphql', operation: 'unknown' }, 1);
  });

  test('never make new series out of what a client chooses', async () => {
    const send = async (index: number) => {
      await graphql(`query Name${index} { viewer { id } }`);
      await graphql(`query Name${index} { alias${index}: viewer { id } }`);
      await keynest.withToken(null).get(`/path${index}`);
      await keynest.as('landlord').get(`/v1/properties/p_${index}`);
      await fetch(`${keynest.origin}/v1/properties`, { method: `M${index}` }).catch(() => undefined);
    };
    await send(0);
    const lines = () => keynest.log.filter(({ msg }) => msg === 'request').length;
    const closed = lines();
    await keynest.withToken(null).get('/path');
    await waitUntil(() => lines() > closed, 'the first lines');
    const count = readSamples(await metrics.read()).filter(({ labels }) => 'operation' in labels).length;
    for (let index = 1; index <= 20; index += 1) await send(index);
    await untilCounted(DURATION, { operation: 'unmatched' }, 20);
    const after = readSamples(await metrics.read()).filter(({ labels }) => 'operation' in labels);
    expect(after.length).toBeLessThanOrEqual(count);
  });

  test('tell the codes of errors that GraphQL answers with 200', async () => {
    await graphql('{ property(id: "p_01m83e50age39vxhtg53jp8xkh") { id } }');
    await graphql('mutation { deleteProperty(id: "p_01m83e50age39vxhtg53jp8xkh") { id } }');
    await untilCounted('keynest_operation_errors_total', { interface: 'graphql', code: 'NOT_FOUND' }, 1);
  });
});

describe('what the process works on', () => {
  test('SQL statements by kind, with their time', async () => {
    await keynest.as('landlord').get('/v1/properties');
    const text = await readText();
    expect(valueOf(text, 'keynest_sql_statement_duration_seconds_count', { kind: 'select' })).toBeGreaterThan(
      0,
    );
    expect(valueOf(text, 'keynest_sql_statement_duration_seconds_sum', { kind: 'select' })).toBeGreaterThan(
      0,
    );
    await keynest.prisma.$queryRawUnsafe('SELECT nothing').catch(() => undefined);
    await untilCounted('keynest_sql_statement_failures_total', { kind: 'select' }, 1);
  });

  test('PDFs by form', async () => {
    const { tenantId } = await keynest.own.home();
    const answer = await keynest.as('landlord').post('/v1/forms/N4', { tenantId, draft: true });
    expect(answer.status).toBe(201);
    await untilCounted('keynest_pdf_duration_seconds_count', { form: 'N4' }, 1);
  });

  test('pool, queues and bodies, as they are when they are read', async () => {
    pendingSignIns = 7;
    expect(bodyBudget.reserve(1234)).toBe(true);
    const text = await readText();
    bodyBudget.release(1234);
    expect(valueOf(text, 'keynest_database_connections', { state: 'busy' })).toBe(3);
    expect(valueOf(text, 'keynest_database_connections', { state: 'idle' })).toBe(1);
    expect(valueOf(text, 'keynest_database_connections_max')).toBe(10);
    expect(valueOf(text, 'keynest_database_waiting')).toBe(3);
    expect(valueOf(text, 'keynest_queue_waiting', { queue: 'sign_in' })).toBe(7);
    expect(valueOf(text, 'keynest_queue_waiting', { queue: 'password' })).toBe(0);
    expect(valueOf(text, 'keynest_queue_waiting', { queue: 'print' })).toBe(5);
    expect(valueOf(text, 'keynest_request_body_bytes')).toBe(1234);
    expect(valueOf(text, 'keynest_request_body_max_bytes')).toBe(64 * 1024 * 1024);
  });

  test('unread answers, and the nightly backups, as they are when they are read', async () => {
    const before = await readText();
    backup = { newestAt: new Date('2026-11-29T08:30:00Z'), newestBytes: 1234, failure: new Error('full') };
    const after = await readText();
    const names = ['newest_timestamp_seconds', 'newest_bytes', 'failing'].map(
      (name) => `keynest_backup_${name}`,
    );
    expect(names.map((name) => valueOf(before, name))).toEqual([0, 0, 0]);
    expect(names.map((name) => valueOf(after, name))).toEqual([1_795_941_000, 1234, 1]);
    expect(valueOf(after, 'keynest_unread_answer_bytes')).toBe(7);
    expect(valueOf(after, 'keynest_unread_answer_max_bytes')).toBe(8);
  });

  test('runs in the background, with their outcome and rows', async () => {
    await timeJob('rent', () => Promise.resolve(3));
    await expect(timeJob('rent', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    const text = await readText();
    const count = 'keynest_job_duration_seconds_count';
    expect(valueOf(text, count, { job: 'rent', outcome: 'success' })).toBe(1);
    expect(valueOf(text, count, { job: 'rent', outcome: 'failure' })).toBe(1);
    expect(valueOf(text, 'keynest_job_items_total', { job: 'rent' })).toBe(3);
    expect(valueOf(text, 'keynest_job_last_success_timestamp_seconds', { job: 'rent' })).toBeGreaterThan(1e9);
  });

  test('the process itself: build, memory, processor, event loop', async () => {
    const text = await readText();
    const build = { version: '1.2.3', node: process.version, database: 'postgresql' };
    expect(valueOf(text, 'keynest_build_info', build)).toBe(1);
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(valueOf(text, name)).not.toBeNull();
  });
});
