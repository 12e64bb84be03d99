import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays } from '../calendar/date.ts';
import { lastDayOf } from '../calendar/month.ts';
import { toColumn } from '../db/date-column.ts';
import type { Context } from '../request/context.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import { LEDGER_SELECTION, ledgerOf, type LedgerLease } from './tenancy-ledger.ts';

/** Rent of the rental periods that begin in a month: `expectedCents` is the sum of the others. */
export interface MonthOfRent {
  readonly period: string;
  readonly expectedCents: number;
  /** Paid by money, credits and deposits, whenever it came. */
  readonly receivedCents: number;
  readonly overdueCents: number;
  readonly pendingCents: number;
}

/** Ledgers computed before others get a turn. */
const LEDGERS_AT_ONCE = 50;

interface Sum {
  expectedCents: number;
  receivedCents: number;
  overdueCents: number;
  pendingCents: number;
}

function add(
  sum: Sum,
  lease: LedgerLease,
  period: string,
  overdueDue: string,
  { ledgerBudget }: Context,
): void {
  for (const row of ledgerOf(lease, lastDayOf(period), ledgerBudget).rows) {
    if (row.month !== period) continue;
    sum.expectedCents += row.chargedCents;
    sum.receivedCents += row.paidCents;
    if (row.dueOn <= overdueDue) sum.overdueCents += row.owingCents;
    else sum.pendingCents += row.owingCents;
  }
}

/** Rent of a month (`YYYY-MM`) across the tenancies that the viewer can see. @throws DomainError BAD_INPUT. */
export async function monthOfRent(context: Context, period: string): Promise<MonthOfRent> {
  const { db, today, viewer } = context;
  assertWithinHorizon('period', lastDayOf(period), today);
  const { overdueAfterDays } = await db.workspace.findUniqueOrThrow({ where: { id: viewer.workspaceId } });
  const overdueDue = addDays(today, -overdueAfterDays - 1);
  const leases = await db.lease.findMany({
    where: { startsOn: { lte: toColumn(lastDayOf(period)) } },
    select: LEDGER_SELECTION,
  });
  const sum: Sum = { expectedCents: 0, receivedCents: 0, overdueCents: 0, pendingCents: 0 };
  for (const [index, lease] of leases.entries()) {
    add(sum, lease, period, overdueDue, context);
    if (index % LEDGERS_AT_ONCE === LEDGERS_AT_ONCE - 1) await nextTurn();
  }
  return { period, ...sum };
}
