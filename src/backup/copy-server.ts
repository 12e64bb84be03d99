import { chmod, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import { CLUSTER_FOLDER } from '../db/folder-lock.ts';
import type { SqlSession } from '../db/sql.ts';

/** Socket in the data folder. Who may write to the folder may use it. */
const SOCKET_FILE = 'control.sock';

/** Longest path of a Unix socket that every system takes. */
const MOST_PATH_BYTES = 100;

/** Where a process that runs on a data folder can be asked. */
export const socketPath = (folder: string) => join(folder, SOCKET_FILE);

/** Log after which changed pages are written to their files: few enough for one piece of at most 50 ms. */
const CHECKPOINT_BYTES = 2 * 1024 * 1024;
const CHECKPOINT_MILLISECONDS = 10_000;

/** What the server says, one line of JSON at a time. */
export type CopyAnswer =
  /** The control file after a checkpoint, in Base64. It tells PostgreSQL where in the log the copy begins. */
  | { readonly kind: 'begin'; readonly control: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface CopyServer {
  close(): Promise<void>;
}

/** One copy at a time. No checkpoint comes between, which would remove the log that the copy needs. */
class Copies {
  readonly #sql: SqlSession;
  readonly #controlFile: string;
  #isBusy = false;

  constructor(folder: string, sql: SqlSession) {
    this.#sql = sql;
    this.#controlFile = join(folder, CLUSTER_FOLDER, 'global/pg_control');
  }

  /**
   * Writes changed pages now and then. The embedded database does so otherwise when a backup begins, all in one piece, which
   * requests would wait for. Not during a copy, which needs the log since its beginning.
   */
  async writePages(): Promise<void> {
    if (this.#isBusy) return;
    const [log] = await this.#sql.query(
      'SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::float8 AS bytes FROM pg_control_checkpoint()',
    );
    if (Number(log?.['bytes']) > CHECKPOINT_BYTES) await this.#sql.query('CHECKPOINT');
  }

  /** Serves one connection: begins at once, ends with its word that all files are copied, or when it goes away. */
  async serve(socket: Socket): Promise<void> {
    const say = (answer: CopyAnswer) => socket.write(`${JSON.stringify(answer)}\n`);
    if (this.#isBusy) {
      say({ kind: 'refused', message: 'Another backup is being made. Wait until it is done.' });
      return;
    }
    this.#isBusy = true;
    try {
      await this.#sql.query('CHECKPOINT');
      say({ kind: 'begin', control: (await readFile(this.#controlFile)).toString('base64') });
      for await (const _ of createInterface({ input: socket })) break;
    } finally {
      this.#isBusy = false;
    }
  }
}

/**
 * Lets another process of this machine copy the files of the embedded database while this one serves requests, as a
 * crash would leave them. The log has every change since the checkpoint, whole pages first, so whatever was copied half-way
 * is mended when the copy is opened. (`pg_backup_start` does the same, but fills two files of the log, 16 MB each, while
 * requests wait.) Null where the path is too long for a socket.
 */
export async function startCopyServer(
  folder: string,
  sql: SqlSession,
  log: Logger,
): Promise<CopyServer | null> {
  const path = socketPath(folder);
  if (Buffer.byteLength(path) > MOST_PATH_BYTES) {
    log.warn('the path of the data folder is too long for backups while the server runs');
    return null;
  }
  const copies = new Copies(folder, sql);
  const served = new Map<Socket, Promise<unknown>>();
  const server = createServer((socket) => {
    const end = copies.serve(socket).then(
      () => socket.end(),
      (err: unknown) => {
        log.error({ err }, 'a copy of the database failed');
        socket.destroy();
      },
    );
    served.set(socket, end);
    socket.on('close', () => void end.then(() => served.delete(socket))).on('error', () => undefined);
  });
  const writing = setInterval(() => {
    copies.writePages().catch((err: unknown) => {
      log.warn({ err }, 'changed pages could not be written');
    });
  }, CHECKPOINT_MILLISECONDS);
  // A socket that a killed process left.
  await rm(path, { force: true });
  await listenOn(server, path);
  return {
    close: async () => {
      clearInterval(writing);
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of served.keys()) socket.destroy();
      await Promise.all(served.values());
      await closed;
    },
  };
}

async function listenOn(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(path, resolve);
  });
  await chmod(path, 0o600);
}
