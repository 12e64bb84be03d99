import { statfs } from 'node:fs/promises';
import type { PrismaClient } from '../generated/prisma/client.ts';

const MEBIBYTE = 1024 * 1024;

/** PostgreSQL writes its log in files of so many bytes; the embedded one never returns when it can't make the next. */
const SEGMENT_BYTES = 16 * MEBIBYTE;

/**
 * What has to be free for anything to be written: room for the next file of the log, and as much twice more for what is
 * written before anybody looks again, by this process and by others.
 */
export const LEAST_BYTES = 3 * SEGMENT_BYTES;

/** What a new database takes: 41.8 million bytes in one run, two fifths of them the first file of the log. */
export const NEW_BYTES = 40 * MEBIBYTE;

/** How long a look at the disk is taken for true. */
const HOLD_MILLISECONDS = 1000;

/** How many bytes are free. */
export type ReadRoom = () => Promise<number>;

/**
 * Operations that write nothing; all others are refused where there is no room, also those yet to come. `$queryRaw` locks
 * rows too, which goes into the log: but only within `writeAs`, whose own first statement is an `$executeRaw` and has
 * looked.
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

/** There is no room to write; unavailable.ts knows the code. */
class NoRoom extends Error {
  override readonly name = 'NoRoom';
  readonly code = 'ENOSPC';
}

/** Bytes for a person, e.g. `48 MB`, in units of 1,048,576. */
export function inMebibytes(bytes: number): string {
  return `${Math.floor(bytes / MEBIBYTE)} MB`;
}

/** The room on the disk that a folder is on, for who is no superuser. A file system that can't say has endless room. */
export function roomAt(folder: string): ReadRoom {
  return async () => {
    const { blocks, bavail, bsize } = await statfs(folder);
    return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
  };
}

/** @throws Error with the remedy, when an embedded database could not be opened, or made, safely. */
export async function assertRoom(folder: string, isNew: boolean, readRoom: ReadRoom): Promise<void> {
  const free = await readRoom();
  const needed = LEAST_BYTES + (isNew ? NEW_BYTES : 0);
  if (free >= needed) return;
  throw new NoRoom(
    `The disk of ${folder} has ${inMebibytes(free)} left, and ${isNew ? 'a new' : 'the'} embedded database needs ${inMebibytes(needed)} to be written safely. Make room there, or choose a folder on another disk with KEYNEST_DATA.`,
  );
}

/**
 * The same client, which refuses to write while the embedded database's disk is nearly full: the database itself would
 * stop for ever, and the process with it. Reading goes on.
 */
export function keepRoom(
  prisma: PrismaClient,
  readRoom: ReadRoom,
  holdMilliseconds = HOLD_MILLISECONDS,
): PrismaClient {
  let looked: Promise<number> | null = null;

  function look(): Promise<number> {
    looked ??= readRoom().finally(() => {
      setTimeout(() => (looked = null), holdMilliseconds).unref();
    });
    return looked;
  }

  const kept = prisma.$extends({
    query: {
      async $allOperations({ operation, args, query }) {
        if (!READING.has(operation) && (await look()) < LEAST_BYTES) {
          throw new NoRoom('The disk of the embedded database is nearly full; make room on it.');
        }
        return query(args) as Promise<unknown>;
      },
    },
  });
  return kept as unknown as PrismaClient;
}
