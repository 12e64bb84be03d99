import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedFolder } from './damaged-folder.ts';
import type { SqlSession } from './sql.ts';

const PAGE_BYTES = 8192;

/** The file of every table, index and sequence, and the pages of the largest index of each table. */
const RELATIONS = `
  SELECT c.oid::regclass::text AS name, c.relkind AS kind, am.amname AS method, pg_relation_filepath(c.oid) AS path,
    (SELECT max(pg_relation_size(i.indexrelid)) FROM pg_index i WHERE i.indrelid = c.oid) AS "indexBytes"
  FROM pg_class c LEFT JOIN pg_am am ON am.oid = c.relam
  WHERE c.relkind IN ('r', 'i', 'S', 't', 'm') AND c.relpersistence = 'p' AND pg_relation_filepath(c.oid) IS NOT NULL`;

/** Bytes of a file; null when it is missing. */
const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

/** Entries of a table's indexes must lead to rows. An empty file beside an index that has entries lost them. */
async function assertEmpty(sql: SqlSession, name: string): Promise<void> {
  await sql.execute(
    'BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_indexonlyscan = off',
  );
  try {
    const keys = await sql.query(
      `SELECT quote_ident(a.attname) AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
       WHERE i.indrelid = $1::text::regclass AND i.indisprimary`,
      [name],
    );
    for (const key of keys) await sql.query(`SELECT 1 FROM ${name} ORDER BY ${String(key['name'])} LIMIT 1`);
  } finally {
    await sql.execute('ROLLBACK');
  }
}

/**
 * Makes sure that each table and index of an open cluster has its file, and that files which can't be empty are not:
 * PostgreSQL takes an empty file for a table without rows.
 *
 * @throws DamagedFolder naming the table and the file.
 */
export async function assertRelationFiles(sql: SqlSession, cluster: string): Promise<void> {
  for (const { name, kind, method, path, indexBytes } of await sql.query(RELATIONS)) {
    const file = join(cluster, String(path));
    const size = await sizeOf(file);
    const what = `the file ${file} of ${String(name)}`;
    const mayBeEmpty = kind === 'r' || kind === 't' || kind === 'm' || method === null;
    if (size === null) throw new DamagedFolder(`The database is damaged: ${what} is missing.`, 'restore');
    if (size > 0) continue;
    if (!mayBeEmpty || kind === 'S')
      throw new DamagedFolder(`The database is damaged: ${what} is empty.`, 'restore');
    if (Number(indexBytes ?? 0) <= PAGE_BYTES) continue;
    await assertEmpty(sql, String(name)).catch((cause: unknown) => {
      throw new DamagedFolder(`The database is damaged: ${what} is empty.`, 'restore', cause);
    });
  }
}
