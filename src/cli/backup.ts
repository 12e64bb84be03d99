import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { backUpFolder } from '../backup/backup-folder.ts';
import { countRows, type BackupSummary } from '../backup/format.ts';
import { writeBackup, type WriteOptions } from '../backup/write-backup.ts';
import { readConfig, type Config } from '../config.ts';
import type { Outcome } from './outcome.ts';
import { assertDatabaseExists } from './with-database.ts';

/** What a backup holds, in words. */
export function describeBackup(summary: BackupSummary): string {
  return `${countRows(summary)} rows of ${Object.keys(summary.tables).length} tables`;
}

async function backUpEmbedded(
  { dataFolder, embeddedDatabase }: Config,
  file: string,
  options: WriteOptions,
): Promise<BackupSummary> {
  const { withCluster } = await import('../db/embedded-client.ts');
  const written = await withCluster(dataFolder, embeddedDatabase, (sql) => writeBackup(sql, file, options));
  return written ?? backUpFolder(dataFolder, file, options);
}

/** `keynest backup`: writes the configured database to a file, and reads the file back. */
export async function backUp(given: string, mayReplace: boolean): Promise<Outcome> {
  const config = readConfig(process.env);
  assertDatabaseExists(config);
  const file = resolve(given);
  const options = { madeAt: new Date(), mayReplace };
  const { withPostgres } = await import('../db/client.ts');
  const summary =
    config.databaseUrl === null
      ? await backUpEmbedded(config, file, options)
      : await withPostgres(config.databaseUrl, (sql) => writeBackup(sql, file, options));
  const { size } = await stat(file);
  return {
    text: `Wrote ${file}: ${describeBackup(summary)}, ${size} bytes. It was read back and is sound.`,
    data: { file, bytes: size, rows: countRows(summary), ...summary },
  };
}
