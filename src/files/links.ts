import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { NewId } from '../ids.ts';

const SECRET_BYTES = 32;

interface SigningKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** A link's parts, as its query string carries them. */
export interface LinkParts {
  readonly expires: string;
  readonly key: string;
  readonly signature: string;
}

/** Makes and checks links that need no header and expire. */
export interface FileLinks {
  /** Absolute link to a file, named by its form's id and what hangs below it. */
  sign(origin: string, file: string): string;
  /** Whether the link is whole and has not expired. */
  verify(file: string, parts: LinkParts): boolean;
}

/** HMAC-SHA-256 (RFC 2104) over the path, the expiry and the key's id. */
function signatureOf(key: SigningKey, file: string, expires: string): Buffer {
  return createHmac('sha256', key.secret).update(`/files/${file}\n${expires}\n${key.id}`).digest();
}

/** The newest key signs; every key still verifies. The first start makes one. */
async function loadKeys(prisma: PrismaClient, newId: NewId): Promise<SigningKey[]> {
  const keys = await prisma.signingKey.findMany({ orderBy: { id: 'desc' } });
  if (keys.length > 0) return keys;
  return [
    await prisma.signingKey.create({ data: { id: newId('SigningKey'), secret: randomBytes(SECRET_BYTES) } }),
  ];
}

export async function openFileLinks(
  prisma: PrismaClient,
  clock: Clock,
  newId: NewId,
  lifeSeconds: number,
): Promise<FileLinks> {
  const keys = await loadKeys(prisma, newId);
  const [newest] = keys;
  if (!newest) throw new Error('There is no key to sign file links with.');
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);
  return {
    sign(origin, file) {
      const expires = String(nowSeconds() + lifeSeconds);
      const signature = signatureOf(newest, file, expires).toString('base64url');
      return `${origin}/files/${file}?expires=${expires}&key=${newest.id}&signature=${signature}`;
    },
    verify(file, { expires, key: keyId, signature }) {
      const key = keys.find(({ id }) => id === keyId);
      if (!key || !/^\d{1,12}$/.test(expires)) return false;
      const expected = signatureOf(key, file, expires);
      const given = Buffer.from(signature, 'base64url');
      return (
        given.length === expected.length && timingSafeEqual(given, expected) && Number(expires) > nowSeconds()
      );
    },
  };
}
