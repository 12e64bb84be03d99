import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Role } from '../generated/prisma/enums.ts';

/** The interface that a request comes through. */
export type Interface = 'graphql' | 'rest';

/** Whose name stands in the audit log. */
export interface Author {
  readonly userId: string;
  readonly role: Role;
  readonly sessionId?: string | null;
  readonly apiKeyId?: string | null;
}

/** Who writes, and through which request. */
export interface Actor {
  /** Null: nobody is signed in. */
  readonly author: Author | null;
  readonly origin: Interface;
  readonly requestId: string;
}

/** Columns of the log, as the database's triggers read them. */
function columnsOf({ author, origin, requestId }: Actor): string {
  const { userId = null, role = null, sessionId = null, apiKeyId = null } = author ?? {};
  return JSON.stringify({ userId, role, sessionId, apiKeyId, origin, requestId });
}

/**
 * Runs a write as one transaction that the audit log ascribes to the actor. The database writes the log itself
 * (prisma/migrations/20261123000001_audit); what is written some other way is logged without a name.
 */
export function writeAs<Result>(
  prisma: PrismaClient,
  actor: Actor,
  work: (tx: Prisma.TransactionClient) => Promise<Result>,
): Promise<Result> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('keynest.actor', ${columnsOf(actor)}, true)`;
    return work(tx);
  });
}

/** How many events go in one transaction; writers never wait long for it. */
const BATCH = 5_000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * The oldest expired events; at most a batch of them. The database keeps a day's by its own clock, whatever it is told,
 * and would refuse the whole batch for one event that this process's clock, being ahead, takes for older.
 */
function deleteBatch(prisma: PrismaClient, expiresBefore: Date): Promise<number> {
  return prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('keynest.audit_expires_before', ${expiresBefore.toISOString()}, true)`;
    return tx.$executeRaw`
      DELETE FROM "AuditEvent" WHERE "id" IN (
        SELECT "id" FROM "AuditEvent"
        WHERE "at" < ${expiresBefore} AND "at" < now() - interval '1 day' ORDER BY "at" LIMIT ${BATCH})`;
  });
}

/**
 * Deletes the events older than `days`, at least one, which nothing else can. Several processes may do so at once.
 *
 * @returns how many it deleted.
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
    if (count < BATCH) return deleted;
  }
}
