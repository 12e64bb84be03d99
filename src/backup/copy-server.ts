import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from 'pino';
import type { SqlSession } from '../db/sql.ts';

/** Socket in the data folder. Who may write to the folder may use it. */
const SOCKET_FILE = 'control.sock';

/** Longest path of a Unix socket that every system takes. */
const MOST_PATH_BYTES = 100;

/** Where a process that runs on a data folder can be asked. */
export const socketPath = (folder: string) => join(folder, SOCKET_FILE);

/** What the server says, one line of JSON at a time. */
export type CopyAnswer =
  | { readonly kind: 'begin' }
  /** Contents of `backup_label`, which tells PostgreSQL where to begin in the copy. */
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'refused'; readonly message: string };

export interface CopyServer {
  close(): Promise<void>;
}

/** One copy at a time: PostgreSQL keeps one backup a session. */
class Copies {
  readonly #sql: SqlSession;
  #isBusy = false;

  constructor(sql: SqlSession) {
    this.#sql = sql;
  }

  async #stop(): Promise<string> {
    const [stopped] = await this.#sql.query('SELECT labelfile FROM pg_backup_stop(false)');
    return String(stopped?.['labelfile']);
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
      await this.#sql.query("SELECT pg_backup_start('keynest', true)");
      say({ kind: 'begin' });
      for await (const _ of createInterface({ input: socket })) break;
    } finally {
      // Also when the other side was killed: the next backup must be able to begin.
      const label = await this.#stop().finally(() => {
        this.#isBusy = false;
      });
      if (!socket.destroyed) say({ kind: 'label', label });
    }
  }
}

/**
 * Lets another process of this machine copy the files of the embedded database while this one serves requests, in the way
 * of pg_basebackup: the copy is consistent once the write-ahead log is read. Null where the path is too long for a socket.
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
  const copies = new Copies(sql);
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
  // A socket that a killed process left.
  await rm(path, { force: true });
  await listenOn(server, path);
  return {
    close: async () => {
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
