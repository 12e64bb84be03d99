import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Context } from '../context.ts';
import type { PrismaClient, Session } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';
import { DomainError } from '../errors.ts';
import { ROLES_BY_RANK, type Viewer } from '../policies/viewer.ts';

const TOKEN_PREFIX = 'kn_';
const TOKEN_BYTES = 32;
const TOKEN_SHAPE = /^kn_[\w-]{43}$/;

/** Argon2id in PHC string format, with the library's parameters (OWASP's minimum or above). */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Compared against when there is no such user, so that the answer takes the same time. */
const nobodysHash = hashPassword(randomBytes(TOKEN_BYTES).toString('hex'));

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly role?: Role | null;
}

function pickRole(held: readonly Role[], wanted: Role | null | undefined): Role {
  const role = wanted ?? ROLES_BY_RANK.find((candidate) => held.includes(candidate));
  if (role && held.includes(role)) return role;
  throw new DomainError('FORBIDDEN', 'You do not hold that role in this workspace.', { reason: 'role_not_held' });
}

/** The token, shown this once, and the session it opens. */
export async function signIn(
  context: Context,
  input: SignInInput,
): Promise<{ token: string; session: Session }> {
  const user = await context.system.user.findUnique({
    where: { email: input.email.toLowerCase() },
    include: { memberships: true },
  });
  const isRight = await verify(user?.passwordHash ?? (await nobodysHash), input.password);
  if (!user || !isRight) {
    throw new DomainError('UNAUTHENTICATED', 'The email or the password is wrong.', {
      reason: 'wrong_credentials',
    });
  }
  const role = pickRole(
    user.memberships.map((membership) => membership.role),
    input.role,
  );
  const token = TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
  const session = await context.system.session.create({
    data: {
      id: context.newId('Session'),
      workspaceId: user.workspaceId,
      userId: user.id,
      role,
      tokenHash: hashToken(token),
      expiresAt: new Date(context.clock.now().getTime() + context.sessionSeconds * 1000),
    },
  });
  return { token, session };
}

/** The token is dead at once, everywhere. */
export async function signOut(context: Context): Promise<void> {
  await context.db.session.updateMany({
    where: { id: context.viewer.sessionId, revokedAt: null },
    data: { revokedAt: context.clock.now() },
  });
}

/** Whom a token stands for; null for an unknown, expired or revoked one, or for a role no longer held. */
export async function findViewer(prisma: PrismaClient, token: string, now: Date): Promise<Viewer | null> {
  if (!TOKEN_SHAPE.test(token)) return null;
  const session = await prisma.session.findUnique({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: now } },
    include: { workspace: true, user: { include: { memberships: true } } },
  });
  if (!session?.user.memberships.some(({ role }) => role === session.role)) return null;
  return {
    userId: session.userId,
    workspaceId: session.workspaceId,
    role: session.role,
    sessionId: session.id,
    timeZone: session.workspace.timeZone,
  };
}
