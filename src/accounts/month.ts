import { addDays } from '../calendar/date.ts';
import { lastDayOf } from '../calendar/month.ts';
import { toColumn } from '../db/date-column.ts';
import type { Context } from '../request/context.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import { takeTurn } from '../turns.ts';
import { fromEach } from './find-accounts.ts';
import { ledgerOf, type LedgerLease } from './tenancy-ledger.ts';

/** Rent of the rental periods that begin in a month: `expectedCents` is the sum of the others. */
export interface MonthOfRent {
  readonly period: string;
  readonly expectedCents: number;
  /** Paid by money, credits and deposits, whenever it came. */
  readonly receivedCents: number;
  readonly overdueCents: number;
  readonly pendingCents: number;
}

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
    select: { id: true },
  });
  const sum: Sum = { expectedCents: 0, receivedCents: 0, overdueCents: 0, pendingCents: 0 };
  const outcomes = await fromEach(
    db,
    leases.map(({ id }) => id),
    async (lease) => {
      await takeTurn();
      add(sum, lease, period, overdueDue, context);
    },
  );
  for (const outcome of outcomes.values()) if (outcome instanceof Error) throw outcome;
  return { period, ...sum };
}
