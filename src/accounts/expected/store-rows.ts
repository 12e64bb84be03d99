import { Prisma } from '../../generated/prisma/client.ts';
import { takeTurn } from '../../turns.ts';
import { partsOf } from '../parts.ts';
import type { NewRow, RowChange } from './changes.ts';

/** A row to add, as the statement below takes it. */
interface AddedPayment extends NewRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly leaseId: string;
  readonly tenantId: string;
}

/** Rows of one statement: few enough that making it does not hold other requests up. */
const ROWS_AT_ONCE = 250;

/**
 * Adds expected rows. `complete` gives each row its ids. Many rows are one statement: a long tenancy has hundreds, which
 * Prisma would bind one value after the other.
 */
export async function storeAdded<Row>(
  tx: Prisma.TransactionClient,
  added: readonly Row[],
  now: Date,
  complete: (row: Row) => AddedPayment,
): Promise<void> {
  for (const part of partsOf(added, ROWS_AT_ONCE)) {
    await takeTurn();
    const rows = part.map(complete);
    await tx.$executeRaw`
      INSERT INTO "Payment" ("id", "workspaceId", "leaseId", "tenantId", "source", "amountCents", "status", "period",
        "dueOn", "overdueOn", "createdAt", "updatedAt")
      SELECT "id", "workspaceId", "leaseId", "tenantId", 'EXPECTED', "amountCents", "status"::"PaymentStatus", "period",
        "dueOn"::date, "overdueOn"::date, ${now}, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS added (
        "id" text, "workspaceId" text, "leaseId" text, "tenantId" text, "amountCents" integer, "status" text,
        "period" text, "dueOn" text, "overdueOn" text)`;
  }
}

const isVoid = ({ status }: RowChange) => status === 'VOID';

/** Takes the mark that this transaction has left on a tenancy. */
function takeMark(leaseId: string): Prisma.Sql {
  return Prisma.sql`DELETE FROM "RentMark"
    WHERE "leaseId" = ${leaseId} AND "xid" = pg_current_xact_id_if_assigned()::text::bigint`;
}

/**
 * Changes expected rows. Those that close go first, so that no day has two open rows in between. `takenMarkOf`: the
 * tenancy whose mark is taken in the same statement; null: marks were taken before.
 */
export async function storeChanges(
  tx: Prisma.TransactionClient,
  changed: readonly RowChange[],
  now: Date,
  takenMarkOf: string | null = null,
): Promise<void> {
  const ordered = [...changed.filter(isVoid), ...changed.filter((row) => !isVoid(row))];
  let taking = takenMarkOf === null ? null : takeMark(takenMarkOf);
  if (taking && ordered.length === 0) await tx.$executeRaw`${taking}`;
  for (const rows of partsOf(ordered, ROWS_AT_ONCE)) {
    await takeTurn();
    const taken = taking ? Prisma.sql`WITH taken AS (${taking})` : Prisma.empty;
    taking = null;
    await tx.$executeRaw`
      ${taken} UPDATE "Payment" SET
        "source" = 'EXPECTED', "status" = later."status"::"PaymentStatus", "amountCents" = later."amountCents",
        "period" = later."period", "dueOn" = later."dueOn"::date, "overdueOn" = later."overdueOn"::date,
        "settledById" = later."settledById", "receivedOn" = NULL, "method" = NULL, "reference" = NULL,
        "version" = "version" + 1, "updatedAt" = ${now}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS later (
        "id" text, "status" text, "amountCents" integer, "period" text, "dueOn" text, "overdueOn" text,
        "settledById" text)
      WHERE "Payment"."id" = later."id"`;
  }
}
