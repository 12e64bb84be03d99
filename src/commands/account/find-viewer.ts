import type { PrismaClient } from '../../generated/prisma/client.ts';
import type { Role } from '../../generated/prisma/enums.ts';
import type { Scope } from '../../policies/scopes.ts';
import type { Viewer } from '../../policies/viewer.ts';
import { hashToken, kindOf } from './tokens.ts';

/** How old the record of a token's last use gets before it is written again. */
const USE_MILLISECONDS = 60_000;

const WITH_HOLDER = { workspace: true, user: { include: { memberships: true } } } as const;

/** Told of a use that could not be recorded, such as on a full disk; whoever asks is known all the same. */
type Unrecorded = (error: unknown) => void;

interface Credential {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly lastUsedAt: Date | null;
  readonly workspace: { readonly timeZone: string };
  readonly user: { readonly memberships: readonly { readonly role: Role }[] };
}

/** What every credential tells of its viewer; null when its holder no longer has the role it was made for. */
function holderOf({ userId, workspaceId, role, workspace, user }: Credential) {
  if (!user.memberships.some((membership) => membership.role === role)) return null;
  return { userId, workspaceId, role, timeZone: workspace.timeZone };
}

/** The instant before which a use is too old to stand for now; null while the record is fresh. */
function staleBefore({ lastUsedAt }: Credential, now: Date): Date | null {
  const before = new Date(now.getTime() - USE_MILLISECONDS);
  return lastUsedAt !== null && lastUsedAt > before ? null : before;
}

function rethrow(error: unknown): never {
  throw error;
}

async function findSession(
  prisma: PrismaClient,
  token: string,
  now: Date,
  unrecorded: Unrecorded,
): Promise<Viewer | null> {
  const session = await prisma.session.findUnique({
    where: { tokenHash: hashToken(token), revokedAt: null, expiresAt: { gt: now } },
    include: WITH_HOLDER,
  });
  const holder = session && holderOf(session);
  if (!holder) return null;
  const before = staleBefore(session, now);
  // In SQL: being used is no change of a session, so its version stays. Of requests at once, one writes.
  if (before) {
    const use = prisma.$executeRaw`
      UPDATE "Session" SET "lastUsedAt" = ${now}
      WHERE "id" = ${session.id} AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= ${before})`;
    await use.catch(unrecorded);
  }
  return { ...holder, sessionId: session.id, apiKeyId: null, scopes: null };
}

async function findApiKey(
  prisma: PrismaClient,
  token: string,
  now: Date,
  unrecorded: Unrecorded,
): Promise<Viewer | null> {
  const key = await prisma.apiKey.findUnique({
    where: {
      tokenHash: hashToken(token),
      revokedAt: null,
      OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
    },
    include: WITH_HOLDER,
  });
  const holder = key && holderOf(key);
  if (!holder) return null;
  const before = staleBefore(key, now);
  if (before) {
    const use = prisma.$executeRaw`
      UPDATE "ApiKey" SET "lastUsedAt" = ${now}
      WHERE "id" = ${key.id} AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= ${before})`;
    await use.catch(unrecorded);
  }
  return { ...holder, sessionId: null, apiKeyId: key.id, scopes: key.scopes as Scope[] };
}

/**
 * Whom a token stands for; null for an unknown, expired or revoked one, or for a role no longer held. That it was used
 * is recorded as well as can be: `unrecorded` is told when it could not be, and the error is thrown when it is absent.
 */
export async function findViewer(
  prisma: PrismaClient,
  token: string,
  now: Date,
  unrecorded: Unrecorded = rethrow,
): Promise<Viewer | null> {
  const kind = kindOf(token);
  if (kind === 'session') return findSession(prisma, token, now, unrecorded);
  if (kind === 'apiKey') return findApiKey(prisma, token, now, unrecorded);
  return null;
}
