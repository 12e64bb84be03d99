import { arrearsKeptBefore, OWNED_SELECTION } from '../../address/property-owner.ts';
import { addDays } from '../../calendar/date.ts';
import { fromColumnOrNull } from '../../db/date-column.ts';
import { Prisma, type Payment } from '../../generated/prisma/client.ts';
import type { NewId } from '../../ids.ts';
import { computeLedger, type LedgerRow } from '../../ledger/index.ts';
import { takeTurn } from '../../turns.ts';
import { MONEY_SELECTION, rentReceipts } from '../receipts.ts';
import { LEDGER_SELECTION, leaseTerms } from '../tenancy-ledger.ts';
import { changesOf, type Changes, type StoredRow } from './changes.ts';
import { isTenantOn, STAY_SELECTION } from '../present-tenants.ts';
import { applyDeposits } from './last-period.ts';
import { partsByPayments } from './parts-by-payments.ts';
import { sumsOf, type StoredSums } from '../account-sums.ts';
import { storeAdded, storeChanges, storeReceived, type ReceivedPayment } from './store-rows.ts';
import { forgetSums, storeSums, storingSums } from './store-sums.ts';
import { alignSuggestions, SUGGESTIONS } from './suggestions.ts';

const ALIGN_SELECTION = {
  ...LEDGER_SELECTION,
  ...OWNED_SELECTION,
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

/** The same with the rules of its workspace, for a change that reads the tenancy itself. */
export const KNOWN_SELECTION = {
  ...ALIGN_SELECTION,
  workspace: { select: { rentAheadDays: true, overdueAfterDays: true } },
} as const satisfies Prisma.LeaseSelect;

export type KnownLease = Prisma.LeaseGetPayload<{ select: typeof KNOWN_SELECTION }>;

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

const add = (one: Aligned, other: Aligned): Aligned => ({
  opened: one.opened + other.opened,
  closed: one.closed + other.closed,
});

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

/**
 * The rows of the ledger with rent owing, those due in the next days included. A deposit that pays one of the next days
 * pays no rent that is due by today, though more of it may be left than that day needs.
 */
function owingRows(lease: AlignLease, { today, rentAheadDays }: AlignRules): LedgerRow[] {
  const [terms, receipts] = [leaseTerms(lease), rentReceipts(lease)];
  const ahead = computeLedger(terms, receipts, addDays(today, rentAheadDays)).rows;
  const isAhead = receipts.some(
    ({ kind, receivedOn }) => kind === 'deposit' && receivedOn !== null && receivedOn > today,
  );
  const due = isAhead ? computeLedger(terms, receipts, today).rows : ahead;
  const rows = [...due.filter(({ dueOn }) => dueOn <= today), ...ahead.filter(({ dueOn }) => dueOn > today)];
  return rows.filter(({ owingCents }) => owingCents > 0);
}

/** The tenant whom an expected row names: of those of its due day, the primary one. */
function payerOf({ tenants }: AlignLease, on: string): string | undefined {
  const present = tenants.filter((tenant) => isTenantOn(tenant, on));
  return (present.find(({ isPrimary }) => isPrimary) ?? present[0] ?? tenants[0])?.id;
}

/** What changes for a tenancy. */
interface Plan {
  readonly lease: AlignLease;
  readonly changes: Changes;
  readonly sums: StoredSums;
}

/** What changes for each tenancy, and those whose ledger cannot be computed. */
export interface Plans {
  readonly plans: readonly Plan[];
  readonly failures: readonly { readonly leaseId: string; readonly error: unknown }[];
}

async function planAll(leases: readonly AlignLease[], rules: AlignRules): Promise<Plans> {
  const plans: Plan[] = [];
  const failures: { leaseId: string; error: unknown }[] = [];
  for (const lease of leases) {
    await takeTurn();
    try {
      const stored = lease.payments.filter(isExpected).map(storedRow);
      const settledById = settlerOf(lease);
      const owing = owingRows(lease, rules);
      const keptBefore = arrearsKeptBefore(lease.unit.property, rules.today);
      const changes = changesOf(stored, owing, { ...rules, settledById, keptBefore });
      plans.push({ lease, changes, sums: sumsOf(lease, owing) });
    } catch (error) {
      failures.push({ leaseId: lease.id, error });
    }
  }
  return { plans, failures };
}

/** Stores what is opened anew, and suggestions, in short statements. */
async function storeRest(
  tx: Prisma.TransactionClient,
  { plans }: Plans,
  rules: AlignRules,
): Promise<Aligned> {
  const { now, newId, today } = rules;
  const added = plans.flatMap(({ lease, changes }) => changes.added.map((row) => ({ lease, row })));
  await storeAdded(tx, added, now, ({ lease, row }) => {
    const tenantId = payerOf(lease, row.dueOn ?? today) ?? '';
    return { ...row, id: newId('Payment'), workspaceId: lease.workspaceId, leaseId: lease.id, tenantId };
  });
  const overdue = plans.map(({ lease, changes }) => ({
    leaseId: lease.id,
    workspaceId: lease.workspaceId,
    since: changes.overdueSince,
    suggestions: lease.suggestions,
  }));
  await alignSuggestions(tx, overdue, rules);
  return plans.reduce((sum, { changes: { opened, closed } }) => add(sum, { opened, closed }), NOTHING);
}

const changedRows = ({ plans }: Plans) => plans.flatMap(({ changes }) => changes.changed);
const sumsIn = ({ plans }: Plans) => plans.map(({ sums }) => sums);

function readLeases(tx: Prisma.TransactionClient, leaseIds: readonly string[]): Promise<AlignLease[]> {
  return tx.lease.findMany({ where: { id: { in: [...leaseIds] } }, select: ALIGN_SELECTION });
}

/** Locks tenancies against concurrent changes of their money, in a fixed order. */
export async function lockLeases(tx: Prisma.TransactionClient, leaseIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Lease" WHERE "id" = ANY (${[...leaseIds]}) ORDER BY "id" FOR NO KEY UPDATE`;
}

/**
 * An expression that locks the tenancy of a tenant, for the first statement of a transaction. What the transaction reads
 * after it is current. It locks nothing if there is no such tenant.
 */
export function lockOfTenancy(tenantId: string, workspaceId: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*) FROM (
    SELECT FROM "Lease" WHERE "id" = (
      SELECT "leaseId" FROM "Tenant" WHERE "id" = ${tenantId} AND "workspaceId" = ${workspaceId})
    FOR NO KEY UPDATE) AS locked)`;
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

/** The same of tenancies that the transaction has locked: a few at a time, since long ones have thousands of payments. */
async function alignLocked(
  tx: Prisma.TransactionClient,
  leaseIds: readonly string[],
  rules: AlignRules,
): Promise<AlignResult> {
  let sum = NOTHING;
  const failures: Plans['failures'][number][] = [];
  for (const part of await partsByPayments(tx, leaseIds)) {
    const aligned = await alignPart(tx, part, rules);
    sum = add(sum, aligned);
    failures.push(...aligned.failures);
  }
  return { ...sum, failures };
}

async function alignPart(
  tx: Prisma.TransactionClient,
  leaseIds: readonly string[],
  rules: AlignRules,
): Promise<AlignResult> {
  const leases = await readLeases(tx, leaseIds);
  const applied = await applyDeposits(tx, leases, rules);
  const current = applied.size === 0 ? leases : await readLeases(tx, leaseIds);
  const planned = await planAll(current, rules);
  await storeSums(tx, sumsIn(planned));
  await forgetSums(
    tx,
    planned.failures.map(({ leaseId }) => leaseId),
  );
  await storeChanges(tx, changedRows(planned), rules.now);
  const aligned = await storeRest(tx, planned, rules);
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

/** Money that came in, as a command states it. */
export type NewPayment = Omit<
  ReceivedPayment,
  'source' | 'dueOn' | 'overdueOn' | 'returnedOn' | 'returns' | 'refunds' | 'createdAt' | 'updatedAt'
>;

/** Takes the marks that this transaction has left on a tenancy. */
async function takeMark(tx: Prisma.TransactionClient, leaseId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM "RentMark"
    WHERE "leaseId" = ${leaseId} AND "xid" = pg_current_xact_id_if_assigned()::text::bigint`;
}

