import { Prisma, type Payment } from '../../generated/prisma/client.ts';
import { columnList } from '../../db/column-list.ts';
import { takeTurn } from '../../turns.ts';
import { partsOf } from '../../parts.ts';
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

/** Rows that close go first, so that no day has two open rows in between. */
const inOrder = (changed: readonly RowChange[]) => [
  ...changed.filter(isVoid),
  ...changed.filter((row) => !isVoid(row)),
];

function changeRows(rows: readonly RowChange[], now: Date): Prisma.Sql {
  return Prisma.sql`
    UPDATE "Payment" SET
      "source" = 'EXPECTED', "status" = later."status"::"PaymentStatus", "amountCents" = later."amountCents",
      "period" = later."period", "dueOn" = later."dueOn"::date, "overdueOn" = later."overdueOn"::date,
      "settledById" = later."settledById", "receivedOn" = NULL, "method" = NULL, "reference" = NULL,
      "version" = "version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS later (
      "id" text, "status" text, "amountCents" integer, "period" text, "dueOn" text, "overdueOn" text,
      "settledById" text)
    WHERE "Payment"."id" = later."id"`;
}

/** Changes expected rows. */
export async function storeChanges(
  tx: Prisma.TransactionClient,
  changed: readonly RowChange[],
  now: Date,
): Promise<void> {
  for (const rows of partsOf(inOrder(changed), ROWS_AT_ONCE)) {
    await takeTurn();
    await tx.$executeRaw(changeRows(rows, now));
  }
}

/** Money that came in, with the columns that a tenancy's books and expected rows are computed from. */
export type ReceivedPayment = Omit<
  Payment,
  'reason' | 'settledById' | 'dueKey' | 'receivedKey' | 'version' | 'warnings'
> & { readonly warnings: Prisma.InputJsonArray };

const COLUMNS = columnList(Object.keys(Prisma.PaymentScalarFieldEnum));

/**
 * Stores money with the expected rows of its tenancy that it changes, in one statement. The triggers leave the tenancy
 * unmarked for this statement alone (prisma/migrations/20261129200000_kept_tenancy). `storing`: a statement that stores
 * the sums of its account.
 *
 * @returns the stored row.
 */
export async function storeReceived(
  tx: Prisma.TransactionClient,
  received: ReceivedPayment,
  { changed, storing }: { readonly changed: readonly RowChange[]; readonly storing: Prisma.Sql },
  now: Date,
): Promise<Payment> {
  const ordered = inOrder(changed);
  const columns = columnList(Object.keys(received));
  const rows = await tx.$queryRaw<[Payment]>`
    WITH received AS (
      INSERT INTO "Payment" (${columns})
      SELECT ${columns} FROM jsonb_populate_record(NULL::"Payment", ${JSON.stringify(received)}::jsonb)
      WHERE set_config('keynest.kept_tenancy', ${received.leaseId}, true) IS NOT NULL
      RETURNING ${COLUMNS}),
    changed AS (${changeRows(ordered.slice(0, ROWS_AT_ONCE), now)}),
    stored AS (${storing})
    SELECT * FROM received`;
  await storeChanges(tx, ordered.slice(ROWS_AT_ONCE), now);
  return rows[0];
}
