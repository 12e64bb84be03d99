import { hashPassword } from './password-hash.ts';
import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import type { Prisma, Session, User } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { ROLES_BY_RANK, type Viewer } from '../../policies/viewer.ts';
import { lockRole } from './lock-role.ts';
import { passwordFaults, provePassword } from './password.ts';
import { makeToken } from '../../request/tokens.ts';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly role?: Role | null;
}

/** A new session with its token, which is shown only once. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Session;
}

function wrongCredentials(): DomainError {
  return new DomainError(
    'UNAUTHENTICATED',
    'The e-mail or the password is wrong. Check both and try again.',
    {
      reason: 'wrong_credentials',
    },
  );
}

export function roleNotHeld(): DomainError {
  return new DomainError(
    'FORBIDDEN',
    'You do not hold that role in this workspace. Choose one of your roles.',
    {
      reason: 'role_not_held',
    },
  );
}

function pickRole(held: readonly Role[], wanted: Role | null | undefined): Role {
  const role = wanted ?? ROLES_BY_RANK.find((candidate) => held.includes(candidate));
  if (role && held.includes(role)) return role;
  throw roleNotHeld();
}

/** Opens a session. The caller has checked that the user holds the role. */
export async function openSession(
  context: Context,
  tx: Prisma.TransactionClient,
  { id: userId, workspaceId }: Pick<User, 'id' | 'workspaceId'>,
  role: Role,
): Promise<OpenedSession> {
  const { token, tokenHash } = makeToken('session');
  const expiresAt = new Date(context.clock.now().getTime() + context.sessionSeconds * 1000);
  const id = context.newId('Session');
  const session = await tx.session.create({ data: { id, workspaceId, userId, role, tokenHash, expiresAt } });
  return { token, session };
}

/** Opens a session, unless the proven password or the role has changed meanwhile. */
async function openProved(context: Context, user: User, role: Role): Promise<OpenedSession> {
  return context.systemWrite({ userId: user.id, role }, async (tx) => {
    // Excludes a concurrent change of the password, which ends only the sessions that it finds.
    const same = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "User" WHERE "id" = ${user.id} AND "passwordHash" = ${user.passwordHash} FOR SHARE`;
    if (same.length === 0) throw wrongCredentials();
    if (!(await lockRole(tx, user.id, role))) throw roleNotHeld();
    return openSession(context, tx, user, role);
  });
}

/**
 * Signs in with e-mail and password.
 *
 * @throws DomainError UNAUTHENTICATED `wrong_credentials`, FORBIDDEN `role_not_held`; RateLimited.
 */
export async function signIn(context: Context, input: SignInInput): Promise<OpenedSession> {
  const user = await provePassword(context, input.email, input.password);
  if (!user) throw wrongCredentials();
  const memberships = await context.system.membership.findMany({ where: { userId: user.id } });
  const role = pickRole(
    memberships.map((membership) => membership.role),
    input.role,
  );
  return openProved(context, user, role);
}

/** The viewer's session. @throws DomainError FORBIDDEN `session_required` for an API key. */
export function ownSessionId(viewer: Viewer): string {
  authorize(viewer, 'manageOwnAccount');
  if (viewer.sessionId === null) throw new Error('The viewer has no session.');
  return viewer.sessionId;
}

/** Ends a session. Returns whether it was open. */
async function endSession(context: Context, id: string): Promise<boolean> {
  const where = { id, revokedAt: null };
  const data = { revokedAt: context.clock.now() };
  const { count } = await context.write((tx) => tx.session.updateMany({ where, data }));
  return count > 0;
}

/** Ends the viewer's session at once. @throws DomainError UNAUTHENTICATED if it has ended already. */
export async function signOut(context: Context): Promise<void> {
  if (await endSession(context, ownSessionId(context.viewer))) return;
  throw new DomainError('UNAUTHENTICATED', 'This session has ended already. Sign in again.');
}

/** Ends a visible session at once: an admin's choice, or one's own. Idempotent. */
export async function revokeSession(context: Context, id: string): Promise<void> {
  authorize(context.viewer, 'manageOwnAccount');
  const session = await context.db.session.findUnique({ where: { id } });
  if (!session) throw notFound('session');
  await endSession(context, id);
}

export interface ChangePasswordInput {
  readonly current: string;
  readonly new: string;
}

const WRONG_PASSWORD: Fault = {
  path: ['input', 'current'],
  code: 'wrong_password',
  message: 'This is not your current password. Give your current password.',
};

/** Sets a new password and ends the user's other sessions. API keys stay valid. */
export async function changePassword(
  context: Context,
  { current, new: next }: ChangePasswordInput,
): Promise<void> {
  const { userId: id } = context.viewer;
  const sessionId = ownSessionId(context.viewer);
  const user = await context.db.user.findUniqueOrThrow({ where: { id } });
  const faults: Fault[] = [];
  if (!(await provePassword(context, user.email, current))) {
    faults.push(WRONG_PASSWORD);
  }
  if (next === current) {
    faults.push({
      path: ['input', 'new'],
      code: 'unchanged',
      message: 'The new password equals the current one. Choose another.',
    });
  }
  faults.push(...(await passwordFaults(next, user, ['input', 'new'])));
  if (faults.length > 0) throw badInput(faults);
  const passwordHash = await hashPassword(next);
  await context.write(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    // A concurrent change came first: the proven password is no longer current.
    if (count === 0) throw badInput([WRONG_PASSWORD]);
    await tx.session.updateMany({
      where: { userId: id, id: { not: sessionId }, revokedAt: null },
      data: { revokedAt: context.clock.now() },
    });
  });
}
