import { statfs } from 'node:fs/promises';
import type { PrismaClient } from '../generated/prisma/client.ts';
import { senderOf, withSender, type SqlSender } from './read-sql.ts';

const MEBIBYTE = 1024 * 1024;

/** Size of PostgreSQL's log files. If it can't create the next one, PGlite hangs and PostgreSQL ends. */
const SEGMENT_BYTES = 16 * MEBIBYTE;

/** Free space that writes need: the next log file, and twice as much for writes until the next check. */
export const MIN_FREE_BYTES = 3 * SEGMENT_BYTES;

/** Size of a new database: 41.8 million bytes with PGlite and 43.1 with PostgreSQL in one run, two fifths of them the log. */
export const NEW_DATABASE_BYTES = 42 * MEBIBYTE;

/** How long a reading of the free space is cached. */
const CACHE_MILLISECONDS = 1000;

/** Reads the number of free bytes. */
export type ReadFreeSpace = () => Promise<number>;

/**
 * Operations that write nothing; all others are refused on a full disk. `$queryRaw` may lock or write rows, but only
 * within `writeAs`, whose first statement is an `$executeRaw` and is checked.
 */
const READING = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
  '$queryRaw',
  '$queryRawUnsafe',
]);

/** The disk is too full to write. unavailable.ts handles its code. */
class DiskFull extends Error {
  override readonly name = 'DiskFull';
  readonly code = 'ENOSPC';
}

/** Bytes as text, e.g. `48 MB`, in units of 1,048,576. */
export function inMebibytes(bytes: number): string {
  return `${Math.floor(bytes / MEBIBYTE)} MB`;
}

/** The free space of a folder's disk for ordinary users; infinite if the file system reports none. */
export function freeSpaceAt(folder: string): ReadFreeSpace {
  return async () => {
    const { blocks, bavail, bsize } = await statfs(folder);
    return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
  };
}

/** @throws Error with the remedy, if the disk is too full to open or create an embedded database. */
export async function assertDiskSpace(
  folder: string,
  isNew: boolean,
  readFreeSpace: ReadFreeSpace,
): Promise<void> {
  const free = await readFreeSpace();
  const needed = MIN_FREE_BYTES + (isNew ? NEW_DATABASE_BYTES : 0);
  if (free >= needed) return;
  throw new DiskFull(
    `The disk of ${folder} has ${inMebibytes(free)} left, but ${isNew ? 'a new' : 'the'} embedded database needs ${inMebibytes(needed)}. Free some space, or set a folder on another disk in KEYNEST_DATA.`,
  );
}

/**
 * A client that refuses writes while the embedded database's disk is nearly full, since the database would hang. Reads
 * still work.
 */
export function guardDiskSpace(
  prisma: PrismaClient,
  readFreeSpace: ReadFreeSpace,
  cacheMilliseconds = CACHE_MILLISECONDS,
): PrismaClient {
  let cached: Promise<number> | null = null;

  function freeSpace(): Promise<number> {
    cached ??= readFreeSpace().finally(() => {
      setTimeout(() => (cached = null), cacheMilliseconds).unref();
    });
    return cached;
  }

  async function assertSpace(): Promise<void> {
    if ((await freeSpace()) >= MIN_FREE_BYTES) return;
    throw new DiskFull('The disk of the embedded database is nearly full. Free some space.');
  }

  const guarded = prisma.$extends({
    query: {
      async $allOperations({ operation, args, query }) {
        if (!READING.has(operation)) await assertSpace();
        return query(args) as Promise<unknown>;
      },
    },
  });
  const sender = senderOf(prisma);
  return withSender(guarded as unknown as PrismaClient, sender && guardWrites(sender, assertSpace));
}

/** The same for what is sent past Prisma. */
function guardWrites(sender: SqlSender, assertSpace: () => Promise<void>): SqlSender {
  return {
    read: (statement) => sender.read(statement),
    write: async (statement) => {
      await assertSpace();
      return sender.write(statement);
    },
  };
}
