import type { Caller } from './keyed-request.ts';
import type { Viewer } from '../policies/viewer.ts';

/** The owner of idempotency keys: one user, role and API key, across all sessions. */
export function callerOf({ workspaceId, userId, role, apiKeyId }: Viewer): Caller {
  return { workspaceId, identity: JSON.stringify([userId, role, apiKeyId]) };
}
