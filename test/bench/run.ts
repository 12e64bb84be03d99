/**
 * `npm run bench`: KeyNest beside what people would pick instead, on one PostgreSQL, in rounds that take turns.
 *
 *   npm run bench                          the scenarios at 100k payments
 *   npm run bench -- --growth              p50 of every list, page and search at 10k, 100k and 1M payments, with a chart
 *   npm run bench -- --beside              what a light crowd waits for beside reports and beside N4s
 *   npm run bench -- --reports --size 1M   arrears, rent roll and ageing, asked by one client
 *   npm run bench -- --documents           the N4 beside pdfkit and Chromium
 *   npm run bench -- --profile             which packages the server's time goes to, scenario by scenario
 *   npm run bench -- --plans --size 1M     whether each list, page and search is answered from an index
 *   npm run bench -- --rounds 5 --seconds 8 --warm-up 20 --json
 *
 * `--keep` leaves the databases for the next run of the day, which takes minutes less.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { besideTable, measureBeside } from './beside.ts';
import { createDatabase, dropDatabase, keptDatabase, postmasterPid } from './database.ts';
import { growthChart, growthTable, measureGrowth, type Sized } from './growth.ts';
import { measure, type MeasureOptions, type Result } from './measure.ts';
import { Peer } from './peer.ts';
import { checkPlans } from './plans.ts';
import { fill, settle, SIZES, type Size } from './portfolio.ts';
import { measureProfiles, profileTable } from './profile.ts';
import { table } from './report.ts';
import { DOCUMENT, REPORTS, SCENARIOS, type PeerName, type Scenario } from './scenarios.ts';
import { startStatementProxy } from './statement-proxy.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHART = fileURLToPath(new URL('../../docs/pictures/latency.svg', import.meta.url));

const { values: flags } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    plans: { type: 'boolean', default: false },
    documents: { type: 'boolean', default: false },
    beside: { type: 'boolean', default: false },
    reports: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    size: { type: 'string', default: '100k' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    'warm-up': { type: 'string', default: '10' },
    connections: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});

const say = (line: string) => process.stderr.write(`${line}\n`);

const databaseOf = (size: Size) => `keynest_bench_${size.name.toLowerCase()}`;

const chosen = () => SCENARIOS.filter(({ name }) => name.includes(flags.only));

const loadOptions = () => ({
  seconds: Number(flags.seconds),
  warmUp: Number(flags['warm-up']),
  connections: Number(flags.connections ?? 10),
});

/** A migrated and filled database; one that is kept from earlier today. */
async function prepare(size: Size): Promise<string> {
  const kept = flags.keep ? await keptDatabase(databaseOf(size)) : null;
  if (kept !== null) return kept;
  const url = await createDatabase(databaseOf(size));
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

/** Does work on a server of KeyNest, and stops it. */
async function onServer<Result>(url: string, work: (peer: Peer) => Promise<Result>): Promise<Result> {
  const peer = await Peer.start('keynest', url);
  try {
    return await work(peer);
  } finally {
    await peer.stop();
  }
}

async function discard(size: Size): Promise<void> {
  if (!flags.keep) await dropDatabase(databaseOf(size));
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
    ...loadOptions(),
    rounds: Number(flags.rounds),
    postmaster: await postmasterPid(url),
    tenancies: size.tenancies,
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
  await discard(size);
  return results;
}

/** The p50 of every list, page and search at each size. Fails where one grows. */
async function growth(): Promise<void> {
  const sizes = SIZES.filter(({ name }) => name !== '1k');
  const names = sizes.map(({ name }) => name);
  const servers: Sized[] = [];
  try {
    for (const size of sizes)
      servers.push({ size: size.name, peer: await Peer.start('keynest', await prepare(size)) });
    const results = await measureGrowth(servers, say);
    writeFileSync(CHART, growthChart(results, names));
    print(results, growthTable(results, names));
  } finally {
    for (const { peer } of servers) await peer.stop();
  }
  for (const size of sizes) await discard(size);
}

/** Others beside reports and N4s. */
async function beside(size: Size): Promise<void> {
  const options = {
    rounds: Number(flags.rounds),
    seconds: Number(flags.seconds),
    connections: Number(flags.connections ?? 2),
  };
  const results = await onServer(await prepare(size), (peer) => measureBeside(peer, options));
  await discard(size);
  print(results, besideTable(results));
}

/** Scenarios by the packages that their time goes to. */
async function profiles(size: Size): Promise<void> {
  const url = await prepare(size);
  const results = await measureProfiles(url, chosen(), loadOptions(), say);
  await discard(size);
  print(results, profileTable(results));
}

/** Fails where a plan reads or sorts more rows than a page needs. */
async function plans(size: Size): Promise<void> {
  const url = await prepare(size);
  const faults = await checkPlans(url, size, say);
  await discard(size);
  if (faults.length > 0) throw new Error(`Not answered from an index:\n${faults.join('\n')}`);
  say('Every list, page and search is answered from an index.');
}

function print(results: unknown, text: string): void {
  process.stdout.write(flags.json ? `${JSON.stringify(results, null, 2)}\n` : `${text}\n`);
}

/** The scenarios and the peers that are asked about them. */
async function compareChosen(size: Size): Promise<Result[]> {
  if (flags.documents) return compare(size, ['keynest', 'pdfkit', 'chromium'], [DOCUMENT]);
  if (flags.reports) {
    flags.connections ??= '1';
    return compare(size, ['keynest'], REPORTS);
  }
  return compare(size, ['keynest', 'hand-written', 'postgraphile'], chosen());
}

async function main(): Promise<void> {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'ignore' });
  const size = SIZES.find(({ name }) => name === flags.size);
  if (!size) throw new Error(`There is no size ${flags.size}. Choose 1k, 10k, 100k or 1M.`);
  if (flags.plans) await plans(size);
  else if (flags.growth) await growth();
  else if (flags.beside) await beside(size);
  else if (flags.profile) await profiles(size);
  else {
    const results = await compareChosen(size);
    print(results, table(results));
  }
}

await main();
