/**
 * `npm run bench:rent`: the rent flow over many monthly tenancies on PostgreSQL (`TEST_DATABASE_URL`).
 *
 * Four processes race and two are killed; then one runs by itself, also in the background; then a server answers with and without a run
 * beside it, in turns. The rows are compared with what SQL counts from the leases.
 *
 *   npm run bench:rent -- --tenancies 5000 --rounds 3
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { dateIn, ONTARIO_TIME_ZONE } from '../../src/calendar/zone.ts';
import { openPostgres } from '../../src/db/client.ts';
import { createIds } from '../../src/ids.ts';
import {
  differencesIn,
  forgetRows,
  forgetRowsAhead,
  outcomeOf,
  raceFour,
  seedTenancies,
  startRun,
  type Portfolio,
} from '../postgres/rent-run-portfolio.ts';
import { PASSWORD, seedWorkspace } from '../support/workspace.ts';
import { createDatabase, dropDatabase } from './database.ts';

const { values: flags } = parseArgs({
  options: {
    tenancies: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    port: { type: 'string', default: '4817' },
  },
});
const DATABASE = 'keynest_bench_rent';
const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const ORIGIN = `http://127.0.0.1:${flags.port}`;
/** Requests under way at once. */
const CLIENTS = 4;
const clock = { now: () => new Date() };

/** Runs by themselves, in this order. */
const RUNS = [
  ['a run by itself', ''],
  ['the same again', ''],
  ['a run in the background', 'background'],
] as const;

const say = (what: string, value: unknown) => process.stdout.write(`${what}: ${JSON.stringify(value)}\n`);
const rounded = (value: number) => Math.round(value * 10) / 10;

async function prepare(): Promise<Portfolio & { close: () => Promise<void> }> {
  const url = await createDatabase(DATABASE);
  const database = await openPostgres(url);
  const { prisma } = database;
  const { id: workspaceId } = await seedWorkspace({ prisma, newId: createIds(clock) }, 'bench.example');
  const today = dateIn(ONTARIO_TIME_ZONE, clock.now());
  const portfolio = { prisma, url, workspaceId, tenancies: Number(flags.tenancies), today };
  await seedTenancies(portfolio);
  return { ...portfolio, close: () => database.close() };
}

async function startServer(url: string) {
  const env = { PATH: process.env['PATH'], PORT: flags.port, DATABASE_URL: url, WORKERS: 'off' };
  const settings = { RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'error', DRAIN_SECONDS: '0' };
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { ...env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while ((await fetch(`${ORIGIN}/healthz`).catch(() => null))?.status !== 200) await sleep(100);
  const credentials = JSON.stringify({ email: 'landlord@bench.example', password: PASSWORD });
  const headers = { 'content-type': 'application/json' };
  const session = await fetch(`${ORIGIN}/v1/auth/session`, { method: 'POST', headers, body: credentials });
  const { token } = (await session.json()) as { token: string };
  return { token, stop: () => child.kill() };
}

/** Milliseconds that requests took until something had happened, and the codes of those that were refused. */
interface Answers {
  readonly times: readonly number[];
  readonly refused: readonly string[];
}

async function askUntil(token: string, until: Promise<unknown>): Promise<Answers> {
  const paths = ['/v1/tenants?limit=20', '/v1/payments?limit=20', '/v1/units?limit=20'];
  const state = { isOver: false };
  void until.finally(() => (state.isOver = true));
  const times: number[] = [];
  const refused: string[] = [];
  const ask = async (number: number) => {
    for (let turn = number; !state.isOver; turn += 1) {
      const begun = performance.now();
      const answer = await fetch(ORIGIN + paths[turn % paths.length]!, {
        headers: { authorization: `Bearer ${token}` },
      });
      const body = (await answer.json()) as { code?: string };
      if (answer.status !== 200) refused.push(body.code ?? String(answer.status));
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => ask(number)));
  return { times: times.sort((a, b) => a - b), refused };
}

const at = (sorted: readonly number[], share: number) =>
  rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
const told = ({ times, refused }: Answers) => ({
  requests: times.length,
  refused: [...new Set(refused)],
  p50: at(times, 0.5),
  p99: at(times, 0.99),
});

async function measureOthers(portfolio: Portfolio): Promise<void> {
  const { token, stop } = await startServer(portfolio.url);
  try {
    await askUntil(token, sleep(3_000));
    for (let round = 1; round <= Number(flags.rounds); round += 1) {
      await forgetRowsAhead(portfolio);
      const run = startRun(portfolio, 'background');
      // A server has loaded its code long before.
      while (!run.output().includes('started')) await sleep(10);
      const begun = performance.now();
      const beside = await askUntil(token, outcomeOf(run));
      const without = await askUntil(token, sleep(performance.now() - begun));
      say(`round ${round}, without a run, in ms`, told(without));
      say(`round ${round}, beside a run, in ms`, told(beside));
    }
  } finally {
    stop();
  }
}

const portfolio = await prepare();
try {
  await raceFour(portfolio);
  say('four processes, two killed', await differencesIn(portfolio));
  await forgetRows(portfolio);
  for (const [name, pace] of RUNS) {
    if (pace) await forgetRows(portfolio);
    const { opened, closed, skipped, cpuSeconds, seconds } = await outcomeOf(startRun(portfolio, pace));
    const times = { seconds: rounded(seconds), cpuSeconds: rounded(cpuSeconds) };
    say(name, { opened, closed, skipped: skipped.length, ...times });
  }
  say('after it', await differencesIn(portfolio));
  await measureOthers(portfolio);
} finally {
  await portfolio.close();
  await dropDatabase(DATABASE);
}
