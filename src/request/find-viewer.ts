import DataLoader from 'dataloader';
import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import { dateIn } from '../calendar/zone.ts';
import { readSql } from '../db/read-sql.ts';
import type { Role } from '../generated/prisma/enums.ts';
import type { Scope } from '../policies/scopes.ts';
import type { Viewer } from '../policies/viewer.ts';
import { BY_TURN } from '../turns.ts';
import { hashToken, kindOf, type TokenKind } from './tokens.ts';

/** A recorded last use is updated once it is this old. */
const USE_FRESH_MILLISECONDS = 60_000;

/** Called if the last use could not be recorded, e.g. on a full disk. */
type OnUnrecordedUse = (error: unknown) => void;

interface Credential {
  readonly tokenHash: string;
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly timeZone: string;
  /** Of an API key, as JSON; null for a session. */
  readonly scopes: string | null;
  /** Whether the recorded last use is so old that it is written again. */
  readonly isStale: boolean;
}

type Table = 'Session' | 'ApiKey';

const TABLES: { readonly [Kind in TokenKind]?: Table } = { session: 'Session', apiKey: 'ApiKey' };

/**
 * Credentials that are neither revoked nor expired, of users who still hold their role. One statement, since every
 * request needs it. $1: the hashes of tokens; $2: now; $3: the instant before which a recorded use is stale.
 */
function findCredentials(table: Table): string {
  const scopes = table === 'ApiKey' ? 'to_json(c."scopes")::text' : 'NULL::text';
  return `SELECT c."tokenHash", c."id", c."userId", c."workspaceId", c."role"::text AS "role", w."timeZone", ${scopes} AS "scopes",
    (c."lastUsedAt" IS NULL OR c."lastUsedAt" <= $3::timestamptz) AS "isStale"
    FROM "${table}" c JOIN "Workspace" w ON w."id" = c."workspaceId"
    WHERE c."tokenHash" = ANY($1) AND c."revokedAt" IS NULL AND (c."expiresAt" IS NULL OR c."expiresAt" > $2::timestamptz)
    AND EXISTS (SELECT FROM "Membership" m WHERE m."userId" = c."userId" AND m."role" = c."role")`;
}

const STATEMENTS: Readonly<Record<Table, string>> = {
  Session: findCredentials('Session'),
  ApiKey: findCredentials('ApiKey'),
};

/** What a request signs in with. */
interface Presented {
  readonly tokenHash: string;
  readonly now: Date;
}

const staleBefore = (now: Date) => new Date(now.getTime() - USE_FRESH_MILLISECONDS);

type Finder = DataLoader<Presented, Credential | null>;

/** Finds the credentials of requests that came in together by one statement, which begins after all of them. */
function finderIn(prisma: PrismaClient, table: Table): Finder {
  const findAll = async (presented: readonly Presented[]) => {
    const hashes = [...new Set(presented.map(({ tokenHash }) => tokenHash))];
    const now = new Date(Math.max(...presented.map((one) => one.now.getTime())));
    const parameters = [hashes, now.toISOString(), staleBefore(now).toISOString()];
    const rows = await readSql<Credential>(prisma, { text: STATEMENTS[table], parameters });
    const found = new Map(rows.map((row) => [row.tokenHash, row]));
    return presented.map(({ tokenHash }) => found.get(tokenHash) ?? null);
  };
  return new DataLoader<Presented, Credential | null>(findAll, { ...BY_TURN, cache: false });
}

const finders = new WeakMap<PrismaClient, Readonly<Record<Table, Finder>>>();

function finderOf(prisma: PrismaClient, table: Table): Finder {
  const made = finders.get(prisma) ?? {
    Session: finderIn(prisma, 'Session'),
    ApiKey: finderIn(prisma, 'ApiKey'),
  };
  finders.set(prisma, made);
  return made[table];
}

function viewerOf(table: Table, found: Credential, now: Date): Viewer {
  const { id, userId, workspaceId, role, timeZone, scopes } = found;
  const isSession = table === 'Session';
  return {
    userId,
    workspaceId,
    role,
    timeZone,
    today: dateIn(timeZone, now),
    sessionId: isSession ? id : null,
    apiKeyId: isSession ? null : id,
    scopes: scopes === null ? null : (JSON.parse(scopes) as Scope[]),
  };
}

/** In SQL, since a use leaves the row's version alone. Of concurrent requests, one writes. */
async function recordUse(prisma: PrismaClient, table: Table, id: string, now: Date): Promise<void> {
  await prisma.$executeRaw`
    UPDATE ${Prisma.raw(`"${table}"`)} SET "lastUsedAt" = ${now}
    WHERE "id" = ${id} AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= ${staleBefore(now)})`;
}

function rethrow(error: unknown): never {
  throw error;
}

/** The viewer of a link that a member of a workspace made; null once they no longer hold the role. */
export async function findMember(
  prisma: PrismaClient,
  { userId, workspaceId, role }: Pick<Viewer, 'userId' | 'workspaceId' | 'role'>,
  now: Date,
): Promise<Viewer | null> {
  const held = await prisma.membership.findFirst({
    where: { userId, workspaceId, role },
    select: { workspace: { select: { timeZone: true } } },
  });
  if (!held) return null;
  const { timeZone } = held.workspace;
  const today = dateIn(timeZone, now);
  return { userId, workspaceId, role, timeZone, today, sessionId: null, apiKeyId: null, scopes: null };
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
  const table = kind ? TABLES[kind] : undefined;
  if (!table) return null;
  const found = await finderOf(prisma, table).load({ tokenHash: hashToken(token), now });
  if (!found) return null;
  if (found.isStale) await recordUse(prisma, table, found.id, now).catch(onUnrecordedUse);
  return viewerOf(table, found, now);
}
