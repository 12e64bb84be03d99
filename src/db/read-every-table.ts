import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SqlSession } from './sql.ts';

/** Pages of 8 KiB that one statement reads: few enough that requests are served between two statements. */
const PAGES_AT_ONCE = 64;

/** A table that could not be read in whole. */
export interface DamagedTable {
  /** As SQL names it, such as `"Payment"`. */
  readonly table: string;
  /** Why PostgreSQL refused to read it. */
  readonly problem: string;
}

export interface TablesRead {
  readonly tables: number;
  readonly rows: number;
  readonly damaged: readonly DamagedTable[];
}

/** Tables that this user may read, PostgreSQL's own catalogue among them, and the pages of each. */
const TABLES = `
  SELECT c.oid::regclass::text AS name,
    greatest(1, pg_relation_size(c.oid) / current_setting('block_size')::int)::int AS pages
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND c.relpersistence <> 't' AND has_table_privilege(c.oid, 'SELECT')
  ORDER BY n.nspname = 'pg_catalog' DESC, 1`;

/** Text of a whole row: it makes PostgreSQL fetch every column, those stored apart too. */
const READ_PAGES = (table: string) => `
  SELECT count(*)::int AS rows, sum(octet_length(t::text)) AS bytes
  FROM ${table} AS t WHERE t.ctid >= $1::text::tid AND t.ctid < $2::text::tid`;

async function readTable(client: SqlSession, table: string, pages: number): Promise<number> {
  let rows = 0;
  for (let page = 0; page < pages; page += PAGES_AT_ONCE) {
    const bounds = [`(${page},0)`, `(${page + PAGES_AT_ONCE},0)`];
    const [found] = await client.query(READ_PAGES(table), bounds);
    rows += Number(found?.['rows']);
    await nextTurn();
  }
  return rows;
}

/**
 * Reads every row of every table, a few pages at a time. PostgreSQL verifies the checksum of each page that it reads, so
 * a damaged table is found. Changes nothing. A running server goes on serving meanwhile.
 */
export async function readEveryTable(client: SqlSession): Promise<TablesRead> {
  const tables = await client.query(TABLES);
  const damaged: DamagedTable[] = [];
  let rows = 0;
  for (const { name, pages } of tables) {
    const table = String(name);
    try {
      rows += await readTable(client, table, Number(pages));
    } catch (error) {
      damaged.push({ table, problem: error instanceof Error ? error.message : String(error) });
    }
  }
  return { tables: tables.length, rows, damaged };
}
