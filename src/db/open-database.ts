import {
  openPostgres,
  readPostgresStatus,
  type Database,
  type DatabaseSettings,
  type OnProgress,
} from './client.ts';
import { openEmbedded, readEmbeddedStatus } from './embedded-client.ts';
import type { MigrationStatus } from './migrate.ts';

export interface OpenOptions {
  readonly onProgress?: OnProgress;
  /** Joins a server that has the embedded database, instead of being refused. */
  readonly mayShare?: boolean;
}

/** Opens the configured database: PostgreSQL with a URL, else the embedded database. */
export function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Promise<Database> {
  const { databaseUrl, dataFolder, embeddedDatabase: engine } = settings;
  return databaseUrl === null
    ? openEmbedded(dataFolder, { ...options, engine })
    : openPostgres(databaseUrl, options.onProgress);
}

/** Lists the migrations and whether the configured database has them. Read-only. */
export function readMigrationStatus(settings: DatabaseSettings): Promise<MigrationStatus[]> {
  const { databaseUrl, dataFolder, embeddedDatabase } = settings;
  return databaseUrl === null
    ? readEmbeddedStatus(dataFolder, embeddedDatabase)
    : readPostgresStatus(databaseUrl);
}
