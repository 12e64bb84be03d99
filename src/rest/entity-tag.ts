import { createHash } from 'node:crypto';
import type { AnyRoute } from './route.ts';

/** Characters of the base64url SHA-256 hash in a tag: 132 bits. */
const HASH_LENGTH = 22;

/** An element of a list of entity tags, possibly empty (RFC 9110 §5.6.1.2, §8.8.3). */
const ELEMENT = /[ \t]*((?:W\/)?"[\x21\x23-\x7e\x80-\xff]*")?[ \t]*(?:,|$)/y;

const WEAK = 'W/';

/** The value of `If-Match` or `If-None-Match`: `*` for any representation, or a list of tags. */
export type TagList = '*' | readonly string[];

function withoutVolatile({ volatile = [] }: AnyRoute, presented: unknown): unknown {
  return { ...(presented as object), ...Object.fromEntries(volatile.map((member) => [member, undefined])) };
}

/**
 * The strong entity tag (RFC 9110 §8.8.3) of a presented resource: the row's version and a hash of the body, since
 * derived members such as balances change without the row and differ by viewer. Null if the route presents no single
 * resource.
 */
export function entityTagOf(route: AnyRoute, data: unknown, presented: unknown): string | null {
  if (!route.version) return null;
  const version = route.version(data);
  const shown = JSON.stringify(withoutVolatile(route, presented));
  const hash = createHash('sha256').update(shown).digest('base64url').slice(0, HASH_LENGTH);
  return version === null ? `"${hash}"` : `"${version}-${hash}"`;
}

/** Reads the value of `If-Match` or `If-None-Match` (RFC 9110 §13.1.1–2); null for a malformed one. */
export function parseTagList(field: string): TagList | null {
  if (field.trim() === '*') return '*';
  const tags: string[] = [];
  const element = new RegExp(ELEMENT);
  while (element.lastIndex < field.length) {
    const found = element.exec(field);
    if (!found) return null;
    if (found[1] !== undefined) tags.push(found[1]);
  }
  return tags.length > 0 ? tags : null;
}

/** Strong comparison, for `If-Match`: a weak tag matches nothing (RFC 9110 §8.8.3.2). */
export function matchesStrongly(tags: TagList, current: string): boolean {
  return tags === '*' || tags.includes(current);
}

/** Weak comparison, for `If-None-Match` (RFC 9110 §8.8.3.2). */
export function matchesWeakly(tags: TagList, current: string): boolean {
  return (
    tags === '*' || tags.some((tag) => (tag.startsWith(WEAK) ? tag.slice(WEAK.length) : tag) === current)
  );
}
