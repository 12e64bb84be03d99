import { InProgress } from '../errors.ts';
import { keptUntil } from './claims.ts';
import type { Attempt, KeyedRequest } from './keyed-request.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** The effect of a request with an idempotency key. */
export type Effect =
  /** Still to be applied and recorded. */
  | {
      readonly state: 'due';
      readonly request: KeyedRequest;
      readonly attempt: Attempt;
      /** The changed row, if known beforehand. */
      readonly subjectId?: string | null;
    }
  /** Applied already: the request reads the row again. */
  | { readonly state: 'done'; readonly subjectId: string | null };

/**
 * A claim is not on disk yet when it is answered (claims.ts), so a fail-over can lose it. Until then no retry takes a
 * request over, however the clocks of two servers differ: a claim that is missing was lost, and is made again.
 */
const LOST_MILLISECONDS = 10_000;

/**
 * Records the effect in its own transaction. `alongside`: an expression that the same statement evaluates.
 *
 * @throws InProgress when a retry has taken the request over; nothing is written then.
 */
export async function recordEffect(
  tx: Prisma.TransactionClient,
  { request, attempt }: { readonly request: KeyedRequest; readonly attempt: Attempt },
  subjectId: string | null,
  now: Date,
  alongside: Prisma.Sql = Prisma.sql`''`,
): Promise<void> {
  const { id, fingerprint, workspaceId } = request;
  const mayBeLost = now.getTime() - attempt.at.getTime() < LOST_MILLISECONDS;
  const recorded = await tx.$executeRaw`
    INSERT INTO "IdempotentAnswer" AS claim
      ("id", "fingerprint", "workspaceId", "attempt", "createdAt", "expiresAt", "committedAt", "subjectId")
    SELECT ${id}, ${fingerprint}, ${workspaceId}, ${attempt.id}, ${attempt.at}::timestamptz,
      ${keptUntil(attempt.at)}::timestamptz, ${now}::timestamptz, ${subjectId}
    WHERE ${alongside} IS NOT NULL
      AND (${mayBeLost}::boolean OR EXISTS (SELECT FROM "IdempotentAnswer" WHERE "id" = ${id}))
    ON CONFLICT ("id") DO UPDATE SET "committedAt" = EXCLUDED."committedAt", "subjectId" = EXCLUDED."subjectId"
    WHERE claim."attempt" = EXCLUDED."attempt"`;
  if (recorded > 0) return;
  const message = 'A retry with the same idempotency key took over this slow request. Send it again.';
  throw new InProgress(message, 1);
}
