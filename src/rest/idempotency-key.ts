import { Problem } from '../http/problem.ts';

/** Characters of a key, at most. */
const MAX_LENGTH = 255;

/** A string of RFC 9651 §3.3.3. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** What most clients send: the key itself, in printable ASCII. */
const BARE = /^[\x21\x23-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

function invalidKey(detail: string): Problem {
  return new Problem(400, 'invalid_idempotency_key', `${detail} Take a fresh UUID for each thing to do.`);
}

function unquoted(field: string): string | null {
  if (BARE.test(field)) return field;
  return QUOTED.exec(field)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? null;
}

/**
 * The key of a request, from its `Idempotency-Key` fields (draft-ietf-httpapi-idempotency-key-header §2.1): a string in
 * double quotes, or the bare key, which means the same. Null where there is none.
 *
 * @throws Problem 400 `invalid_idempotency_key`.
 */
export function readIdempotencyKey(fields: readonly string[] = []): string | null {
  const [field, ...more] = fields;
  if (field === undefined) return null;
  if (more.length > 0) throw invalidKey('Send one Idempotency-Key.');
  const key = unquoted(field);
  if (key === null)
    throw invalidKey('Idempotency-Key is printable ASCII, bare or as a string in double quotes.');
  if (key.length < 1 || key.length > MAX_LENGTH)
    throw invalidKey(`Idempotency-Key has 1 to ${MAX_LENGTH} characters.`);
  return key;
}
