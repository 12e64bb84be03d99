import { createHash } from 'node:crypto';

/** The owner of an idempotency key. */
export interface Caller {
  readonly workspaceId: string;
  /** Of a user in a role, or an API key; the same for all sessions. */
  readonly identity: string;
}

/** A request whose effect happens once. Hashes are SHA-256 in hex: neither the key nor the input is stored in clear. */
export interface KeyedRequest {
  /** Hash of the caller and the key. */
  readonly id: string;
  /** Hash of the operation and its input. */
  readonly fingerprint: string;
  readonly workspaceId: string;
}

/** A try at a request. Of several with one key, the last that claimed it may write. */
export interface Attempt {
  readonly id: string;
  /** When it claimed the key. */
  readonly at: Date;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * JSON with sorted members, so that equal inputs have equal text (as in RFC 8785 §3.2.3).
 *
 * @throws RangeError for a value that is nested too deeply.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, sortMembers);
}

/**
 * Identifies a request by caller, key and content. A caller's key names one request across both interfaces. `content`: the
 * operation and its input, as the interface states them.
 */
export function keyedRequest(
  { workspaceId, identity }: Caller,
  key: string,
  content: readonly unknown[],
): KeyedRequest {
  return {
    id: sha256(canonicalJson([workspaceId, identity, key])),
    fingerprint: sha256(canonicalJson(content)),
    workspaceId,
  };
}