/**
 * Stores a payment and brings its tenancy into line, which the transaction has locked and read. No mark is needed then.
 * Marks of other tenancies stay for the next run.
 */
export async function storeAligned(
  tx: Prisma.TransactionClient,
  lease: KnownLease,
  payment: NewPayment,
  clock: Pick<AlignRules, 'today' | 'now' | 'newId'>,
): Promise<Payment> {
  const rules = { ...lease.workspace, ...clock };
  const { now } = rules;
  const kept = { source: 'RECEIVED', dueOn: null, overdueOn: null, returnedOn: null } as const;
  const received = { ...payment, ...kept, returns: [], refunds: [], createdAt: now, updatedAt: now };
  const applied = await applyDeposits(tx, [lease], rules);
  if (applied.size > 0) await takeMark(tx, lease.id);
  const current = applied.size === 0 ? [lease] : await readLeases(tx, [lease.id]);
  const paid = current.map((read) => ({ ...read, payments: [...read.payments, received] }));
  const planned = await planAll(paid, rules);
  const [failure] = planned.failures;
  if (failure) throw failure.error;
  const stored = { changed: changedRows(planned), storing: storingSums(sumsIn(planned)) };
  const row = await storeReceived(tx, received, stored, now);
  await storeRest(tx, planned, rules);
  return row;
}
