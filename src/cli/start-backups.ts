import { execFile } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { removeCopies } from '../backup/backup-folder.ts';
import { startCopyServer } from '../backup/copy-server.ts';
import { NightlyBackups, type BackupStatus } from '../backup/nightly.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { timeJob } from '../telemetry/signals.ts';

const CHECK_MILLISECONDS = 60_000;
/** A missed night is made up for once the start is over. */
const FIRST_CHECK_MILLISECONDS = 10_000;

export interface Backups {
  /** Lines for the greeting: where the backups go. */
  readonly lines: readonly string[];
  /** How the nightly backups are going; null where there are none. */
  readonly status: (() => Promise<BackupStatus>) | null;
  close(): Promise<void>;
}

/**
 * Runs `keynest backup` in a process of its own with the lowest priority, so that requests never wait for it.
 *
 * @throws Error with what it printed.
 */
function backUpApart(file: string, signal: AbortSignal): Promise<void> {
  const parameters = [...process.execArgv, process.argv[1] ?? '', 'backup', file];
  return new Promise((done, fail) => {
    const child = execFile(process.execPath, parameters, { signal }, (error, _, stderr) => {
      if (error)
        fail(new Error(stderr.trim() || 'The process that made the backup was ended.', { cause: error }));
      else done();
    });
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
}

/** Lets backups of the embedded database be made while the server runs, and makes one each night. */
export async function startBackups(
  config: Config,
  { kind, embeddedSql }: Database,
  { clock, log }: { readonly clock: Clock; readonly log: Logger },
): Promise<Backups> {
  if (kind === 'postgresql') return { lines: [], status: null, close: () => Promise.resolve() };
  await removeCopies(config.dataFolder);
  // PostgreSQL lets the backup's process in by itself.
  const copies = embeddedSql ? await startCopyServer(config.dataFolder, embeddedSql, log) : null;
  const { backupFolder, backupsKept } = config;
  if (backupsKept === 0) {
    const lines = ['No nightly backups: BACKUPS_KEPT is 0.'];
    return { lines, status: null, close: async () => copies?.close() };
  }
  const stop = new AbortController();
  const folder = resolve(backupFolder);
  const makeBackup = (file: string) =>
    timeJob('backup', async () => {
      await backUpApart(file, stop.signal);
      return 1;
    });
  const nightly = new NightlyBackups({ folder, kept: backupsKept, clock, log, makeBackup });
  const check = () => void nightly.check();
  const timers = [setTimeout(check, FIRST_CHECK_MILLISECONDS), setInterval(check, CHECK_MILLISECONDS)];
  return {
    lines: [`Nightly backups, the last ${backupsKept} kept: ${folder}`],
    status: () => nightly.status(),
    close: async () => {
      timers.forEach(clearInterval);
      stop.abort();
      await copies?.close();
    },
  };
}
