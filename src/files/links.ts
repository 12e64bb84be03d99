import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { LinkKey, LinkKeys } from './link-keys.ts';

/** A link's parts, as its query string carries them. */
export interface LinkParts {
  readonly expires: string;
  readonly version: string;
  readonly key: string;
  readonly signature: string;
}

/** Makes and verifies links that expire and need no token. */
export interface FileLinks {
  /**
   * An absolute link to a file, named by its form's id and an optional suffix. `version`: the form's, which tells whether
   * the link was made before the form was voided.
   */
  sign(origin: string, file: string, version: number): string;
  /** The form's version in the link; null if the link was changed or has expired. */
  verify(file: string, parts: LinkParts): Promise<number | null>;
}

interface Signed {
  readonly file: string;
  readonly expires: string;
  readonly version: string;
}

/** HMAC-SHA-256 (RFC 2104) over the path, the expiry, the form's version and the key's id, in base64url. */
function signatureOf(key: LinkKey, { file, expires, version }: Signed): string {
  const text = `/files/${file}\n${expires}\n${version}\n${key.id}`;
  return createHmac('sha256', key.secret).update(text).digest('base64url');
}

/** Compares in constant time, as text: several base64url texts decode to the same bytes, but only one was signed. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * When a link of now expires: the same for all links of half a life, so that whoever reads a form again gets the link that
 * they have. A link lives half of its life at least.
 */
function expiryAt(nowSeconds: number, lifeSeconds: number): number {
  const half = Math.max(1, Math.floor(lifeSeconds / 2));
  return (Math.floor(nowSeconds / half) + 2) * half;
}

/** @param lifeSeconds - how long a link is valid at most. */
export function createFileLinks(keys: LinkKeys, clock: Clock, lifeSeconds: number): FileLinks {
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);
  return {
    sign(origin, file, formVersion) {
      const key = keys.newest;
      const expires = String(expiryAt(nowSeconds(), lifeSeconds));
      const version = String(formVersion);
      const signature = signatureOf(key, { file, expires, version });
      return `${origin}/files/${file}?expires=${expires}&version=${version}&key=${key.id}&signature=${signature}`;
    },
    async verify(file, { expires, version, key: keyId, signature }) {
      const key = await keys.find(keyId);
      if (!key || !isSame(signature, signatureOf(key, { file, expires, version }))) return null;
      return Number(expires) > nowSeconds() ? Number(version) : null;
    },
  };
}
