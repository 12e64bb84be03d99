import { readConfig } from '../src/config.ts';
import { openEmbedded, openPostgres, type Database } from '../src/db/client.ts';

/** Prints what a command of an operator's gives, or why it failed. */
export async function operatorCommand(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Works on the configured database. */
export async function withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
  const database = await (databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
