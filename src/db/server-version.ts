import type { SqlSession } from './sql.ts';

/** The oldest supported major version. */
const OLDEST = 15;

/** @throws Error with the remedy, when the server is older than PostgreSQL 15. */
export async function assertServerVersion(sql: SqlSession): Promise<void> {
  const [row] = await sql.query(
    `SELECT current_setting('server_version_num')::integer AS number, current_setting('server_version') AS version`,
  );
  if (Number(row?.['number']) >= OLDEST * 10_000) return;
  throw new Error(
    `PostgreSQL ${String(row?.['version'])} is too old. Upgrade the server to PostgreSQL ${OLDEST} or newer, or correct DATABASE_URL.`,
  );
}

/** A line for operators when statements have no time limit at the server; null when they have one. */
export async function missingTimeout(sql: SqlSession): Promise<string | null> {
  const [row] = await sql.query(
    `SELECT current_setting('statement_timeout') AS timeout, quote_ident(current_database()) AS database`,
  );
  if (row?.['timeout'] !== '0') return null;
  return `Statements have no time limit. Run: ALTER DATABASE ${String(row['database'])} SET statement_timeout = '15s'`;
}
