import { addDays } from '../../calendar/date.ts';
import { fromColumnOrNull } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { NewId } from '../../ids.ts';
import { computeLedger, type LedgerRow } from '../../ledger/index.ts';
import { takeTurn } from '../../turns.ts';
import { partsOf } from '../parts.ts';
import { MONEY_SELECTION, rentReceipts } from '../receipts.ts';
import { LEDGER_SELECTION, leaseTerms } from '../tenancy-ledger.ts';
import { changesOf, type Changes, type NewRow, type RowChange, type StoredRow } from './changes.ts';
import { isTenantOn, STAY_SELECTION } from '../present-tenants.ts';
import { applyDeposits } from './last-period.ts';
import { alignSuggestions, SUGGESTIONS } from './suggestions.ts';

const ALIGN_SELECTION = {
  ...LEDGER_SELECTION,
  id: true,
  workspaceId: true,
  lastDayKnownOn: true,
  payments: {
    select: {
      ...MONEY_SELECTION.payments.select,
      source: true,
      overdueOn: true,
      returnedOn: true,
      updatedAt: true,
    },
    orderBy: { id: 'asc' },
  },
  charges: { select: { ...MONEY_SELECTION.charges.select, updatedAt: true } },
  tenants: { orderBy: { id: 'asc' }, select: { id: true, isPrimary: true, ...STAY_SELECTION } },
  suggestions: SUGGESTIONS,
} as const satisfies Prisma.LeaseSelect;

export type AlignLease = Prisma.LeaseGetPayload<{ select: typeof ALIGN_SELECTION }>;
type AlignPayment = AlignLease['payments'][number];

/** What the expected rows follow besides the ledger. */
export interface AlignRules {
  /** Today in the workspace, `YYYY-MM-DD`. */
  readonly today: string;
  readonly rentAheadDays: number;
  readonly overdueAfterDays: number;
  readonly now: Date;
  readonly newId: NewId;
}

export interface Aligned {
  readonly opened: number;
  readonly closed: number;
}

const NOTHING: Aligned = { opened: 0, closed: 0 };

function isExpected({ status, source }: AlignPayment): boolean {
  return status === 'PENDING' || status === 'OVERDUE' || (status === 'VOID' && source === 'EXPECTED');
}

function storedRow(payment: AlignPayment): StoredRow {
  const { id, status, source, amountCents, period } = payment;
  return {
    id,
    status: status as StoredRow['status'],
    isExpected: source === 'EXPECTED',
    amountCents,
    period,
    dueOn: fromColumnOrNull(payment.dueOn),
    overdueOn: fromColumnOrNull(payment.overdueOn),
  };
}

/** The payment that settled rent last; null if a credit did, or nothing. */
function settlerOf({ payments, charges }: AlignLease): string | null {
  const money = payments.filter(({ status, purpose }) => status === 'PAID' && purpose === 'RENT');
  const last = money.reduce<AlignPayment | null>(
    (latest, payment) => (latest === null || payment.updatedAt >= latest.updatedAt ? payment : latest),
    null,
  );
  if (!last || charges.some(({ updatedAt }) => updatedAt > last.updatedAt)) return null;
  return last.id;
}

/** The rows of the ledger with rent owing, those due in the next days included. */
function owingRows(lease: AlignLease, { today, rentAheadDays }: AlignRules): LedgerRow[] {
  const ledger = computeLedger(leaseTerms(lease), rentReceipts(lease), addDays(today, rentAheadDays));
  return ledger.rows.filter(({ owingCents }) => owingCents > 0);
}

/** The tenant whom an expected row names: of those of its due day, the primary one. */
function payerOf({ tenants }: AlignLease, on: string): string | undefined {
  const present = tenants.filter((tenant) => isTenantOn(tenant, on));
  return (present.find(({ isPrimary }) => isPrimary) ?? present[0] ?? tenants[0])?.id;
}

/** A row to add, as the statement below takes it. */
interface AddedPayment extends NewRow {
  readonly id: string;
  readonly workspaceId: string;
  readonly leaseId: string;
  readonly tenantId: string;
}

function newPayment(lease: AlignLease, row: NewRow, { newId, today }: AlignRules): AddedPayment {
  const { id: leaseId, workspaceId } = lease;
  const tenantId = payerOf(lease, row.dueOn ?? today) ?? '';
  return { ...row, id: newId('Payment'), workspaceId, leaseId, tenantId };
}

/** Rows that one statement adds: few enough that making it does not hold other requests up. */
const ADDED_AT_ONCE = 1_000;

/** One statement for many rows: a long tenancy has hundreds, which Prisma would bind one value after the other. */
async function storeAdded(
  tx: Prisma.TransactionClient,
  rows: readonly AddedPayment[],
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Payment" ("id", "workspaceId", "leaseId", "tenantId", "source", "amountCents", "status", "period", "dueOn",
      "overdueOn", "createdAt", "updatedAt")
    SELECT "id", "workspaceId", "leaseId", "tenantId", 'EXPECTED', "amountCents", "status"::"PaymentStatus", "period",
      "dueOn"::date, "overdueOn"::date, ${now}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS added (
      "id" text, "workspaceId" text, "leaseId" text, "tenantId" text, "amountCents" integer, "status" text, "period" text,
      "dueOn" text, "overdueOn" text)`;
}

/** One statement for all rows. Rows that close go first, so that no day has two open rows in between. */
async function storeChanges(
  tx: Prisma.TransactionClient,
  rows: readonly RowChange[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Payment" SET
      "source" = 'EXPECTED', "status" = later."status"::"PaymentStatus", "amountCents" = later."amountCents",
      "period" = later."period", "dueOn" = later."dueOn"::date, "overdueOn" = later."overdueOn"::date,
      "settledById" = later."settledById", "receivedOn" = NULL, "method" = NULL, "reference" = NULL,
      "version" = "version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS later (
      "id" text, "status" text, "amountCents" integer, "period" text, "dueOn" text, "overdueOn" text, "settledById" text)
    WHERE "Payment"."id" = later."id"`;
}

