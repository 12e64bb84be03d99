import { Prisma, type PrismaClient } from '../../../../src/generated/prisma/client.ts';

/** Tables that record when a token was last used, which is no change. */
const USED: readonly string[] = [Prisma.ModelName.Session, Prisma.ModelName.ApiKey];

/** What differs once a row has changed: the transaction that wrote it, unless a use rewrites it. */
function markOf(name: string): string {
  if (!USED.includes(name)) return 'sum(xmin::text::bigint)::text';
  const row = "(to_jsonb(t) - 'lastUsedAt')::text";
  return `md5(string_agg(${row}, '' ORDER BY ${row}))`;
}

const DUMP = Object.values(Prisma.ModelName)
  .map((name) => `SELECT '${name}' AS name, count(*)::int AS rows, ${markOf(name)} AS mark FROM "${name}" t`)
  .join(' UNION ALL ');

/** A mark of everything that is stored, table by table: the same until something is written. */
export function dump(prisma: PrismaClient): Promise<unknown> {
  return prisma.$queryRawUnsafe(DUMP);
}
