import type { SqlSession } from '../db/sql.ts';
import { quoted } from './catalogue.ts';
import type { TableHead } from './format.ts';

/** Size of the text that one statement reads or writes, about. */
export const BATCH_BYTES = 512 * 1024;

/** Rows of the first batch of a table, while their size is unknown. */
const FIRST_ROWS = 8;
const MOST_ROWS = 2_000;

/**
 * Settings under which the text of a value is the same on every PostgreSQL, and reads back as the same value. They hold
 * until the transaction ends.
 */
export const EXACT_TEXT = `
  SET LOCAL DateStyle = 'ISO, YMD';
  SET LOCAL IntervalStyle = 'postgres';
  SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 1;
  SET LOCAL bytea_output = 'hex';
  SET LOCAL statement_timeout = 0;
  SET LOCAL idle_in_transaction_session_timeout = 0;`;

/** How many rows the next batch takes, after one of `rows` rows that were `bytes` long. */
export function nextBatch(rows: number, bytes: number): number {
  if (rows === 0) return FIRST_ROWS;
  const fitting = Math.floor(BATCH_BYTES / Math.max(1, bytes / rows));
  // Twice as many at most, in case the next rows are longer.
  return Math.max(1, Math.min(fitting, rows * 2, MOST_ROWS));
}

/**
 * The rows of a table in batches, each row a line of JSON: an array with the text of each column, or null. Reads through a
 * cursor, so it needs a transaction under {@link EXACT_TEXT}.
 */
export async function* readRows(client: SqlSession, { table, columns }: TableHead): AsyncGenerator<string[]> {
  const texts = columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  await client.execute(
    `DECLARE keynest_rows NO SCROLL CURSOR FOR SELECT array_to_json(ARRAY[${texts}]::text[])::text AS line FROM ONLY ${quoted(table)}`,
  );
  let size = FIRST_ROWS;
  for (;;) {
    const rows = await client.query(`FETCH ${size} FROM keynest_rows`);
    if (rows.length === 0) break;
    const lines = rows.map(({ line }) => String(line));
    yield lines;
    size = nextBatch(
      lines.length,
      lines.reduce((sum, line) => sum + line.length, 0),
    );
  }
  await client.execute('CLOSE keynest_rows');
}

/** Inserts rows that {@link readRows} gave into a table with the same columns. */
export async function insertRows(
  client: SqlSession,
  { table, columns }: TableHead,
  lines: readonly string[],
): Promise<void> {
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const values = columns.map(({ type }, index) => `(line->>${index})::${type}`).join(', ');
  await client.query(
    `INSERT INTO ${quoted(table)} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${values} FROM json_array_elements($1::text::json) AS lines (line)`,
    [`[${lines.join(',')}]`],
  );
}
