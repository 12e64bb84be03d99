import { existsSync } from 'node:fs';
import { readConfig, type Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { copyDatabase } from './copy-database.ts';

/**
 * Refuses a data folder that does not exist: its path is mistyped, and opening it would make a new database.
 *
 * @throws Error with the remedy.
 */
export function assertDatabaseExists({ databaseUrl, dataFolder }: Config): void {
  if (databaseUrl !== null || existsSync(dataFolder)) return;
  throw new Error(`There is no database in ${dataFolder}. Correct KEYNEST_DATA, or set DATABASE_URL.`);
}

/** Opens the configured database, migrated, for as long as `work` takes. */
export async function withDatabase<Result>(
  { mustExist }: { readonly mustExist: boolean },
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env);
  if (mustExist) assertDatabaseExists(config);
  const { openDatabase } = await import('../db/open-database.ts');
  const database = await openDatabase(config, { mayShare: true, copyDatabase });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
