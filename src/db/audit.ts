import { Prisma, type PrismaClient } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';

/** The interface that a request comes through. */
export type Interface = 'graphql' | 'rest';

/** The user that the audit log names. */
export interface Author {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId?: string | null;
  readonly apiKeyId?: string | null;
}

/** The author and the request of a write. */
export interface Actor {
  /** Null if nobody is signed in. */
  readonly author: Author | null;
  readonly origin: Interface;
  readonly requestId: string;
}

/** The log's columns as JSON, which the database's triggers read. */
function columnsOf({ author, origin, requestId }: Actor): string {
  const { userId = null, role = null, sessionId = null, apiKeyId = null } = author ?? {};
  return JSON.stringify({ userId, role, sessionId, apiKeyId, origin, requestId });
}

/** The first statement of a transaction, which evaluates `alongside` as a part of it. */
export type Opening = (tx: Prisma.TransactionClient, alongside: Prisma.Sql) => Promise<unknown>;

const openPlainly: Opening = (tx, alongside) => tx.$executeRaw`SELECT ${alongside} IS NOT NULL`;

/** How a transaction begins. */
export interface Beginning {
  readonly open?: Opening | undefined;
  /** An expression that locks rows, evaluated in the first statement. It is never null. */
  readonly lock?: Prisma.Sql | undefined;
}

/**
 * Runs a write as one transaction, attributed to the actor in the audit log. Database triggers write the log
 * (prisma/migrations/20261123000001_audit); other writes are logged without an actor.
 */
export function writeAs<Result>(
  prisma: PrismaClient,
  actor: Actor,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
  { open = openPlainly, lock }: Beginning = {},
): Promise<Result> {
  return prisma.$transaction(async (tx) => {
    const setActor = Prisma.sql`set_config('keynest.actor', ${columnsOf(actor)}, true)`;
    await open(tx, lock ? Prisma.sql`(${setActor}, ${lock})` : setActor);
    return work(tx);
  });
}

/**
 * The position below which the audit log no longer changes, for a statement that begins after this one
 * (prisma/migrations/20261128230000_audit_order). Older transactions of this database hold it back while they run.
 */
export async function readAuditFence(prisma: Pick<PrismaClient, '$queryRaw'>): Promise<bigint> {
  const [row] = await prisma.$queryRaw<[{ fence: bigint }]>`SELECT "AuditEvent_fence"() AS fence`;
  return row.fence;
}

/** Events deleted in one transaction, which must not block writers for long. */
const BATCH_SIZE = 5_000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Deletes one batch of the oldest expired events. The database refuses to delete events of the last day by its own clock,
 * so the statement excludes them in case this process's clock is ahead.
 */
function deleteBatch(prisma: PrismaClient, expiresBefore: Date): Promise<number> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('keynest.audit_expires_before', ${expiresBefore.toISOString()}, true)`;
    return tx.$executeRaw`
      DELETE FROM "AuditEvent" WHERE "id" IN (
        SELECT "id" FROM "AuditEvent"
        WHERE "at" < ${expiresBefore} AND "at" < now() - interval '1 day' ORDER BY "at" LIMIT ${BATCH_SIZE})`;
  });
}

/**
 * Deletes events older than `days`, at least one day. Several processes may run this at once.
 *
 * @returns the number of deleted events.
 */
export async function deleteExpiredAuditEvents(
  prisma: PrismaClient,
  now: Date,
  days: number,
): Promise<number> {
  const expiresBefore = new Date(now.getTime() - days * DAY_MILLISECONDS);
  let deleted = 0;
  for (;;) {
    const count = await deleteBatch(prisma, expiresBefore);
    deleted += count;
    if (count < BATCH_SIZE) return deleted;
  }
}