/** What changes for each tenancy, and those whose ledger cannot be computed. */
export interface Plans {
  readonly plans: readonly { readonly lease: AlignLease; readonly changes: Changes }[];
  readonly failures: readonly { readonly leaseId: string; readonly error: unknown }[];
}

async function planAll(leases: readonly AlignLease[], rules: AlignRules): Promise<Plans> {
  const plans: { lease: AlignLease; changes: Changes }[] = [];
  const failures: { leaseId: string; error: unknown }[] = [];
  for (const lease of leases) {
    await takeTurn();
    try {
      const stored = lease.payments.filter(isExpected).map(storedRow);
      const settledById = settlerOf(lease);
      const changes = changesOf(stored, owingRows(lease, rules), { ...rules, settledById });
      plans.push({ lease, changes });
    } catch (error) {
      failures.push({ leaseId: lease.id, error });
    }
  }
  return { plans, failures };
}

async function store(tx: Prisma.TransactionClient, { plans }: Plans, rules: AlignRules): Promise<Aligned> {
  const changed = plans.flatMap(({ changes }) => changes.changed);
  const isVoid = ({ status }: RowChange) => status === 'VOID';
  await storeChanges(tx, changed.filter(isVoid), rules.now);
  await storeChanges(
    tx,
    changed.filter((row) => !isVoid(row)),
    rules.now,
  );
  const added = plans.flatMap(({ lease, changes }) => changes.added.map((row) => ({ lease, row })));
  for (const part of partsOf(added, ADDED_AT_ONCE)) {
    const rows = part.map(({ lease, row }) => newPayment(lease, row, rules));
    await storeAdded(tx, rows, rules.now);
  }
  const overdue = plans.map(({ lease, changes }) => ({
    leaseId: lease.id,
    workspaceId: lease.workspaceId,
    since: changes.overdueSince,
    suggestions: lease.suggestions,
  }));
  await alignSuggestions(tx, overdue, rules);
  return plans.reduce(
    (sum, { changes }) => ({
      opened: sum.opened + changes.opened,
      closed: sum.closed + changes.closed,
    }),
    NOTHING,
  );
}

function readLeases(tx: Prisma.TransactionClient, leaseIds: readonly string[]): Promise<AlignLease[]> {
  return tx.lease.findMany({ where: { id: { in: [...leaseIds] } }, select: ALIGN_SELECTION });
}

/** Locks tenancies against concurrent changes of their money, in a fixed order. */
export async function lockLeases(tx: Prisma.TransactionClient, leaseIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Lease" WHERE "id" = ANY (${[...leaseIds]}) ORDER BY "id" FOR NO KEY UPDATE`;
}

export interface AlignResult extends Aligned {
  readonly failures: Plans['failures'];
}

/**
 * Brings the expected rows and the suggestions of tenancies into line with their ledgers, inside a transaction. Running
 * it twice, or in several processes at once, leaves the same rows. A tenancy without a ledger is skipped.
 */
export async function alignLeases(
  tx: Prisma.TransactionClient,
  leaseIds: readonly string[],
  rules: AlignRules,
): Promise<AlignResult> {
  if (leaseIds.length === 0) return { ...NOTHING, failures: [] };
  await lockLeases(tx, leaseIds);
  return alignLocked(tx, leaseIds, rules);
}

/** The same of tenancies that the transaction has locked. */
async function alignLocked(
  tx: Prisma.TransactionClient,
  leaseIds: readonly string[],
  rules: AlignRules,
): Promise<AlignResult> {
  const leases = await readLeases(tx, leaseIds);
  const applied = await applyDeposits(tx, leases, rules);
  const current = applied.size === 0 ? leases : await readLeases(tx, leaseIds);
  const planned = await planAll(current, rules);
  const aligned = await store(tx, planned, rules);
  return { ...aligned, failures: planned.failures };
}

/** The tenancies that this transaction has changed so far, locked in a fixed order, and the rules of their workspace. */
async function takeMarks(tx: Prisma.TransactionClient, workspaceId: string): Promise<MarkedLease[]> {
  return tx.$queryRaw`
    WITH marked AS (
      DELETE FROM "RentMark" WHERE "xid" = pg_current_xact_id_if_assigned()::text::bigint RETURNING "leaseId")
    SELECT lease."id", whole."rentAheadDays", whole."overdueAfterDays"
    FROM "Lease" AS lease, "Workspace" AS whole
    WHERE lease."id" IN (SELECT "leaseId" FROM marked) AND whole."id" = ${workspaceId}
    ORDER BY lease."id" FOR NO KEY UPDATE OF lease`;
}

type MarkedLease = { readonly id: string } & Pick<AlignRules, 'rentAheadDays' | 'overdueAfterDays'>;

/**
 * Brings into line every tenancy whose money, rent or dates a transaction has changed, whatever changed them: triggers
 * mark them. Call it last in each transaction of a workspace.
 */
export async function alignMarked(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  clock: Pick<AlignRules, 'today' | 'now' | 'newId'>,
): Promise<void> {
  const marked = await takeMarks(tx, workspaceId);
  const [first] = marked;
  if (!first) return;
  const { rentAheadDays, overdueAfterDays } = first;
  const rules = { rentAheadDays, overdueAfterDays, ...clock };
  const ids = marked.map(({ id }) => id);
  const [failure] = (await alignLocked(tx, ids, rules)).failures;
  if (failure) throw failure.error;
}
