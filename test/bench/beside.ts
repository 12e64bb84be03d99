import { residentMegabytes } from './cpu.ts';
import { median } from './measure.ts';
import { load, type Load, type Peer } from './peer.ts';
import { DOCUMENT, REPORTS, SCENARIOS, type BenchRequest, type Scenario } from './scenarios.ts';

/** What goes on beside other requests, and the clients that ask for it without a pause. */
interface Work {
  readonly name: string;
  readonly scenario: Scenario | undefined;
  readonly clients: number;
}

const WORKS: readonly Work[] = [
  {
    name: 'arrears, rent roll and ageing, 1 client',
    scenario: REPORTS[0],
    clients: 1,
  },
  { name: 'N4 (PDF), 4 clients', scenario: DOCUMENT, clients: 4 },
];

/** The others: a light crowd that reads pages of payments. */
const OTHERS = SCENARIOS.find(({ name }) => name === 'GET /v1/payments?tenant=&limit=50');

const TURNS = 25;
const POLL_MILLISECONDS = 100;

/** One work: medians of the rounds. Times in milliseconds. */
export interface Beside {
  readonly work: string;
  readonly workP50: number;
  readonly worksPerSecond: number;
  readonly refused: number;
  readonly p50: Compared;
  readonly p99: Compared;
  /** The most that the server held. */
  readonly residentMegabytes: number;
}

/** What others waited for without the work and beside it, and the ratio of each round. */
interface Compared {
  readonly without: number;
  readonly beside: number;
  readonly ratio: number;
  readonly ratios: readonly number[];
}

interface Options {
  readonly rounds: number;
  readonly seconds: number;
  /** Clients of the crowd. */
  readonly connections: number;
}

const requestsOf = (scenario: Scenario | undefined): BenchRequest[] => {
  const request = scenario?.requests.keynest;
  if (!request) throw new Error('There is no such scenario.');
  return Array.from({ length: TURNS }, (_, turn) => request(turn));
};

function compared(rounds: readonly { readonly without: Load; readonly beside: Load }[], key: 'p50' | 'p99') {
  const ratios = rounds.map(({ without, beside }) => beside[key] / without[key]);
  return {
    without: median(rounds.map(({ without }) => without[key])),
    beside: median(rounds.map(({ beside }) => beside[key])),
    ratio: median(ratios),
    ratios,
  };
}

async function measureWork(peer: Peer, { name, scenario, clients }: Work, options: Options): Promise<Beside> {
  const crowd = () => load(peer, requestsOf(OTHERS), options);
  const work = () => load(peer, requestsOf(scenario), { ...options, connections: clients });
  let most = 0;
  const poll = setInterval(() => (most = Math.max(most, residentMegabytes(peer.pid))), POLL_MILLISECONDS);
  const rounds = [];
  // The first does not count: code is compiled, caches are filled.
  await Promise.all([crowd(), work()]);
  for (let round = 0; round < options.rounds; round += 1) {
    const without = await crowd();
    const [beside, done] = await Promise.all([crowd(), work()]);
    rounds.push({ without, beside, done });
  }
  clearInterval(poll);
  const refused = rounds.map(({ without, beside, done }) => without.refused + beside.refused + done.refused);
  return {
    work: name,
    workP50: median(rounds.map(({ done }) => done.p50)),
    worksPerSecond: median(rounds.map(({ done }) => done.answered / done.seconds)),
    refused: refused.reduce((sum, one) => sum + one, 0),
    p50: compared(rounds, 'p50'),
    p99: compared(rounds, 'p99'),
    residentMegabytes: most,
  };
}

/** What a light crowd waits for without reports and N4s, and beside them, in rounds that take turns. */
export async function measureBeside(peer: Peer, options: Options): Promise<Beside[]> {
  const results: Beside[] = [];
  for (const work of WORKS) results.push(await measureWork(peer, work, options));
  return results;
}

const told = ({ without, beside, ratio, ratios }: Compared) =>
  `${without.toFixed(1)} → ${beside.toFixed(1)} | ${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`;

/** A Markdown table. */
export function besideTable(results: readonly Beside[]): string {
  return [
    '| beside | its p50 in ms, a second | p50 of others in ms | ratio | p99 of others in ms | ratio | memory | refused |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...results.map(
      ({ work, workP50, worksPerSecond, p50, p99, residentMegabytes: megabytes, refused }) =>
        `| ${work} | ${workP50.toFixed(0)}, ${worksPerSecond.toFixed(1)} | ${told(p50)} | ${told(p99)} | ${megabytes.toFixed(0)} MB | ${refused} |`,
    ),
  ].join('\n');
}
