import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DamagedFolder } from '../damaged-folder.ts';
import type { Binaries } from './binaries.ts';
import { placeOf } from './cluster.ts';
import { endOrphan } from './postmaster.ts';
import type { SystemUser } from './run-as.ts';
import { openAddress, type Address } from './socket.ts';

const POLL_MILLISECONDS = 10;
/** Recovery after a crash can take this long. */
const START_MILLISECONDS = 120_000;
const RESTART_MILLISECONDS = 500;
const LOG_CHARACTERS = 4000;

type Settings = Readonly<Record<string, string | number>>;

/**
 * Durable as PostgreSQL is by default (`fsync`, `synchronous_commit`, `full_page_writes`), small, without TCP and without
 * replication. Its log holds no statements and no values of rows, since those are about people.
 */
const SETTINGS: Settings = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0700',
  port: 5432,
  max_connections: 48,
  shared_buffers: '32MB',
  io_method: 'sync',
  jit: 'off',
  max_parallel_workers_per_gather: 0,
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_wal_size: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  // Without it, macOS leaves data in the disk's own cache.
  ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
};

export interface ServerOptions {
  readonly binaries: Binaries;
  readonly clusterFolder: string;
  readonly user: SystemUser | null;
  /** Instead of those that the product has. */
  readonly settings?: Settings;
}

/** A PostgreSQL that this process started. */
export interface PostgresServer {
  readonly url: string;
  /** Ends it: transactions are rolled back, everything committed is flushed. */
  close(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  /** The end of what it logged. */
  readonly log: () => string;
}

function launch({ binaries, clusterFolder, user, settings }: ServerOptions): Running {
  const options = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(binaries.postgres, ['-D', placeOf(clusterFolder, user), ...options], {
    cwd: clusterFolder,
    env: binaries.env,
    stdio: ['ignore', 'ignore', 'pipe'],
    // A terminal's Ctrl-C is for this process, which ends PostgreSQL after its last request.
    detached: true,
    ...user,
  });
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-LOG_CHARACTERS);
  });
  return { child, log: () => log };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** SQLSTATEs of a server that starts, ends or has no connection left (PostgreSQL, appendix A). */
const NOT_YET = new Set(['57P01', '57P02', '57P03', '53300']);

/**
 * Whether PostgreSQL takes connections.
 *
 * @throws DatabaseError when it runs and never will, such as for a file that is missing.
 */
async function accepts(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && !NOT_YET.has(error.code ?? '')) throw error;
    return false;
  }
}

/** Why PostgreSQL ended, in its own words. */
function reasonIn(log: string): string {
  const fatal = /(?:FATAL|PANIC): +(.+)/.exec(log)?.[1];
  return fatal ?? (log.trim().replaceAll('\n', ' ') || 'it ended without a reason');
}

/** Reasons that the machine gives, not the files. */
const OF_THE_MACHINE =
  /space left|shared memory|semaphore|ermission|ownership|memory|too many|lock file|socket/i;

/** The error of a PostgreSQL that does not start, for a reason in its own words. */
function explainStart(clusterFolder: string, reason: string, cause: unknown): Error {
  const message = `The embedded PostgreSQL in ${clusterFolder} did not start: ${reason}.`;
  return OF_THE_MACHINE.test(reason)
    ? new Error(`${message} Correct that, then start again.`, { cause })
    : new DamagedFolder(`${message} Its write-ahead log or its files are damaged.`, 'restore', cause);
}

/** Waits until PostgreSQL takes connections. Gives the reason when it never will, else null. */
async function waitUntilReady({ child, log }: Running, url: string): Promise<string | null> {
  const failed = once(child, 'error').then(([error]: unknown[]) => error);
  const end = performance.now() + START_MILLISECONDS;
  while (!hasEnded(child) && performance.now() < end) {
    try {
      if (await accepts(url)) return null;
    } catch (error) {
      return (error as Error).message;
    }
    const error = await Promise.race([failed, sleep(POLL_MILLISECONDS)]);
    if (error !== undefined) throw new Error('PostgreSQL could not be started.', { cause: error });
  }
  return hasEnded(child) ? reasonIn(log()) : `too many seconds went by (${START_MILLISECONDS / 1000})`;
}

/** Ends a PostgreSQL that is of no use. */
async function discard({ child }: Running): Promise<void> {
  if (hasEnded(child)) return;
  const exit = once(child, 'exit');
  child.kill('SIGQUIT');
  await exit;
}

async function launchReady(options: ServerOptions, url: string): Promise<Running> {
  const running = launch(options);
  const reason = await waitUntilReady(running, url);
  if (reason === null) return running;
  await discard(running);
  throw explainStart(options.clusterFolder, reason, new Error(running.log().trim()));
}

/** Keeps PostgreSQL running: starts it again whenever it ends by itself. */
class Supervisor implements PostgresServer {
  readonly url: string;
  readonly #options: ServerOptions;
  readonly #address: Address;
  #running: Running;
  #restarting: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(options: ServerOptions, address: Address, running: Running) {
    this.url = address.url;
    this.#options = options;
    this.#address = address;
    this.#running = running;
    this.#watch();
  }

  #watch(): void {
    const restart = () => {
      this.#restarting = this.#restart();
    };
    if (hasEnded(this.#running.child)) restart();
    else this.#running.child.once('exit', restart);
  }

  async #restart(): Promise<void> {
    while (!this.#isClosing) {
      const running = await launchReady(this.#options, this.url).catch(() => null);
      if (running !== null) {
        this.#running = running;
        this.#watch();
        return;
      }
      await sleep(RESTART_MILLISECONDS);
    }
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#restarting;
    const { child } = this.#running;
    if (!hasEnded(child)) {
      const exit = once(child, 'exit');
      child.kill('SIGINT');
      await exit;
    }
    await this.#address.close();
  }
}

/**
 * Starts PostgreSQL on a cluster that this process has locked, and waits until it takes connections. A PostgreSQL that a
 * killed process left there is ended first.
 *
 * @throws Error with the reason that PostgreSQL gave; DamagedFolder where the files are the reason.
 */
export async function startServer(options: ServerOptions): Promise<PostgresServer> {
  await endOrphan(options.clusterFolder);
  const address = await openAddress(options.clusterFolder);
  try {
    return new Supervisor(options, address, await launchReady(options, address.url));
  } catch (error) {
    await address.close();
    throw error;
  }
}
