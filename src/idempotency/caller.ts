import type { Caller } from './keyed-request.ts';
import type { Viewer } from '../policies/viewer.ts';

/** Whom an idempotency key belongs to: who may do the same is the same caller, from one session to the next. */
export function callerOf({ workspaceId, userId, role, apiKeyId }: Viewer): Caller {
  return { workspaceId, identity: JSON.stringify([userId, role, apiKeyId]) };
}
