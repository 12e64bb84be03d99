import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { listBackups } from '../../backup/kept-backups.ts';
import type { Config } from '../../config.ts';
import { fail, ok, warn, type Finding } from './finding.ts';

const DAY_MILLISECONDS = 86_400_000;
/** One night may fail, and be made up for. */
const OLD_DAYS = 2;

/** When the data folder was made, or null where there is none. Its lock is made first, and never again. */
async function folderMadeAt(dataFolder: string): Promise<Date | null> {
  return stat(resolve(dataFolder, 'lock')).then(
    ({ birthtime }) => birthtime,
    () => null,
  );
}

const daysSince = (instant: Date, now: Date) => (now.getTime() - instant.getTime()) / DAY_MILLISECONDS;

/** Whether the embedded database was backed up lately. PostgreSQL's own backups are not known here. */
export async function checkBackups(
  { databaseUrl, dataFolder, backupFolder, backupsKept }: Config,
  now: Date,
): Promise<Finding> {
  if (databaseUrl !== null) {
    const remedy = 'Look at the backups of PostgreSQL; see docs/operations/backup.md.';
    return warn('backups', 'Not checked: KeyNest does not know your backups.', remedy);
  }
  const remedy =
    backupsKept === 0
      ? 'Remove BACKUPS_KEPT=0, or run `keynest backup` yourself.'
      : 'Read the log of the server for `the nightly backup failed`, and run `keynest backup`.';
  const [newest] = await listBackups(backupFolder);
  if (newest) {
    const days = daysSince(newest.madeAt, now);
    const message = `The newest backup in ${backupFolder} is ${days.toFixed(1)} days old.`;
    return days > OLD_DAYS ? warn('backups', message, remedy) : ok('backups', message);
  }
  const madeAt = await folderMadeAt(dataFolder);
  const message = `There is no nightly backup in ${backupFolder}.`;
  if (madeAt !== null && daysSince(madeAt, now) > OLD_DAYS) return fail('backups', message, remedy);
  return warn('backups', message, 'Keep the server running: it makes one each night.');
}
