import { Prisma, type PrismaClient } from '../../../src/generated/prisma/client.ts';

/** What is not kept of a row: when a token was last used is no change. */
const BOOKKEEPING = "to_jsonb(t) - 'lastUsedAt'";

const DUMP = Object.values(Prisma.ModelName)
  .map(
    (name) =>
      `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(row, '' ORDER BY row), '')) AS hash
       FROM (SELECT (${BOOKKEEPING})::text AS row FROM "${name}" t) AS "${name}_rows"`,
  )
  .join(' UNION ALL ');

/** A mark of everything that is stored, table by table: the same for the same rows. */
export function dump(prisma: PrismaClient): Promise<unknown> {
  return prisma.$queryRawUnsafe(DUMP);
}
