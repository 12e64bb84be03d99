import { createHash } from 'node:crypto';

/** Whom an idempotency key belongs to. */
export interface Caller {
  readonly workspaceId: string;
  /** Whoever may see the same has the same: a user in a role, whichever session the request came with. */
  readonly identity: string;
}

/** A request that is to have its effect once. Ids are SHA-256 in hex: neither key nor input is kept in clear. */
export interface KeyedRequest {
  /** Of the caller and the key. */
  readonly id: string;
  /** Of what is asked for. */
  readonly fingerprint: string;
  readonly workspaceId: string;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * JSON with members in one order, so that inputs that mean the same are the same (as in RFC 8785 §3.2.3).
 *
 * @throws RangeError for what is nested too deeply to be walked through.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, sortMembers);
}

/**
 * What both interfaces know a request with an idempotency key by. Of one caller, one key is one thing to do, whichever
 * interface it comes through; `asked` is what is to be done, in the words of that interface.
 */
export function keyedRequest(
  { workspaceId, identity }: Caller,
  key: string,
  asked: readonly unknown[],
): KeyedRequest {
  return {
    id: sha256(canonicalJson([workspaceId, identity, key])),
    fingerprint: sha256(canonicalJson(asked)),
    workspaceId,
  };
}
