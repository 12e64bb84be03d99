import { existsSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { openEmbedded, openPostgres, type Database } from '../db/client.ts';

/** Prints what a command of an operator's gives, or why it failed. */
export async function operatorCommand(work: () => Promise<string>): Promise<void> {
  try {
    console.log(await work());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** Works on the configured database. `mustExist`: a folder that has none yet is refused, as it is a mistyped one. */
export async function withDatabase<Result>(
  { mustExist }: { readonly mustExist: boolean },
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataFolder } = readConfig(process.env);
  if (mustExist && databaseUrl === null && !existsSync(dataFolder)) {
    throw new Error(
      `There is no database in ${dataFolder}. Name the one that is meant with KEYNEST_DATA, or DATABASE_URL.`,
    );
  }
  const database = await (databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl));
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
