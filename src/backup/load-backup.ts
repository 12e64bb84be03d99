import { applyMigrations, listMigrationFiles } from '../db/migrate.ts';
import type { SqlSession } from '../db/sql.ts';
import { quoted, readAppliedMigrations, readGuards, readTables } from './catalogue.ts';
import { digestTables } from './dump.ts';
import {
  APP_VERSION,
  type BackupSummary,
  type Header,
  type SequenceState,
  type TableHead,
} from './format.ts';
import { differingTables, readParts, verifyBackup } from './read-backup.ts';
import { BATCH_BYTES, EXACT_TEXT, insertRows } from './rows.ts';

/** @throws Error naming the version that is needed, when this KeyNest lacks a migration of the backup. */
async function assertKnownMigrations({ migrations, appVersion }: Header): Promise<void> {
  const known = new Map((await listMigrationFiles()).map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.find(({ name }) => !known.has(name));
  if (unknown)
    throw new Error(
      `The backup was made by KeyNest ${appVersion}, whose migration ${unknown.name} this KeyNest ${APP_VERSION} does not have. Install the KeyNest that made it, or a newer one.`,
    );
  const changed = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (changed)
    throw new Error(
      `The backup was made with another text of the migration ${changed.name}. Install the KeyNest ${appVersion} that made it.`,
    );
}

/** @throws Error with the remedy, unless nothing is in the database that loading would replace. */
async function assertEmpty(client: SqlSession, { migrations }: Header): Promise<void> {
  const recorded = new Set(migrations.map(({ name }) => name));
  const applied = await readAppliedMigrations(client);
  if (applied.some(({ name }) => !recorded.has(name)))
    throw new Error('The database is newer than the backup. Load the backup into a database without tables.');
  for (const { table } of await readTables(client)) {
    const [row] = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
    if (row) throw new Error(`The table ${table} has rows. Load the backup into a database without tables.`);
  }
}

/** @throws Error when the migrations made other columns than the backup has. */
async function assertSameColumns(client: SqlSession, tables: readonly TableHead[]): Promise<void> {
  const names = ({ table, columns }: TableHead) =>
    `${table}(${columns
      .map(({ name, type }) => `${name} ${type}`)
      .sort()
      .join(', ')})`;
  const own = new Set((await readTables(client)).map(names));
  const strange = tables.find((table) => !own.has(names(table)));
  if (strange)
    throw new Error(`The table ${strange.table} of the backup has other columns than its migrations make.`);
}

/** Collects rows of one table after another, and inserts them in batches. */
class Inserter {
  readonly #client: SqlSession;
  #table: TableHead | null = null;
  #lines: string[] = [];
  #size = 0;

  constructor(client: SqlSession) {
    this.#client = client;
  }

  async add(table: TableHead, line: string): Promise<void> {
    if (this.#table !== table || this.#size + line.length > BATCH_BYTES) await this.flush();
    if (this.#table !== table) await assertSameColumns(this.#client, [table]);
    this.#table = table;
    this.#lines.push(line);
    this.#size += line.length;
  }

  async flush(): Promise<void> {
    if (this.#table && this.#lines.length > 0) await insertRows(this.#client, this.#table, this.#lines);
    this.#lines = [];
    this.#size = 0;
  }
}

async function setSequence(client: SqlSession, { sequence, value, isCalled }: SequenceState): Promise<void> {
  await client.query('SELECT setval($1::text::regclass, $2::text::bigint, $3::text::boolean)', [
    quoted(sequence),
    value,
    String(isCalled),
  ]);
}

async function insertParts(client: SqlSession, source: string): Promise<void> {
  const inserter = new Inserter(client);
  for await (const part of readParts(source)) {
    if (part.kind === 'row') await inserter.add(part.table, part.line);
    if (part.kind === 'sequence') await setSequence(client, part.state);
  }
  await inserter.flush();
}

/** Loads the rows in one transaction, reads them back, and compares. */
async function loadRows(client: SqlSession, source: string, { tables }: BackupSummary): Promise<void> {
  await client.execute('BEGIN');
  try {
    await client.execute(EXACT_TEXT);
    const guards = await readGuards(client);
    for (const statement of guards.remove) await client.execute(statement);
    // Migrations may have written rows; the backup has those too.
    for (const { table } of await readTables(client)) await client.execute(`DELETE FROM ${quoted(table)}`);
    await insertParts(client, source);
    for (const statement of guards.restore) await client.execute(statement);
    const differing = differingTables(tables, await digestTables(client));
    if (differing.length > 0)
      throw new Error(
        `After loading, ${differing.join(', ')} had other rows than the backup. Nothing was kept.`,
      );
    await client.execute('COMMIT');
  } catch (error) {
    await client.execute('ROLLBACK');
    throw error;
  }
}

/**
 * Loads a backup that writeBackup wrote into a database without tables, or one whose tables are empty. Ids, versions,
 * stamps, sequences, signing keys and the audit log become what they were; no trigger acts on the rows. Applies the
 * migrations that the backup's database had, loads, compares, then applies the later ones.
 *
 * @param client - a session that nothing else uses meanwhile, of the owner of the database.
 * @throws Error with the remedy. A damaged file and a later KeyNest's are refused before anything is changed.
 */
export async function loadBackup(client: SqlSession, source: string): Promise<BackupSummary> {
  const summary = await verifyBackup(source);
  await assertKnownMigrations(summary.header);
  const isFresh = (await readTables(client)).length === 0;
  if (!isFresh) await assertEmpty(client, summary.header);
  await applyMigrations(client, { only: new Set(summary.header.migrations.map(({ name }) => name)) });
  await loadRows(client, source, summary);
  await applyMigrations(client);
  return summary;
}
