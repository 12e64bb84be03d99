import { Prisma } from '../../generated/prisma/client.ts';
import type { StoredSums } from '../account-sums.ts';

/** Stores the sums of tenancies: a statement, or a part of one. Those that are stored already are left alone. */
export function storingSums(sums: readonly StoredSums[]): Prisma.Sql {
  return Prisma.sql`INSERT INTO "AccountSums" AS known ("leaseId", "workspaceId", "sums", "heldFrom")
    SELECT "leaseId", "workspaceId", "sums", "heldFrom"::date
    FROM jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) AS later (
      "leaseId" text, "workspaceId" text, "sums" text, "heldFrom" text)
    ON CONFLICT ("leaseId", "workspaceId") DO UPDATE SET "sums" = EXCLUDED."sums", "heldFrom" = EXCLUDED."heldFrom"
    WHERE (known."sums", known."heldFrom") IS DISTINCT FROM (EXCLUDED."sums", EXCLUDED."heldFrom")`;
}

export async function storeSums(tx: Prisma.TransactionClient, sums: readonly StoredSums[]): Promise<void> {
  if (sums.length > 0) await tx.$executeRaw`${storingSums(sums)}`;
}

/** Forgets the sums of tenancies without a ledger, whose error tells why, or of removed ones. */
export async function forgetSums(tx: Prisma.TransactionClient, leaseIds: readonly string[]): Promise<void> {
  if (leaseIds.length === 0) return;
  await tx.$executeRaw`DELETE FROM "AccountSums" WHERE "leaseId" = ANY (${[...leaseIds]})`;
}
