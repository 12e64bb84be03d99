import { Problem } from '../http/problem.ts';

/** Longest key, in characters. */
const MAX_LENGTH = 255;

/** A string of RFC 9651 §3.3.3. */
const QUOTED = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/;

/** What most clients send: the key itself, in printable ASCII. */
const BARE = /^[\x21\x23-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

function invalidKey(detail: string): Problem {
  return new Problem(400, 'invalid_idempotency_key', `${detail} Use a new UUID for each new request.`);
}

function unquoted(field: string): string | null {
  if (BARE.test(field)) return field;
  return QUOTED.exec(field)?.[1]?.replaceAll(/\\(.)/g, '$1') ?? null;
}

/**
 * The key in a request's `Idempotency-Key` headers (draft-ietf-httpapi-idempotency-key-header §2.1), quoted or bare; null
 * without the header.
 *
 * @throws Problem 400 `invalid_idempotency_key`.
 */
export function readIdempotencyKey(fields: readonly string[] = []): string | null {
  const [field, ...more] = fields;
  if (field === undefined) return null;
  if (more.length > 0) throw invalidKey('The request has several Idempotency-Key headers.');
  const key = unquoted(field);
  if (key === null) throw invalidKey('Idempotency-Key must be printable ASCII, bare or in double quotes.');
  if (key.length < 1 || key.length > MAX_LENGTH)
    throw invalidKey(`Idempotency-Key must have 1 to ${MAX_LENGTH} characters.`);
  return key;
}
