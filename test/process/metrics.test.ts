import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { verifyBackup } from '../../src/backup/read-backup.ts';
import { ServerProcess } from '../support/server-process.ts';
import { isInstalled, promtoolCheck, promtoolFaults, valueOf } from '../telemetry/prometheus.ts';
import { freePort } from '../support/service.ts';

const OPERATIONS = fileURLToPath(new URL('../../docs/operations/', import.meta.url));
const TOKEN = 'the-token-of-the-metrics';
const JOBS = 'keynest_job_duration_seconds_count';
const CREDENTIALS = { email: 'landlord@example.com', password: 'keynest-demo' };

/** The newest nightly backup at the start; those of later nights are missing. */
const MISSED = 'keynest-2026-11-20T083000Z.backup';

/** Why a test is skipped. */
const REAL = isInstalled('prometheus') && isInstalled('promtool');
const realTest = REAL ? test : test.skip;

let folder: string;
let server: ServerProcess;
let metricsPort: number;
let backups: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keynest-metrics-'));
  metricsPort = await freePort();
  backups = join(folder, 'backups');
  await mkdir(backups);
  await writeFile(join(backups, MISSED), '');
  server = await ServerProcess.start({
    KEYNEST_DATA: join(folder, 'data'),
    METRICS_PORT: String(metricsPort),
    METRICS_TOKEN: TOKEN,
    BACKUP_FOLDER: backups,
  });
});
afterAll(async () => {
  await server.end('SIGTERM');
  await rm(folder, { recursive: true });
});

const metricsAt = (path: string, token?: string) =>
  fetch(`http://127.0.0.1:${metricsPort}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });

async function signIn(): Promise<number> {
  const answer = await fetch(`${server.origin}/v1/auth/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(CREDENTIALS),
  });
  return answer.status;
}

/** Asks the API of a Prometheus until a query has a result. Gives the value. */
async function queryUntilFound(port: number, query: string): Promise<string> {
  for (;;) {
    const url = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`;
    // It answers 503 in plain text until it has opened its database.
    const body = (await fetch(url).then(
      (answer) => (answer.ok ? answer.json() : null),
      () => null,
    )) as { data: { result: { value: [number, string] }[] } } | null;
    const [found] = body?.data.result ?? [];
    if (found) return found.value[1];
    await sleep(200);
  }
}

test('the port of the metrics serves them to the token, and nothing else', async () => {
  expect((await metricsAt('/metrics')).status).toBe(401);
  expect((await metricsAt('/v1/properties', TOKEN)).status).toBe(404);
  const answer = await metricsAt('/metrics', TOKEN);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('keynest_build_info{version="0.1.0"');
});

test('the port of the API serves none then', async () => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  expect((await fetch(`${server.origin}/metrics`, { headers })).status).toBe(404);
});

test('work in the background is counted from the start', async () => {
  const counted = 'keynest_job_duration_seconds_count{job="housekeeping",outcome="success"} 1';
  while (!(await (await metricsAt('/metrics', TOKEN)).text()).includes(counted)) await sleep(100);
});

test('a nightly backup that is missing is made after the start, by a process of its own', async () => {
  const read = async () => (await metricsAt('/metrics', TOKEN)).text();
  const newest = 'keynest_backup_newest_timestamp_seconds';
  const before = Date.parse('2026-11-20T08:30:00Z') / 1000;
  let text = await read();
  while (valueOf(text, newest) === before || valueOf(text, JOBS, { job: 'backup' }) === null) {
    await sleep(200);
    text = await read();
  }
  expect(valueOf(text, newest)).toBeGreaterThan(before);
  expect(valueOf(text, 'keynest_backup_newest_bytes')).toBeGreaterThan(1000);
  expect(valueOf(text, 'keynest_backup_failing')).toBe(0);
  expect(valueOf(text, JOBS, { job: 'backup', outcome: 'success' })).toBe(1);
  expect(valueOf(text, 'keynest_database_connections_max')).toBeGreaterThan(0);
  const [made] = (await readdir(backups)).filter((name) => name !== MISSED);
  await verifyBackup(join(backups, made ?? ''));
}, 120_000);

test('every metric of the examples and of the page exists', async () => {
  const text = await (await metricsAt('/metrics', TOKEN)).text();
  // Three gauges are of PostgreSQL only.
  const ofPostgres = /^keynest_database_/;
  const known = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name));
  for (const file of ['alerts.yml', 'monitoring.md']) {
    const page = await readFile(OPERATIONS + file, 'utf8');
    const named = [...page.matchAll(/\b(?:keynest|nodejs|process)_[a-z0-9_]+[a-z0-9]\b/g)].map(([name]) =>
      name.replace(/(?<=seconds)_(count|sum|bucket)$/, ''),
    );
    expect(named.length).toBeGreaterThan(10);
    const lost = named.filter((name) => !known.has(name) && !ofPostgres.test(name));
    expect(lost.filter((name) => name !== 'nodejs_eventloop_lag')).toEqual([]);
  }
  const page = await readFile(`${OPERATIONS}monitoring.md`, 'utf8');
  const untold = [...known].filter((name) => name.startsWith('keynest_') && !page.includes(`\`${name}\``));
  expect(untold).toEqual([]);
});

realTest('the examples are what promtool accepts (skipped where Prometheus is not installed)', async () => {
  expect(promtoolCheck('rules', `${OPERATIONS}alerts.yml`)).toContain('SUCCESS');
  const text = (await readFile(`${OPERATIONS}prometheus.yml`, 'utf8')).replace(
    '/etc/prometheus/keynest-token',
    join(folder, 'token'),
  );
  await writeFile(join(folder, 'token'), TOKEN);
  await writeFile(join(folder, 'prometheus.yml'), text);
  await writeFile(join(folder, 'alerts.yml'), await readFile(`${OPERATIONS}alerts.yml`));
  expect(promtoolCheck('config', join(folder, 'prometheus.yml'))).toContain('SUCCESS');
  expect(promtoolFaults(await (await metricsAt('/metrics', TOKEN)).text())).toBe('');
});

realTest(
  'a real Prometheus reads them with the example (skipped where Prometheus is not installed)',
  async () => {
    const example = await readFile(`${OPERATIONS}prometheus.yml`, 'utf8');
    const config = example
      .replace('/etc/prometheus/keynest-token', join(folder, 'token'))
      .replace('127.0.0.1:9464', `127.0.0.1:${metricsPort}`)
      .replace('scrape_interval: 15s', 'scrape_interval: 1s');
    await writeFile(join(folder, 'token'), TOKEN);
    await writeFile(join(folder, 'prometheus.yml'), config);
    await writeFile(join(folder, 'alerts.yml'), await readFile(`${OPERATIONS}alerts.yml`));
    expect(await signIn()).toBe(201);
    const port = await freePort();
    const prometheus = spawn(
      'prometheus',
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'tsdb')}`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
      { stdio: 'ignore' },
    );
    try {
      const count = 'keynest_http_request_duration_seconds_count{operation="CreateSession",status="201"}';
      expect(await queryUntilFound(port, 'up{job="keynest"} == 1')).toBe('1');
      expect(await queryUntilFound(port, count)).toBe('1');
      expect(Number(await queryUntilFound(port, 'nodejs_eventloop_lag_p99_seconds'))).toBeGreaterThan(0);
    } finally {
      const exit = once(prometheus, 'exit');
      prometheus.kill('SIGTERM');
      await exit;
    }
  },
  120_000,
);
