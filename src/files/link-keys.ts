import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { NewId } from '../ids.ts';

const SECRET_BYTES = 32;
const DAY_MILLISECONDS = 86_400_000;

/** A key signs links for this long. */
const SIGNING_DAYS = 30;

/**
 * A key verifies links until its successor is this old. No link lives longer than 7 days (FILE_LINK_SECONDS); the rest is
 * for processes that could not refresh their keys at once.
 */
const VERIFYING_DAYS = 9;

/** How long keys are cached. After `renewLinkKeys` every process uses the new key within this time. */
export const KEY_CACHE_MILLISECONDS = 60_000;

/** An unknown key makes this process refresh its keys at most this often. */
const MIN_REFRESH_MILLISECONDS = 10_000;

/** A secret that links are signed with. */
export interface LinkKey {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly createdAt: Date;
}

/** The keys of all processes that serve the same data. */
export interface LinkKeys {
  /** The key that signs. */
  readonly newest: LinkKey;
  /** Finds a key by id, also one that another process has just made. */
  find(id: string): Promise<LinkKey | null>;
  /** Reads the keys again. Call this every `KEY_CACHE_MILLISECONDS`, since signing doesn't wait for it. */
  refresh(): Promise<void>;
  /** Makes a new key if the newest is old enough, and deletes keys that no live link needs. */
  rotate(): Promise<void>;
}

function newestOf([newest]: readonly LinkKey[]): LinkKey {
  if (!newest) throw new Error('No key to sign file links exists. Restart the server to make one.');
  return newest;
}

async function makeKey(
  prisma: Pick<Prisma.TransactionClient, 'signingKey'>,
  clock: Clock,
  newId: NewId,
): Promise<void> {
  const secret = randomBytes(SECRET_BYTES);
  await prisma.signingKey.create({ data: { id: newId('SigningKey'), secret, createdAt: clock.now() } });
}

/**
 * For an emergency: replaces all keys, which invalidates all links. Running processes use the old keys for at most
 * `KEY_CACHE_MILLISECONDS`.
 *
 * @returns the number of deleted keys.
 */
export function renewLinkKeys(prisma: PrismaClient, clock: Clock, newId: NewId): Promise<number> {
  return prisma.$transaction(async (tx) => {
    const { count } = await tx.signingKey.deleteMany();
    await makeKey(tx, clock, newId);
    return count;
  });
}

function ageDays({ createdAt }: LinkKey, clock: Clock): number {
  return (clock.now().getTime() - createdAt.getTime()) / DAY_MILLISECONDS;
}

/** Of keys, newest first, those that signed no live link. */
function retiredKeys(keys: readonly LinkKey[], clock: Clock): readonly LinkKey[] {
  return keys.filter((_key, index) => {
    const successor = keys[index - 1];
    return successor !== undefined && ageDays(successor, clock) >= VERIFYING_DAYS;
  });
}

/** Reads the keys, and makes the first one if there are none. */
export async function openLinkKeys(prisma: PrismaClient, clock: Clock, newId: NewId): Promise<LinkKeys> {
  let keys: readonly LinkKey[] = [];
  let readAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const now = clock.now().getTime();
    const found = await prisma.signingKey.findMany({ orderBy: { id: 'desc' } });
    [keys, readAt] = [found, now];
  }

  async function rotate(): Promise<void> {
    await read();
    const [newest] = keys;
    if (!newest || ageDays(newest, clock) >= SIGNING_DAYS) await makeKey(prisma, clock, newId);
    const retired = retiredKeys(keys, clock).map(({ id }) => id);
    await prisma.signingKey.deleteMany({ where: { id: { in: retired } } });
    await read();
  }

  async function refresh(): Promise<void> {
    await read();
    // An operator deleted all keys.
    if (keys.length === 0) await rotate();
  }

  await rotate();
  return {
    get newest() {
      return newestOf(keys);
    },
    async find(id) {
      const age = clock.now().getTime() - readAt;
      const isKnown = keys.some((key) => key.id === id);
      if (age >= (isKnown ? KEY_CACHE_MILLISECONDS : MIN_REFRESH_MILLISECONDS)) await refresh();
      return keys.find((key) => key.id === id) ?? null;
    },
    refresh,
    rotate,
  };
}
