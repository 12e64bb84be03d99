import type { PrismaClient } from '../../../src/generated/prisma/client.ts';

/** Counts of failed attempts: they count what is refused. */
const COUNTERS = /throttle|limit/i;

type Fingerprint = () => Promise<string>;

/**
 * A short word on all that is stored, which any change changes: of every table how many rows it has and how often they
 * were changed. What is written past the versions is in the audit log, by the triggers of its tables.
 */
export async function fingerprintOf(prisma: PrismaClient): Promise<Fingerprint> {
  const tables = await prisma.$queryRaw<{ name: string; versioned: boolean }[]>`
    SELECT table_name::text AS name, bool_or(column_name = 'version') AS versioned
    FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`;
  const parts = tables
    .filter(({ name }) => !COUNTERS.test(name))
    .map(({ name, versioned }) => {
      const versions = versioned ? `|| '/' || COALESCE(sum("version"), 0)` : '';
      return `(SELECT '${name} ' || count(*) ${versions} FROM "${name}")`;
    });
  const statement = `SELECT ${parts.join(` || ', ' || `)} AS word`;
  return async () => {
    const [row] = await prisma.$queryRawUnsafe<{ word: string }[]>(statement);
    return row!.word;
  };
}
