import { readFileSync } from 'node:fs';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

/** docs/operations/scale.md tells what a distribution by workspace takes. This proves from the catalogue that it could. */
const PAGE = readFileSync(new URL('../../docs/operations/scale.md', import.meta.url), 'utf8');

/** Tables that belong to no workspace. On Citus they become reference tables, which every node has. */
const GLOBAL_TABLES = ['AuditEpoch', 'SigningKey', 'Workspace', '_prisma_migrations'];

/** Unique keys that hold across workspaces, since their columns are what finds the workspace. */
const GLOBAL_KEYS = [
  'ApiKey(tokenHash)',
  'IdempotentAnswer(id)',
  'Invitation(tokenHash)',
  'RentMark(leaseId,xid)',
  'Session(tokenHash)',
  'User(email)',
];

/** Tables whose workspace may be unknown. */
const NULLABLE = ['IdempotentAnswer'];

interface Key {
  readonly table: string;
  readonly columns: readonly string[];
}

interface Reference extends Key {
  readonly target: string;
  readonly targetColumns: readonly string[];
}

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
  for (const place of [keynest.own, keynest.other]) await place.home();
});
afterAll(() => keynest.close());

/** The tables with a `workspaceId`, and whether it may be null. */
async function workspaceTables(): Promise<ReadonlyMap<string, boolean>> {
  const rows = await keynest.prisma.$queryRaw<{ table: string; isNullable: boolean }[]>`
    SELECT relname::text AS table, NOT attnotnull AS "isNullable"
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND attname = 'workspaceId'`;
  return new Map(rows.map(({ table, isNullable }) => [table, isNullable]));
}

function allTables(): Promise<{ table: string }[]> {
  return keynest.prisma.$queryRaw`
    SELECT relname::text AS table FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`;
}

function references(): Promise<Reference[]> {
  return keynest.prisma.$queryRaw`
    SELECT source.relname::text AS table, target.relname::text AS target,
      ARRAY(SELECT attname::text FROM unnest(conkey) AS key JOIN pg_attribute ON attrelid = conrelid AND attnum = key)
        AS columns,
      ARRAY(SELECT attname::text FROM unnest(confkey) AS key JOIN pg_attribute ON attrelid = confrelid AND attnum = key)
        AS "targetColumns"
    FROM pg_constraint
    JOIN pg_class AS source ON source.oid = conrelid JOIN pg_class AS target ON target.oid = confrelid
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
}

/** Primary keys, unique constraints, unique indexes and exclusion constraints: each has an index. */
function keys(): Promise<Key[]> {
  return keynest.prisma.$queryRaw`
    SELECT owner.relname::text AS table,
      -- Of an expression on one column: that column.
      ARRAY(SELECT max(attname::text) FROM generate_series(1, indnkeyatts) AS key,
        LATERAL regexp_matches(pg_get_indexdef(indexrelid, key, false), '\\w+', 'g') AS word
        JOIN pg_attribute ON attrelid = indrelid AND attname = word[1]
        GROUP BY key HAVING count(DISTINCT attname) = 1 ORDER BY key) AS columns
    FROM pg_index JOIN pg_class AS owner ON owner.oid = indrelid
    WHERE (indisunique OR indisexclusion) AND owner.relnamespace = 'public'::regnamespace`;
}

test('every table has a workspace, but for those that every node would have', async () => {
  const tables = await workspaceTables();
  const without = (await allTables()).map(({ table }) => table).filter((table) => !tables.has(table));
  expect(without.toSorted()).toEqual(GLOBAL_TABLES.toSorted());
  const nullable = [...tables].filter(([, isNullable]) => isNullable).map(([table]) => table);
  expect(nullable).toEqual(NULLABLE);
});

test('every foreign key leads to a workspace, or to a table that has one', async () => {
  const tables = await workspaceTables();
  const found = await references();
  expect(found.length).toBeGreaterThan(30);
  const beyond = found.filter(
    ({ table, target }) => !tables.has(table) || !(tables.has(target) || target === 'Workspace'),
  );
  expect(beyond).toEqual([]);
});

test('both sides of every reference are rows of one workspace', async () => {
  const inside = (await references()).filter(({ target }) => target !== 'Workspace');
  for (const { table, target, columns, targetColumns } of inside) {
    const join = columns.map((column, index) => `a."${column}" = b."${targetColumns[index]}"`).join(' AND ');
    const crossing = await keynest.prisma.$queryRawUnsafe(
      `SELECT 1 FROM "${table}" a JOIN "${target}" b ON ${join} WHERE a."workspaceId" <> b."workspaceId"`,
    );
    expect({ table, target, crossing }).toEqual({ table, target, crossing: [] });
  }
});

test('every key could have the workspace added without refusing less, but for the listed ones', async () => {
  const tables = await workspaceTables();
  const outgoing = await references();
  const isDecided = ({ table, columns }: Key) => {
    if (columns.includes('workspaceId')) return true;
    // An ID is random, and made once; a reference decides the workspace of its row.
    const refersTo = outgoing
      .filter((one) => one.table === table && one.target !== 'Workspace')
      .flatMap((one) => one.columns);
    return (
      (columns.join() === 'id' && table !== 'IdempotentAnswer') ||
      columns.some((one) => refersTo.includes(one))
    );
  };
  const found = (await keys()).filter(({ table }) => tables.has(table));
  expect(found.length).toBeGreaterThan(20);
  const global = found
    .filter((key) => !isDecided(key))
    .map(({ table, columns }) => `${table}(${columns.join()})`);
  expect(global.toSorted()).toEqual(GLOBAL_KEYS);
});

test.each([...GLOBAL_TABLES, ...GLOBAL_KEYS])('the page names %s', (name) => {
  expect(PAGE).toContain(`\`${name}\``);
});

test('the page names every key and reference that has to change', async () => {
  const tables = await workspaceTables();
  const isOpen = ({ columns }: Key) => !columns.includes('workspaceId');
  const names = [
    ...(await keys()).filter((key) => tables.has(key.table) && isOpen(key) && key.columns.join() !== 'id'),
    ...(await references()).filter(isOpen),
  ].map(({ table, columns }) => `${table}(${columns.join()})`);
  expect(names.filter((name) => !PAGE.includes(`\`${name}\``))).toEqual([]);
});
