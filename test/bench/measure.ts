import { cpuMilliseconds, residentMegabytes } from './cpu.ts';
import { load, type Peer } from './peer.ts';
import type { PeerName, Scenario } from './scenarios.ts';

/** Requests that differ, so that no peer answers from one row. */
const TURNS = 200;

export interface Sample {
  readonly requestsPerSecond: number;
  /** Processor time a request of the server and of the database, in milliseconds. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly refused: number;
}

/** One peer's figures for one question: medians of the rounds. */
export interface Result extends Sample {
  readonly scenario: string;
  readonly peer: PeerName;
  /** Lowest and highest requests a second of the rounds. */
  readonly spread: readonly [number, number];
  readonly statements: number | null;
  readonly bytes: number;
  readonly residentMegabytes: number;
}

export interface MeasureOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** Seconds before the first round that counts: V8 compiles a server's code over its first thousands of requests. */
  readonly warmUp: number;
  readonly connections: number;
  readonly postmaster: number;
  readonly tenancies: number;
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.slice(middle - (sorted.length % 2 === 0 ? 1 : 0));
  return sorted.length % 2 === 0 ? (low + high) / 2 : low;
}

async function sample(peer: Peer, scenario: Scenario, options: MeasureOptions): Promise<Sample> {
  const request = scenario.requests[peer.name]!;
  const requests = Array.from({ length: scenario.isOfEach ? options.tenancies : TURNS }, (_, turn) =>
    request(turn),
  );
  const before = [cpuMilliseconds(peer.pid), cpuMilliseconds(options.postmaster)] as const;
  const { answered, refused, seconds, p50, p99 } = await load(peer, requests, options);
  const [server, database] = [
    cpuMilliseconds(peer.pid) - before[0],
    cpuMilliseconds(options.postmaster) - before[1],
  ];
  const each = Math.max(1, answered);
  return {
    requestsPerSecond: answered / seconds,
    serverCpu: server / each,
    databaseCpu: database / each,
    p50,
    p99,
    refused,
  };
}

/** Rounds of all peers in turn, so that what else the machine does meets all of them. */
export async function measure(
  peers: readonly Peer[],
  scenario: Scenario,
  options: MeasureOptions,
  statementsOf: (peer: PeerName) => number | null,
): Promise<Result[]> {
  const asked = peers.filter(({ name }) => scenario.requests[name]);
  const samples = new Map<Peer, Sample[]>(asked.map((peer) => [peer, []]));
  const bytes = new Map<Peer, number>();
  for (const peer of asked) bytes.set(peer, (await peer.ask(scenario.requests[peer.name]!(0))).bytes);
  for (const peer of asked) await sample(peer, scenario, { ...options, seconds: options.warmUp });
  for (let round = 0; round < options.rounds; round += 1)
    for (const peer of asked) samples.get(peer)?.push(await sample(peer, scenario, options));
  return asked.map((peer) => {
    const of = (key: keyof Sample) => (samples.get(peer) ?? []).map((one) => one[key]);
    const rates = of('requestsPerSecond');
    return {
      scenario: scenario.name,
      peer: peer.name,
      requestsPerSecond: median(rates),
      spread: [Math.min(...rates), Math.max(...rates)],
      serverCpu: median(of('serverCpu')),
      databaseCpu: median(of('databaseCpu')),
      p50: median(of('p50')),
      p99: median(of('p99')),
      refused: of('refused').reduce((sum, one) => sum + one, 0),
      statements: statementsOf(peer.name),
      bytes: bytes.get(peer) ?? 0,
      residentMegabytes: residentMegabytes(peer.pid),
    };
  });
}
