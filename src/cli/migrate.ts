import { readConfig } from '../config.ts';
import type { Outcome } from './outcome.ts';
import { assertDatabaseExists, withDatabase } from './with-database.ts';

/** `keynest migrate`: applies the pending migrations. Makes the embedded database when there is none. */
export async function migrate(): Promise<Outcome> {
  const applied = await withDatabase({ mustExist: false }, (database) => Promise.resolve(database.applied));
  const lines = applied.map((name) => `Applied ${name}.`);
  return {
    text: lines.length > 0 ? lines.join('\n') : 'The database is up to date.',
    data: { applied },
  };
}

/** `keynest migrate --status`: lists the migrations and whether each is applied. Changes nothing. */
export async function listMigrations(): Promise<Outcome> {
  const config = readConfig(process.env);
  assertDatabaseExists(config);
  const { readMigrationStatus } = await import('../db/open-database.ts');
  const migrations = await readMigrationStatus(config);
  const lines = migrations.map(({ name, isApplied }) => `${isApplied ? 'applied' : 'pending'}  ${name}`);
  return { text: lines.join('\n'), data: { migrations } };
}
