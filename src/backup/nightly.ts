import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { ONTARIO_TIME_ZONE } from '../calendar/zone.ts';
import type { Clock } from '../clock.ts';
import { listBackups, nightlyName, removeOldBackups } from './kept-backups.ts';

/** Minutes after midnight in Ontario: 3:30, which no change of the clock skips or repeats. */
const NIGHT_MINUTES = 3 * 60 + 30;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** After a failure it is tried again this much later. */
const RETRY_MILLISECONDS = 60 * MINUTE;

const TIME_IN_ONTARIO = new Intl.DateTimeFormat('en-CA', {
  timeZone: ONTARIO_TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function minutesInOntario(instant: Date): number {
  const [hour = 0, minute = 0] = TIME_IN_ONTARIO.format(instant).split(':').map(Number);
  return hour * 60 + minute;
}

/** The last instant up to `now` at which a nightly backup was due: 3:30 in Ontario. */
export function lastDueAt(now: Date): Date {
  const minute = Math.floor(now.getTime() / MINUTE) * MINUTE;
  const sinceMidnight = minutesInOntario(now);
  const back = (sinceMidnight - NIGHT_MINUTES + 24 * 60) % (24 * 60);
  const guess = new Date(minute - back * MINUTE);
  // A day in between had 23 or 25 hours.
  const off = NIGHT_MINUTES - minutesInOntario(guess);
  const due = new Date(guess.getTime() + off * MINUTE);
  return due > now ? new Date(due.getTime() - DAY) : due;
}

/** How the nightly backups are going, for health checks and metrics. */
export interface BackupStatus {
  readonly folder: string;
  /** Number of backups that are kept. */
  readonly kept: number;
  /** When the newest one was made; null when there is none. */
  readonly newestAt: Date | null;
  /** Bytes of the newest one. */
  readonly newestBytes: number | null;
  /** The last failure since the newest backup; null when there was none. */
  readonly failure: { readonly at: Date; readonly message: string } | null;
}

export interface NightlyOptions {
  readonly folder: string;
  /** Number of backups to keep, at least 1. */
  readonly kept: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Writes a verified backup to a file that does not exist. */
  readonly makeBackup: (file: string) => Promise<unknown>;
}

/** Makes a backup each night, and after a start when the last night's is missing. */
export class NightlyBackups {
  readonly #options: NightlyOptions;
  /** A database that is new has nothing to make up for. */
  readonly #startedAt: Date;
  #failure: BackupStatus['failure'] = null;
  #running: Promise<void> | null = null;

  constructor(options: NightlyOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  async status(): Promise<BackupStatus> {
    const { folder, kept } = this.#options;
    const [newest] = await listBackups(folder);
    const size = newest
      ? await stat(newest.path).then(
          ({ size: bytes }) => bytes,
          () => null,
        )
      : null;
    return { folder, kept, newestAt: newest?.madeAt ?? null, newestBytes: size, failure: this.#failure };
  }

  async #isDue(): Promise<boolean> {
    const now = this.#options.clock.now();
    if (this.#failure && now.getTime() - this.#failure.at.getTime() < RETRY_MILLISECONDS) return false;
    const [newest] = await listBackups(this.#options.folder);
    return lastDueAt(now) > (newest?.madeAt ?? this.#startedAt);
  }

  async #run(): Promise<void> {
    const { folder, kept, clock, log, makeBackup } = this.#options;
    if (!(await this.#isDue())) return;
    const at = clock.now();
    try {
      await makeBackup(join(folder, nightlyName(at)));
      await removeOldBackups(folder, kept);
      this.#failure = null;
      log.info('the nightly backup was made');
    } catch (err) {
      this.#failure = { at, message: err instanceof Error ? err.message : String(err) };
      log.error({ err }, 'the nightly backup failed');
    }
  }

  /** Makes a backup if one is due and none is being made. Never fails. Call it every minute. */
  check(): Promise<void> {
    this.#running ??= this.#run()
      .catch((err: unknown) => {
        this.#options.log.error({ err }, 'the nightly backup failed');
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }
}
