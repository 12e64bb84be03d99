import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound, type Fault } from '../../errors.ts';
import type { Prisma, Session, User } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { ROLES_BY_RANK, type Viewer } from '../../policies/viewer.ts';
import { holdRole } from './hold-role.ts';
import { hashPassword, passwordFaults, provePassword } from './password.ts';
import { makeToken } from '../../request/tokens.ts';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly role?: Role | null;
}

/** A session just opened: its token, shown this once. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Session;
}

function wrongCredentials(): DomainError {
  return new DomainError('UNAUTHENTICATED', 'The email or the password is wrong.', {
    reason: 'wrong_credentials',
  });
}

export function roleNotHeld(): DomainError {
  return new DomainError('FORBIDDEN', 'You do not hold that role in this workspace.', {
    reason: 'role_not_held',
  });
}

function pickRole(held: readonly Role[], wanted: Role | null | undefined): Role {
  const role = wanted ?? ROLES_BY_RANK.find((candidate) => held.includes(candidate));
  if (role && held.includes(role)) return role;
  throw roleNotHeld();
}

/** Opens a session in a role that the user is known to hold. */
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

/** Opens a session, unless the password that was proved has been changed meanwhile, or the role taken away. */
async function openProved(context: Context, user: User, role: Role): Promise<OpenedSession> {
  return context.systemWrite({ userId: user.id, role }, async (tx) => {
    // Waits for a change of the password, which ends the sessions it finds, or makes the change wait.
    const same = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "User" WHERE "id" = ${user.id} AND "passwordHash" = ${user.passwordHash} FOR SHARE`;
    if (same.length === 0) throw wrongCredentials();
    if (!(await holdRole(tx, user.id, role))) throw roleNotHeld();
    return openSession(context, tx, user, role);
  });
}

/**
 * The token, shown this once, and the session it opens.
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

/** The session whose token asks. @throws DomainError FORBIDDEN `session_required` for an API key. */
export function ownSessionId(viewer: Viewer): string {
  authorize(viewer, 'manageOwnAccount');
  if (viewer.sessionId === null) throw new Error('Only an API key has no session.');
  return viewer.sessionId;
}

/** Ends a session; whether it was open until now. */
async function endSession(context: Context, id: string): Promise<boolean> {
  const where = { id, revokedAt: null };
  const data = { revokedAt: context.clock.now() };
  const { count } = await context.write((tx) => tx.session.updateMany({ where, data }));
  return count > 0;
}

/** The token is dead at once, everywhere. @throws DomainError UNAUTHENTICATED when it was dead already. */
export async function signOut(context: Context): Promise<void> {
  if (await endSession(context, ownSessionId(context.viewer))) return;
  throw new DomainError('UNAUTHENTICATED', 'This session has ended already.');
}

/** Ends a session of one's own, or as admin anybody's; its token is dead at once. Once more does nothing. */
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
  message: 'This is not your password.',
};

/** Sets a new password and ends every other session of the user. API keys stay. */
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
    faults.push({ path: ['input', 'new'], code: 'unchanged', message: 'This is the password you have.' });
  }
  faults.push(...(await passwordFaults(next, user, ['input', 'new'])));
  if (faults.length > 0) throw badInput(faults);
  const passwordHash = await hashPassword(next);
  await context.write(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash: user.passwordHash },
      data: { passwordHash },
    });
    // Another change was faster: what was proved is the password no more.
    if (count === 0) throw badInput([WRONG_PASSWORD]);
    await tx.session.updateMany({
      where: { userId: id, id: { not: sessionId }, revokedAt: null },
      data: { revokedAt: context.clock.now() },
    });
  });
}
