import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';

/** The one effect that a request with an idempotency key has. */
export type Effect =
  /** To be had, and recorded with it. */
  | {
      readonly state: 'due';
      readonly id: string;
      readonly attempt: string;
      /** The row that is changed, where it is known beforehand. */
      readonly subjectId?: string | null;
    }
  /** There already: the request reads what became of it. */
  | { readonly state: 'done'; readonly subjectId: string | null };

/**
 * Records, in the transaction of the effect itself, that the effect is there.
 *
 * @throws DomainError CONFLICT `request_in_progress` when a repeat has taken the request over; then nothing is written.
 */
export async function recordEffect(
  tx: Prisma.TransactionClient,
  { id, attempt }: { readonly id: string; readonly attempt: string },
  subjectId: string | null,
  now: Date,
): Promise<void> {
  const recorded = await tx.$executeRaw`
    UPDATE "IdempotentAnswer" SET "committedAt" = ${now}, "subjectId" = ${subjectId}
    WHERE "id" = ${id} AND "attempt" = ${attempt}`;
  if (recorded > 0) return;
  const message = 'This took so long that a repeat with the same idempotency key took over. Send it again.';
  throw new DomainError('CONFLICT', message, { reason: 'request_in_progress' });
}
