import { Prisma, type PrismaClient } from '../../../../src/generated/prisma/client.ts';

/** What makes a row what it is. When a token was last used is no change; files and events never change. */
function marked(name: string): string {
  if (name === 'FormFile') return '"sha256"';
  return name === 'AuditEvent' ? '"id"::text' : "(to_jsonb(t) - 'lastUsedAt')::text";
}

const DUMP = Object.values(Prisma.ModelName)
  .map(
    (name) =>
      `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(row, '' ORDER BY row), '')) AS hash
       FROM (SELECT ${marked(name)} AS row FROM "${name}" t) AS "${name}_rows"`,
  )
  .join(' UNION ALL ');

/** A mark of everything that is stored, table by table: the same for the same rows. */
export function dump(prisma: PrismaClient): Promise<unknown> {
  return prisma.$queryRawUnsafe(DUMP);
}
