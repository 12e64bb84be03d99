import { withSender } from '../../src/db/read-sql.ts';
import { writeSql } from '../../src/db/write-sql.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { statementSent } from '../../src/telemetry/signals.ts';
import { startKeyNest, type KeyNest } from '../support/keynest.ts';

let keynest: KeyNest;
beforeAll(async () => {
  keynest = await startKeyNest();
});
afterAll(() => keynest.close());

const INSERT = `INSERT INTO "RentMark" ("leaseId", "workspaceId", "xid") SELECT $1, 'w_1', n
  FROM generate_series(1, 3) AS n ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE "RentMark" SET "workspaceId" = $2 WHERE "leaseId" = $1 AND "xid" > 1`;

const WAYS: Readonly<Record<string, (prisma: PrismaClient) => PrismaClient>> = {
  'past Prisma': (prisma) => prisma,
  'through Prisma': (prisma) => withSender(prisma, null),
};

describe.each(Object.keys(WAYS))('%s', (name) => {
  const write = (text: string, ...parameters: readonly unknown[]) =>
    writeSql(WAYS[name]!(keynest.prisma), { text, parameters });

  test('a change gives the number of changed rows', async () => {
    const id = `l_${name}`;
    expect([await write(INSERT, id), await write(INSERT, id)]).toEqual([3, 0]);
    expect([await write(UPDATE, id, 'w_2'), await write(UPDATE, 'l_none', 'w_2')]).toEqual([2, 0]);
  });

  test('a change is told as a statement, also one that fails', async () => {
    const told: (readonly [string, boolean])[] = [];
    const stop = statementSent.listen(({ text, hasFailed }) => told.push([text, hasFailed]));
    await write(UPDATE, 'l_none', 'w_2');
    const refused = write(`UPDATE "RentMark" SET "workspaceId" = $1`, null);
    await expect(refused).rejects.toThrow(/null value|Null constraint/i);
    stop();
    expect(told).toEqual([
      [UPDATE, false],
      [`UPDATE "RentMark" SET "workspaceId" = $1`, true],
    ]);
  });
});
