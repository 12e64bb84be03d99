import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { NewId } from '../ids.ts';

const SECRET_BYTES = 32;
const DAY_MILLISECONDS = 86_400_000;

/** A key signs for so long; then a new one does. */
const SIGNING_DAYS = 30;

/**
 * A key whose successor has been there for so long verifies no more: no link lives longer than 7 days
 * (FILE_LINK_SECONDS), and a process that could not look may have signed with it for a while yet.
 */
const VERIFYING_DAYS = 9;

/**
 * How long what was read of the keys holds. After an emergency every process has forgotten the keys of before, and
 * signs with the new one, within it.
 */
export const KEYS_HOLD_MILLISECONDS = 60_000;

/** How often an unknown key makes this process look for new ones, at most. */
const LOOK_MILLISECONDS = 10_000;

/** A secret that links are signed with. */
export interface LinkKey {
  readonly id: string;
  readonly secret: Uint8Array;
  readonly createdAt: Date;
}

/** The keys of all processes that serve the same data. */
export interface LinkKeys {
  /** The one to sign with. */
  readonly newest: LinkKey;
  /** By its id; another process may have made it just now, or an operator deleted it. */
  find(id: string): Promise<LinkKey | null>;
  /** Reads the keys again; to be done every `KEYS_HOLD_MILLISECONDS`, since signing doesn't wait for it. */
  look(): Promise<void>;
  /** Makes a new key when the newest is old enough, and drops those that no link can need any more. */
  rotate(): Promise<void>;
}

function newestOf([newest]: readonly LinkKey[]): LinkKey {
  if (!newest) throw new Error('There is no key to sign file links with.');
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
 * For an emergency: deletes every key and makes one, so that all links of before are dead. Processes that are running
 * honour them, and sign with the old key, for `KEYS_HOLD_MILLISECONDS` at most.
 *
 * @returns how many keys it deleted.
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

/** Of keys, newest first, those whose successor is so old that no link lives that they signed. */
function needlessOf(keys: readonly LinkKey[], clock: Clock): readonly LinkKey[] {
  return keys.filter((_key, index) => {
    const successor = keys[index - 1];
    return successor !== undefined && ageDays(successor, clock) >= VERIFYING_DAYS;
  });
}

/** Reads the keys, and makes the first one where there is none. */
export async function openLinkKeys(prisma: PrismaClient, clock: Clock, newId: NewId): Promise<LinkKeys> {
  let keys: readonly LinkKey[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    const now = clock.now().getTime();
    const found = await prisma.signingKey.findMany({ orderBy: { id: 'desc' } });
    [keys, lookedAt] = [found, now];
  }

  async function rotate(): Promise<void> {
    await read();
    const [newest] = keys;
    if (!newest || ageDays(newest, clock) >= SIGNING_DAYS) await makeKey(prisma, clock, newId);
    const needless = needlessOf(keys, clock).map(({ id }) => id);
    await prisma.signingKey.deleteMany({ where: { id: { in: needless } } });
    await read();
  }

  async function look(): Promise<void> {
    await read();
    // Somebody deleted them by hand and made none.
    if (keys.length === 0) await rotate();
  }

  await rotate();
  return {
    get newest() {
      return newestOf(keys);
    },
    async find(id) {
      const age = clock.now().getTime() - lookedAt;
      const isKnown = keys.some((key) => key.id === id);
      if (age >= (isKnown ? KEYS_HOLD_MILLISECONDS : LOOK_MILLISECONDS)) await look();
      return keys.find((key) => key.id === id) ?? null;
    },
    look,
    rotate,
  };
}
