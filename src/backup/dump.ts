import { createHash } from 'node:crypto';
import type { SqlSession } from '../db/sql.ts';
import { readAppliedMigrations, readSequences, readTables } from './catalogue.ts';
import {
  APP_VERSION,
  FORMAT_VERSION,
  RowDigest,
  type BackupSummary,
  type End,
  type Header,
} from './format.ts';
import { EXACT_TEXT, readRows } from './rows.ts';

async function readHeader(client: SqlSession, madeAt: Date): Promise<Header> {
  const [engine] = await client.query('SELECT version() AS version');
  return {
    keynestBackup: FORMAT_VERSION,
    madeAt: madeAt.toISOString(),
    appVersion: APP_VERSION,
    engine: String(engine?.['version']),
    migrations: await readAppliedMigrations(client),
  };
}

/** Number and digest of the rows of each table, read anew. Needs a transaction under EXACT_TEXT. */
export async function digestTables(client: SqlSession): Promise<End['tables']> {
  const tables: End['tables'] = {};
  for (const table of await readTables(client)) {
    const digest = new RowDigest();
    for await (const lines of readRows(client, table)) for (const line of lines) digest.add(line);
    tables[table.table] = digest.result();
  }
  return tables;
}

async function* contents(
  client: SqlSession,
  header: Header,
  tables: End['tables'],
): AsyncGenerator<readonly string[]> {
  yield [JSON.stringify(header)];
  for (const table of await readTables(client)) {
    const digest = new RowDigest();
    yield [JSON.stringify(table)];
    for await (const lines of readRows(client, table)) {
      for (const line of lines) digest.add(line);
      yield lines;
    }
    tables[table.table] = digest.result();
  }
  yield (await readSequences(client)).map((sequence) => JSON.stringify(sequence));
}

/**
 * The text of a backup, piece by piece, from one snapshot of the database.
 *
 * @param client - a session that nothing else uses meanwhile.
 * @returns through the generator's end: what the text holds.
 */
export async function* dump(client: SqlSession, madeAt: Date): AsyncGenerator<Buffer, BackupSummary> {
  await client.execute('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    await client.execute(EXACT_TEXT);
    const header = await readHeader(client, madeAt);
    const tables: End['tables'] = {};
    const sum = createHash('sha256');
    for await (const lines of contents(client, header, tables)) {
      if (lines.length === 0) continue;
      const piece = Buffer.from(`${lines.join('\n')}\n`);
      sum.update(piece);
      yield piece;
    }
    const sha256 = sum.digest('hex');
    const end: End = { end: true, tables, sha256 };
    yield Buffer.from(`${JSON.stringify(end)}\n`);
    return { header, tables, sha256 };
  } finally {
    await client.execute('ROLLBACK');
  }
}
