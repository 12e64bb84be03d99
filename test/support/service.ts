import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin'];

/** The folder of PostgreSQL's own programs (initdb, postgres); null where Debian's packages are not installed. */
export function postgresFolder(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return (
    versions.map((version) => join(root, version, 'bin')).find((path) => existsSync(join(path, 'initdb'))) ??
    null
  );
}

/** The path of an installed program; null where it is missing. */
export function pathOf(program: string): string | null {
  return FOLDERS.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

/** A `describe` that is skipped by name where programs are missing, with the command that installs them. */
export function describeWith(packages: Readonly<Record<string, string>>) {
  const missing = Object.keys(packages).filter((program) => pathOf(program) === null);
  if (missing.length === 0) return describe;
  const names = missing.map((program) => packages[program]).join(' ');
  return (title: string, work: () => void) => {
    describe.skip(`${title}: SKIPPED. Install what is missing: apt-get install ${names}`, work);
  };
}

/** PostgreSQL and PgBouncer refuse to run as root, so a root process starts them as the user `postgres`. */
function unprivileged(): { uid?: number; gid?: number } {
  if (userInfo().uid !== 0) return {};
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** A new folder that the services may write to. */
export function serviceFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `keynest-${name}-`));
  const { uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

/** Below the ports that systems give to outgoing connections: one of those could take it before it is used, or used again. */
const PORTS = [20_000, 32_000] as const;

/** Asks without listening: a port that was listened on a moment ago may still be held by a program that starts. */
async function isFree(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return false;
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(...PORTS);
    if (await isFree(port)) return port;
  }
}

/** Runs a program to its end as an unprivileged user. */
export function runProgram(program: string, args: readonly string[]): string {
  return execFileSync(program, args, { ...unprivileged(), encoding: 'utf8', cwd: '/', stdio: 'pipe' });
}

/** A program in the background, as an unprivileged user. */
export class Service {
  readonly #child: ChildProcess;
  readonly #output: string[] = [];

  constructor(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const PATH = process.env['PATH'] ?? '';
    this.#child = spawn(program, args, {
      ...unprivileged(),
      cwd: '/',
      env: { PATH, LC_ALL: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => void this.#output.push(chunk.toString());
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  get output(): string {
    return this.#output.join('');
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.kill(signal);
    await exit;
  }
}

/** Waits until a check succeeds. @throws Error with the last failure, after `seconds`. */
export async function waitFor(check: () => Promise<unknown>, what: string, seconds = 60): Promise<void> {
  const until = performance.now() + seconds * 1000;
  for (;;) {
    try {
      await check();
      return;
    } catch (cause) {
      if (performance.now() > until) throw new Error(`Waited in vain for ${what}.`, { cause });
      await sleep(100);
    }
  }
}
