import { resolve } from 'node:path';
import { countRows } from '../backup/format.ts';
import { loadBackup } from '../backup/load-backup.ts';
import { restoreFolder } from '../backup/restore-folder.ts';
import { readConfig } from '../config.ts';
import { describeBackup } from './backup.ts';
import type { Outcome } from './outcome.ts';
import { UsageError } from './usage-error.ts';

async function restorePostgres(url: string, file: string, isForced: boolean): Promise<Outcome> {
  if (isForced)
    throw new UsageError(
      'PostgreSQL databases are never replaced. Create an empty database, and give it in DATABASE_URL without --force.',
    );
  const { withPostgres } = await import('../db/client.ts');
  const summary = await withPostgres(url, (sql) => loadBackup(sql, file));
  return {
    text: `Restored ${describeBackup(summary)}, of ${summary.header.madeAt}. They were compared with the backup.`,
    data: { rows: countRows(summary), madeAt: summary.header.madeAt },
  };
}

/** `keynest restore`: loads a backup into the configured place, and compares. */
export async function restore(given: string, isForced: boolean): Promise<Outcome> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
  const file = resolve(given);
  if (databaseUrl !== null) return restorePostgres(databaseUrl, file, isForced);
  const { summary, setAside } = await restoreFolder(dataFolder, { file, isForced, now: new Date() });
  const { madeAt } = summary.header;
  return {
    text: [
      `Restored ${describeBackup(summary)}, of ${madeAt}, to ${dataFolder}. They were compared with the backup.`,
      ...(setAside === null
        ? []
        : [`The earlier database is in ${setAside}. Remove it when you need it no more.`]),
    ].join('\n'),
    data: { rows: countRows(summary), madeAt, setAside },
  };
}
