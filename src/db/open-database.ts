import { openPostgres, withPostgres, type Database, type DatabaseSettings } from './client.ts';
import { inspectEmbedded, openEmbedded, type EmbeddedOptions } from './embedded-client.ts';
import { readStatus, type MigrationStatus } from './migrate.ts';
import type { SqlSession } from './sql.ts';

export type OpenOptions = Pick<EmbeddedOptions, 'onProgress' | 'mayShare' | 'copyDatabase'>;

/** Opens the configured database: PostgreSQL with a URL, else the embedded database. */
export function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Promise<Database> {
  const { databaseUrl, dataFolder, embeddedDatabase: engine } = settings;
  return databaseUrl === null
    ? openEmbedded(dataFolder, { ...options, engine })
    : openPostgres(databaseUrl, options.onProgress);
}

/** Runs statements on the configured database as it is, without migrating it. */
export function inspectDatabase<Result>(
  { databaseUrl, dataFolder, embeddedDatabase }: DatabaseSettings,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  return databaseUrl === null
    ? inspectEmbedded(dataFolder, embeddedDatabase, work)
    : withPostgres(databaseUrl, work);
}

/** Lists the migrations and whether the configured database has them. Read-only. */
export function readMigrationStatus(settings: DatabaseSettings): Promise<MigrationStatus[]> {
  return inspectDatabase(settings, (sql) => readStatus(sql));
}
