import type pg from 'pg';
import { PoolSender, readSql, type SqlStatement } from '../../src/db/read-sql.ts';
import { StatementNames } from '../../src/db/statement-names.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';

/** What reaches the database of a statement. */
async function sentOf(statement: SqlStatement): Promise<SqlStatement> {
  let sent = statement;
  const read = (given: SqlStatement) => {
    sent = given;
    return Promise.resolve([]);
  };
  await readSql({ $sqlSender: { read } } as unknown as PrismaClient, statement);
  return sent;
}

const TEXT =
  'SELECT 1 FROM "Lease" WHERE "id" = ANY($1) AND "unitId" = ANY($1) AND "startsOn" < $2 AND "id" = ANY($10)';
const many = (first: readonly string[]) => [
  first,
  '2026-11-29',
  ...Array<null>(7).fill(null),
  ['l_2', 'l_3'],
];

test('a list of one is sent as its value, so that the plan can be kept', async () => {
  expect(await sentOf({ text: TEXT, parameters: many(['l_1']) })).toEqual({
    text: 'SELECT 1 FROM "Lease" WHERE "id" = $1 AND "unitId" = $1 AND "startsOn" < $2 AND "id" = ANY($10)',
    parameters: ['l_1', ...many([]).slice(1)],
  });
});

test.each([[[]], [['l_1', 'l_2']]])('the list %j stays a list', async (list) => {
  const statement = { text: TEXT, parameters: many(list) };
  expect(await sentOf(statement)).toEqual(statement);
});

test('a list that the statement takes apart stays a list', async () => {
  const statement = { text: 'SELECT unnest($1::text[]) WHERE $2 = ANY($1)', parameters: [['l_1'], 'l_1'] };
  expect(await sentOf(statement)).toEqual(statement);
});

test('a statement whose best plan depends on its values has no name, however often it is sent', async () => {
  const names: unknown[] = [];
  const query = ({ name }: pg.QueryConfig) => {
    names.push(name);
    return Promise.resolve({ rows: [], rowCount: 0 });
  };
  const sender = new PoolSender({ query } as unknown as pg.Pool, new StatementNames());
  const statement = { text: 'SELECT 1 FROM "Payment" WHERE "dueKey" >= $1', parameters: ['2026-11-01'] };
  for (let time = 0; time < 4; time += 1) await sender.read({ ...statement, isPlannedAnew: true });
  expect(names).toEqual([undefined, undefined, undefined, undefined]);
  for (let time = 0; time < 4; time += 1) await sender.read(statement);
  expect(names.at(-1)).toBe('keynest_0');
});
