import type { Context } from '../../request/context.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import type { Scope } from '../../policies/scopes.ts';
import { roleNotHeld } from './session.ts';
import { lockRole } from './lock-role.ts';
import { makeToken } from '../../request/tokens.ts';

const HINT_LENGTH = 4;

export interface CreateApiKeyInput {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** A role that the viewer holds; the session's role by default. */
  readonly role?: Role | null;
  /** Absent: valid until revoked. */
  readonly expiresAt?: Date | null;
}

/** Creates an API key that acts for the viewer within its scopes. Returns the token, which is shown only once. */
export async function createApiKey(
  context: Context,
  { name, scopes, role: wanted, expiresAt = null }: CreateApiKeyInput,
): Promise<{ token: string; id: string }> {
  const { viewer, clock, newId } = context;
  authorize(viewer, 'manageApiKeys');
  if (expiresAt !== null && expiresAt <= clock.now()) {
    const message = 'This time is in the past. Give a future time, or leave it out.';
    throw badInput([{ path: ['input', 'expiresAt'], code: 'not_in_future', message }]);
  }
  const role = wanted ?? viewer.role;
  const { token, tokenHash } = makeToken('apiKey');
  const id = newId('ApiKey');
  const row = {
    id,
    workspaceId: viewer.workspaceId,
    userId: viewer.userId,
    role,
    name,
    scopes: [...new Set(scopes)].sort(),
    tokenHash,
    hint: token.slice(-HINT_LENGTH),
    expiresAt,
  };
  await context.write(async (tx) => {
    if (!(await lockRole(tx, viewer.userId, role))) throw roleNotHeld();
    await tx.apiKey.create({ data: row });
  }, id);
  return { token, id };
}

/** Revokes an API key at once. Idempotent. */
export async function revokeApiKey(context: Context, id: string): Promise<void> {
  authorize(context.viewer, 'manageApiKeys');
  const key = await context.db.apiKey.findUnique({ where: { id } });
  if (!key) throw notFound('API key');
  const revokedAt = context.clock.now();
  await context.write((tx) => tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt } }));
}
