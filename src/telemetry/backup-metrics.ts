import { Gauge, type Registry } from 'prom-client';

export interface BackupUse {
  /** When the newest nightly backup was made; null when there is none. */
  readonly newestAt: Date | null;
  readonly newestBytes: number | null;
  /** Null when the last attempt succeeded, or there was none. */
  readonly failure: object | null;
}

export interface BackupSources {
  /** Null where no nightly backups are made: on PostgreSQL, and with BACKUPS_KEPT=0. */
  readonly backupUse: (() => Promise<BackupUse>) | null;
}

/** The nightly backups, as they are when the metrics are read. */
export function watchBackups(register: Registry, { backupUse }: BackupSources): void {
  if (!backupUse) return;
  const gauge = (name: string, help: string, valueOf: (use: BackupUse) => number) =>
    new Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        this.set(valueOf(await backupUse()));
      },
    });
  gauge(
    'keynest_backup_newest_timestamp_seconds',
    'When the newest nightly backup was made, in Unix time. 0 without one.',
    ({ newestAt }) => (newestAt ? newestAt.getTime() / 1000 : 0),
  );
  gauge(
    'keynest_backup_newest_bytes',
    'Size of the newest nightly backup. 0 without one.',
    ({ newestBytes }) => newestBytes ?? 0,
  );
  gauge(
    'keynest_backup_failing',
    '1 when the last nightly backup failed and none was made since; else 0.',
    ({ failure }) => (failure ? 1 : 0),
  );
}
