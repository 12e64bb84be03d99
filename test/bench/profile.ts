import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Profiler } from 'node:inspector';
import { load, Peer } from './peer.ts';
import type { Scenario } from './scenarios.ts';

/** Requests that differ, as in the comparison. */
const TURNS = 200;
const POLL_MILLISECONDS = 100;

/** Time that serves no request. */
const WAITING = 'waiting, and starting the profile';
const REST = 'V8 itself';

/** Where the main thread's time goes. The first match counts. */
const PARTS: readonly (readonly [name: string, functionOrFile: RegExp])[] = [
  [WAITING, /^(\(idle\)|node:inspector)$/],
  ['garbage collection', /^\(garbage collector\)$/],
  ['writing to sockets', /^(writev|writeBuffer|write(Utf8|Latin1|Ascii)String)$/],
  ['Node itself', /^node:/],
  ['Pothos', /node_modules\/@pothos\//],
  ['Yoga, Envelop and their helpers', /node_modules\/(graphql-yoga|@envelop|@whatwg-node|@graphql-tools)\//],
  ['graphql-js and scalars', /node_modules\/(graphql|graphql-scalars)\//],
  ['Koa and its middleware', /node_modules\/(@?koa[^/]*|delegates|helmet|on-finished|ee-first|p-limit)\//],
  ['driver of PostgreSQL', /node_modules\/pg(-[^/]+)?\//],
  ['Prisma', /node_modules\/@?prisma\//],
  ['other packages', /node_modules\//],
  ['KeyNest', /src\//],
];

/** Seconds of a scenario, warmed up, and the share of each part in them. */
export interface Profiled {
  readonly scenario: string;
  readonly answered: number;
  /** Parts of one. */
  readonly shares: ReadonlyMap<string, number>;
}

interface Options {
  readonly seconds: number;
  readonly warmUp: number;
  readonly connections: number;
}

const maps = new Map<string, SourceMap | null>();

function mapOf(url: string): SourceMap | null {
  const known = maps.get(url);
  if (known !== undefined) return known;
  const file = url.startsWith('file:') ? `${fileURLToPath(url)}.map` : '';
  const map = existsSync(file)
    ? new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload)
    : null;
  maps.set(url, map);
  return map;
}

/** The file that a function was written in, before it was bundled; its name where V8 or Node made it. */
function placeOf({ functionName, url, lineNumber, columnNumber }: Profiler.ProfileNode['callFrame']): string {
  if (url === '') return functionName;
  const entry = mapOf(url)?.findEntry(lineNumber, columnNumber);
  return entry && 'originalSource' in entry ? entry.originalSource : url;
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): ReadonlyMap<string, number> {
  const parts = new Map(
    nodes.map(({ id, callFrame }) => {
      const place = placeOf(callFrame);
      return [id, PARTS.find(([, pattern]) => pattern.test(place))?.[0] ?? REST];
    }),
  );
  const times = new Map<string, number>();
  samples.forEach((id, index) => {
    const part = parts.get(id) ?? REST;
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  });
  times.delete(WAITING);
  const whole = [...times.values()].reduce((sum, time) => sum + time, 0);
  return new Map([...times].map(([part, time]) => [part, time / whole]));
}

async function written(file: string): Promise<Profiler.Profile> {
  for (;;) {
    await sleep(POLL_MILLISECONDS);
    if (!existsSync(file)) continue;
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile;
    } catch {
      // Not whole yet.
    }
  }
}

async function profile(url: string, scenario: Scenario, options: Options): Promise<Profiled | null> {
  const request = scenario.requests.keynest;
  if (!request) return null;
  const requests = Array.from({ length: TURNS }, (_, turn) => request(turn));
  const folder = await mkdtemp(join(tmpdir(), 'keynest-profile-'));
  const file = join(folder, 'profile.json');
  const peer = await Peer.start('keynest', url, { profile: file });
  try {
    await load(peer, requests, { ...options, seconds: options.warmUp });
    process.kill(peer.pid, 'SIGUSR2');
    const { answered } = await load(peer, requests, options);
    process.kill(peer.pid, 'SIGUSR2');
    return { scenario: scenario.name, answered, shares: sharesOf(await written(file)) };
  } finally {
    await peer.stop();
    await rm(folder, { recursive: true });
  }
}

/** Where the server's main thread spends the time of each scenario, by the package that the code comes from. */
export async function measureProfiles(
  url: string,
  scenarios: readonly Scenario[],
  options: Options,
  say: (line: string) => void,
): Promise<Profiled[]> {
  const profiles: Profiled[] = [];
  for (const scenario of scenarios) {
    say(scenario.name);
    const one = await profile(url, scenario, options);
    if (one) profiles.push(one);
  }
  return profiles;
}

/** A Markdown table: a row for each part, a column for each scenario, in percent. */
export function profileTable(profiles: readonly Profiled[]): string {
  const parts = [...PARTS.map(([name]) => name), REST].filter((part) =>
    profiles.some(({ shares }) => shares.has(part)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['part of the main thread, in percent', ...profiles.map(({ scenario }) => scenario)]),
    line(['---', ...profiles.map(() => '---')]),
    ...parts.map((part) =>
      line([part, ...profiles.map(({ shares }) => (100 * (shares.get(part) ?? 0)).toFixed(0))]),
    ),
  ].join('\n');
}
