/**
 * `npm run bench`: KeyNest beside what people would pick instead, on one PostgreSQL, in rounds that take turns.
 *
 *   npm run bench                          the scenarios at 100k payments
 *   npm run bench -- --growth              KeyNest's latency at 1k, 100k and 1M payments, with a chart
 *   npm run bench -- --plans --size 1M     whether each list, page and search is answered from an index
 *   npm run bench -- --rounds 5 --seconds 8 --json
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { latencyChart } from './chart.ts';
import { createDatabase, dropDatabase, postmasterPid } from './database.ts';
import { measure, type MeasureOptions, type Result } from './measure.ts';
import { Peer } from './peer.ts';
import { checkPlans } from './plans.ts';
import { fill, settle, SIZES, type Size } from './portfolio.ts';
import { table } from './report.ts';
import { DOCUMENT, SCENARIOS, type PeerName, type Scenario } from './scenarios.ts';
import { startStatementProxy } from './statement-proxy.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHART = fileURLToPath(new URL('../../docs/pictures/latency.svg', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    documents: { type: 'boolean', default: false },
    size: { type: 'string', default: '100k' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '10' },
    only: { type: 'string', default: '' },
  },
});

const say = (line: string) => process.stderr.write(`${line}\n`);

/** A migrated and filled database. */
async function prepare(size: Size): Promise<string> {
  const url = await createDatabase(`keynest_bench_${size.name.toLowerCase()}`);
  say(`Filling ${size.name} payments …`);
  execFileSync(process.execPath, [`${ROOT}dist/main.js`, 'migrate'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: 'ignore',
  });
  await fill(url, size);
  say('Running the rent flow …');
  const server = await Peer.start('keynest', url);
  await settle(url);
  await server.stop();
  return url;
}

/** Statements that each question costs a peer: of the second request, when all is cached. */
async function countStatements(
  name: PeerName,
  url: string,
  scenarios: readonly Scenario[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const proxy = await startStatementProxy(url);
  const peer = await Peer.start(name, proxy.url);
  try {
    for (const { name: scenario, requests } of scenarios) {
      const request = requests[name];
      if (!request) continue;
      await peer.ask(request(0));
      proxy.take();
      await peer.ask(request(0));
      counts.set(scenario, proxy.take());
    }
  } finally {
    await peer.stop();
    proxy.close();
  }
  return counts;
}

async function compare(size: Size, names: readonly PeerName[], scenarios: readonly Scenario[]) {
  const url = await prepare(size);
  const options: MeasureOptions = {
    rounds: Number(flags.rounds),
    seconds: Number(flags.seconds),
    connections: Number(flags.connections),
    postmaster: await postmasterPid(url),
  };
  const counts = new Map<PeerName, ReadonlyMap<string, number>>();
  const usesDatabase = (name: PeerName) => name !== 'pdfkit' && name !== 'chromium';
  for (const name of names.filter(usesDatabase))
    counts.set(name, await countStatements(name, url, scenarios));
  const peers: Peer[] = [];
  const results: Result[] = [];
  try {
    for (const name of names) peers.push(await Peer.start(name, url));
    for (const scenario of scenarios) {
      say(scenario.name);
      const statementsOf = (name: PeerName) => counts.get(name)?.get(scenario.name) ?? null;
      results.push(...(await measure(peers, scenario, options, statementsOf)));
    }
  } finally {
    for (const peer of peers) await peer.stop();
  }
  await dropDatabase(`keynest_bench_${size.name.toLowerCase()}`);
  return results;
}

const chosen = SCENARIOS.filter(({ name }) => name.includes(flags.only));

async function growth(): Promise<Result[]> {
  const bySize: Result[][] = [];
  for (const size of SIZES) bySize.push(await compare(size, ['keynest'], chosen));
  const series = chosen.map(({ name }) => ({
    name,
    values: bySize.map((results) => results.find(({ scenario }) => scenario === name)?.p50 ?? 0),
  }));
  writeFileSync(
    CHART,
    latencyChart(
      SIZES.map(({ name }) => name),
      series,
    ),
  );
  return bySize.flatMap((results, index) =>
    results.map((result) => ({ ...result, scenario: `${SIZES[index]?.name}: ${result.scenario}` })),
  );
}

/** Fails where a plan reads or sorts more rows than a page needs. */
async function plans(size: Size): Promise<void> {
  const url = await prepare(size);
  const faults = await checkPlans(url, say);
  await dropDatabase(`keynest_bench_${size.name.toLowerCase()}`);
  if (faults.length > 0) throw new Error(`Not answered from an index:\n${faults.join('\n')}`);
  say('Every list, page and search is answered from an index.');
}

async function main(): Promise<void> {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'ignore' });
  const size = SIZES.find(({ name }) => name === flags.size);
  if (!size) throw new Error(`There is no size ${flags.size}. Choose 1k, 100k or 1M.`);
  if (flags.plans) {
    await plans(size);
    return;
  }
  let results: Result[];
  if (flags.growth) results = await growth();
  else if (flags.documents) results = await compare(size, ['keynest', 'pdfkit', 'chromium'], [DOCUMENT]);
  else results = await compare(size, ['keynest', 'hand-written', 'postgraphile'], chosen);
  process.stdout.write(flags.json ? `${JSON.stringify(results, null, 2)}\n` : `${table(results)}\n`);
}

await main();
