import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { NewId } from '../ids.ts';

const SECRET_BYTES = 32;
const DAY_MILLISECONDS = 86_400_000;

/** A key signs for so long; then a new one does. */
const SIGNING_DAYS = 30;

/**
 * A key whose successor has been there for so long verifies no more: other processes may have signed with it for a day
 * yet (they look daily), and no link lives longer than 7 days (FILE_LINK_SECONDS).
 */
const VERIFYING_DAYS = 9;

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
  /** By its id; another process may have made it just now. */
  find(id: string): Promise<LinkKey | null>;
  /** Makes a new key when the newest is old enough, and drops those that no link can need any more. */
  rotate(): Promise<void>;
}

function newestOf([newest]: readonly LinkKey[]): LinkKey {
  if (!newest) throw new Error('There is no key to sign file links with.');
  return newest;
}

/** Reads the keys, and makes the first one where there is none. */
export async function openLinkKeys(prisma: PrismaClient, clock: Clock, newId: NewId): Promise<LinkKeys> {
  let keys: readonly LinkKey[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  const ageDays = ({ createdAt }: LinkKey) =>
    (clock.now().getTime() - createdAt.getTime()) / DAY_MILLISECONDS;

  async function read(): Promise<void> {
    lookedAt = clock.now().getTime();
    keys = await prisma.signingKey.findMany({ orderBy: { id: 'desc' } });
  }

  async function rotate(): Promise<void> {
    await read();
    const [newest] = keys;
    if (!newest || ageDays(newest) >= SIGNING_DAYS) {
      const secret = randomBytes(SECRET_BYTES);
      await prisma.signingKey.create({ data: { id: newId('SigningKey'), secret, createdAt: clock.now() } });
    }
    const needless = keys.filter((_key, index) => {
      const successor = keys[index - 1];
      return successor !== undefined && ageDays(successor) >= VERIFYING_DAYS;
    });
    await prisma.signingKey.deleteMany({ where: { id: { in: needless.map(({ id }) => id) } } });
    await read();
  }

  await rotate();
  return {
    get newest() {
      return newestOf(keys);
    },
    async find(id) {
      const isKnown = keys.some((key) => key.id === id);
      if (!isKnown && clock.now().getTime() - lookedAt >= LOOK_MILLISECONDS) await read();
      return keys.find((key) => key.id === id) ?? null;
    },
    rotate,
  };
}
