import type { SqlSession } from '../db/sql.ts';
import type { SequenceState, TableHead } from './format.ts';

/** Prisma's bookkeeping of migrations. A backup names the migrations; loading applies them, which fills this table. */
export const BOOKKEEPING = '_prisma_migrations';

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Tables of the schema that a session works in, by name, with the columns that hold data. Left out are unlogged tables
 * (counters of requests), generated columns, and ids of transactions, which mean nothing in another cluster.
 */
export async function readTables(client: SqlSession): Promise<TableHead[]> {
  const rows = await client.query(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
       AND c.relname <> $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
       AND a.atttypid NOT IN ('xid8'::regtype, 'xid'::regtype)
     ORDER BY c.relname COLLATE "C", a.attnum`,
    [BOOKKEEPING],
  );
  const tables = new Map<string, TableHead>();
  for (const { table, name, type } of rows) {
    const found = tables.get(String(table)) ?? { table: String(table), columns: [] };
    found.columns.push({ name: String(name), type: String(type) });
    tables.set(found.table, found);
  }
  return [...tables.values()];
}

/** Every sequence of the schema, with its state. */
export async function readSequences(client: SqlSession): Promise<SequenceState[]> {
  const names = await client.query(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' ORDER BY relname COLLATE "C"`,
  );
  const states: SequenceState[] = [];
  for (const { name } of names) {
    const sequence = String(name);
    const [state] = await client.query(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${quoted(sequence)}`,
    );
    states.push({ sequence, value: String(state?.['value']), isCalled: state?.['isCalled'] === true });
  }
  return states;
}

/** Names and checksums of the migrations that the database has; none when it has no bookkeeping. */
export async function readAppliedMigrations(
  client: SqlSession,
): Promise<{ name: string; checksum: string }[]> {
  const [found] = await client.query('SELECT to_regclass($1) IS NOT NULL AS exists', [BOOKKEEPING]);
  if (found?.['exists'] !== true) return [];
  const rows = await client.query(
    `SELECT migration_name AS name, checksum FROM ${BOOKKEEPING}
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows.map(({ name, checksum }) => ({ name: String(name), checksum: String(checksum) }));
}

/** Statements that take away what would act on loaded rows, and those that bring it back exactly as it was. */
export interface Guards {
  readonly remove: readonly string[];
  readonly restore: readonly string[];
}

const TRIGGERS = `
  SELECT c.relname AS table, t.tgname AS name,
    CASE t.tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE' END AS enable
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal AND t.tgenabled <> 'D'`;

const FOREIGN_KEYS = `
  SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
  WHERE c.relnamespace = current_schema()::regnamespace AND k.contype = 'f'`;

/**
 * Triggers would write audit events and change stamps, and refuse to write the audit log. Foreign keys would ask for an
 * order of the rows, which rows that refer to each other don't have. Both belong to the owner of the tables, no superuser.
 */
export async function readGuards(client: SqlSession): Promise<Guards> {
  const triggers = await client.query(TRIGGERS);
  const keys = await client.query(FOREIGN_KEYS);
  const change = (row: Record<string, unknown>, action: string) =>
    `ALTER TABLE ${quoted(String(row['table']))} ${action} ${quoted(String(row['name']))}`;
  return {
    remove: [
      ...triggers.map((row) => change(row, 'DISABLE TRIGGER')),
      ...keys.map((row) => change(row, 'DROP CONSTRAINT')),
    ],
    restore: [
      ...keys.map((row) => `${change(row, 'ADD CONSTRAINT')} ${String(row['definition'])}`),
      ...triggers.map((row) => change(row, `${String(row['enable'])} TRIGGER`)),
    ],
  };
}
