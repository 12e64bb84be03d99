import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';
import type { Scope } from '../policies/scopes.ts';
import type { Viewer } from '../policies/viewer.ts';
import { hashToken, kindOf, type TokenKind } from './tokens.ts';

/** A recorded last use is updated once it is this old. */
const USE_FRESH_MILLISECONDS = 60_000;

const WITH_HOLDER = { workspace: true, user: { include: { memberships: true } } } as const;

/** Called if the last use could not be recorded, e.g. on a full disk. */
type OnUnrecordedUse = (error: unknown) => void;

interface Credential {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly lastUsedAt: Date | null;
  readonly workspace: { readonly timeZone: string };
  readonly user: { readonly memberships: readonly { readonly role: Role }[] };
}

/** The credential's user and role; null if the user no longer holds that role. */
function holderOf({ userId, workspaceId, role, workspace, user }: Credential) {
  if (!user.memberships.some((membership) => membership.role === role)) return null;
  return { userId, workspaceId, role, timeZone: workspace.timeZone };
}

/** The instant before which a recorded use is stale; null while the record is fresh. */
function staleBefore({ lastUsedAt }: Credential, now: Date): Date | null {
  const before = new Date(now.getTime() - USE_FRESH_MILLISECONDS);
  return lastUsedAt !== null && lastUsedAt > before ? null : before;
}

/** A credential that is neither revoked nor expired. */
interface ValidCredential {
  readonly table: 'Session' | 'ApiKey';
  readonly credential: Credential;
  readonly identity: Pick<Viewer, 'sessionId' | 'apiKeyId' | 'scopes'>;
}

type Finder = (prisma: PrismaClient, tokenHash: string, now: Date) => Promise<ValidCredential | null>;

const findSession: Finder = async (prisma, tokenHash, now) => {
  const session = await prisma.session.findUnique({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now } },
    include: WITH_HOLDER,
  });
  if (!session) return null;
  const identity = { sessionId: session.id, apiKeyId: null, scopes: null };
  return { table: 'Session', credential: session, identity };
};

const findApiKey: Finder = async (prisma, tokenHash, now) => {
  const key = await prisma.apiKey.findUnique({
    where: { tokenHash, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    include: WITH_HOLDER,
  });
  if (!key) return null;
  const identity = { sessionId: null, apiKeyId: key.id, scopes: key.scopes as Scope[] };
  return { table: 'ApiKey', credential: key, identity };
};

const FINDERS: { readonly [Kind in TokenKind]?: Finder } = { session: findSession, apiKey: findApiKey };

/** In SQL, since a use leaves the row's version alone. Of concurrent requests, one writes. */
async function recordUse(
  prisma: PrismaClient,
  { table, credential }: ValidCredential,
  now: Date,
): Promise<void> {
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
 * The viewer of a token; null for an unknown, expired or revoked token, or a role no longer held. Records the use; an
 * error in doing so goes to `onUnrecordedUse`, or is thrown without it.
 */
export async function findViewer(
  prisma: PrismaClient,
  token: string,
  now: Date,
  onUnrecordedUse: OnUnrecordedUse = rethrow,
): Promise<Viewer | null> {
  const kind = kindOf(token);
  const found = await (kind && FINDERS[kind])?.(prisma, hashToken(token), now);
  const holder = found && holderOf(found.credential);
  if (!holder) return null;
  await recordUse(prisma, found, now).catch(onUnrecordedUse);
  return { ...holder, ...found.identity };
}
