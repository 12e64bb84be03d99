import { readConfig } from '../src/config.ts';
import { openEmbedded, openPostgres, type Database } from '../src/db/client.ts';

/** Does a command of an operator's on the configured database, and prints what it gives, or why it failed. */
export async function withDatabase(work: (database: Database) => Promise<string>): Promise<void> {
  try {
    const { databaseUrl, dataFolder } = readConfig(process.env);
    const database = await (databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl));
    try {
      console.log(await work(database));
    } finally {
      await database.close();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
