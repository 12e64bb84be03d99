import { InProgress } from '../errors.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** The effect of a request with an idempotency key. */
export type Effect =
  /** Still to be applied and recorded. */
  | {
      readonly state: 'due';
      readonly id: string;
      readonly attempt: string;
      /** The changed row, if known beforehand. */
      readonly subjectId?: string | null;
    }
  /** Applied already: the request reads the row again. */
  | { readonly state: 'done'; readonly subjectId: string | null };

/**
 * Records the effect in its own transaction. `alongside`: an expression that the same statement evaluates.
 *
 * @throws InProgress when a retry has taken the request over; nothing is written then.
 */
export async function recordEffect(
  tx: Prisma.TransactionClient,
  { id, attempt }: { readonly id: string; readonly attempt: string },
  subjectId: string | null,
  now: Date,
  alongside: Prisma.Sql = Prisma.sql`''`,
): Promise<void> {
  const recorded = await tx.$executeRaw`
    UPDATE "IdempotentAnswer" SET "committedAt" = ${now}, "subjectId" = ${subjectId}
    WHERE "id" = ${id} AND "attempt" = ${attempt} AND ${alongside} IS NOT NULL`;
  if (recorded > 0) return;
  const message = 'A retry with the same idempotency key took over this slow request. Send it again.';
  throw new InProgress(message, 1);
}
