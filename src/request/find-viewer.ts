import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';
import type { Scope } from '../policies/scopes.ts';
import type { Viewer } from '../policies/viewer.ts';
import { hashToken, kindOf, type TokenKind } from './tokens.ts';

/** How old the record of a token's last use gets before it is written again. */
const USE_MILLISECONDS = 60_000;

const WITH_HOLDER = { workspace: true, user: { include: { memberships: true } } } as const;

/** Told of a use that could not be recorded, such as on a full disk; whoever asks is known all the same. */
type Unrecorded = (error: unknown) => void;

interface Credential {
  readonly id: string;
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

/** A credential whose token still works. */
interface Found {
  readonly table: 'Session' | 'ApiKey';
  readonly credential: Credential;
  readonly own: Pick<Viewer, 'sessionId' | 'apiKeyId' | 'scopes'>;
}

type Find = (prisma: PrismaClient, tokenHash: string, now: Date) => Promise<Found | null>;

const findSession: Find = async (prisma, tokenHash, now) => {
  const session = await prisma.session.findUnique({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now } },
    include: WITH_HOLDER,
  });
  if (!session) return null;
  const own = { sessionId: session.id, apiKeyId: null, scopes: null };
  return { table: 'Session', credential: session, own };
};

const findApiKey: Find = async (prisma, tokenHash, now) => {
  const key = await prisma.apiKey.findUnique({
    where: { tokenHash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    include: WITH_HOLDER,
  });
  if (!key) return null;
  const own = { sessionId: null, apiKeyId: key.id, scopes: key.scopes as Scope[] };
  return { table: 'ApiKey', credential: key, own };
};

const FINDS: { readonly [Kind in TokenKind]?: Find } = { session: findSession, apiKey: findApiKey };

/** In SQL: being used is no change of a row, so its version stays. Of requests at once, one writes. */
async function recordUse(prisma: PrismaClient, { table, credential }: Found, now: Date): Promise<void> {
  const before = staleBefore(credential, now);
  if (!before) return;
  await prisma.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} SET "lastUsedAt" = ${now}
    WHERE "id" = ${credential.id} AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= ${before})`;
}

function rethrow(error: unknown): never {
  throw error;
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
  const found = await (kind && FINDS[kind])?.(prisma, hashToken(token), now);
  const holder = found && holderOf(found.credential);
  if (!holder) return null;
  await recordUse(prisma, found, now).catch(unrecorded);
  return { ...holder, ...found.own };
}
