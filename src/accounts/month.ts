import { addDays, laterOf } from '../calendar/date.ts';
import { firstDayOf, lastDayOf } from '../calendar/month.ts';
import { toColumn } from '../db/date-column.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import { giveWay } from '../turns.ts';
import { rentOfMonth, type RentOfPeriod } from './accounts-today.ts';
import { fromEach } from './find-accounts.ts';
import { ledgerOf } from './tenancy-ledger.ts';

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

function add(sum: Sum, rows: readonly RentOfPeriod[], overdueDue: string): void {
  for (const { dueOn, chargedCents, owingCents } of rows) {
    sum.expectedCents += chargedCents;
    sum.receivedCents += chargedCents - owingCents;
    if (dueOn <= overdueDue) sum.overdueCents += owingCents;
    else sum.pendingCents += owingCents;
  }
}

/** Tenancies that can have a rental period in a month. */
function chargedDuring(period: string): Prisma.LeaseWhereInput {
  const reaches = { gte: toColumn(firstDayOf(period)) };
  return {
    startsOn: { lte: toColumn(lastDayOf(period)) },
    OR: [
      { rentOwedUntil: reaches },
      { rentOwedUntil: null, endedOn: reaches },
      { rentOwedUntil: null, endedOn: null, lastDayOn: reaches },
      { rentOwedUntil: null, endedOn: null, lastDayOn: null, status: { not: 'PAST' } },
    ],
  };
}

/** The same from the ledgers. A month that has passed may have been paid since. */
async function readLedgers(
  { db, today, ledgerBudget }: Context,
  leaseIds: readonly string[],
  period: string,
) {
  const asOf = laterOf(lastDayOf(period), today);
  return fromEach(db, leaseIds, async (lease) => {
    await giveWay();
    return ledgerOf(lease, asOf, ledgerBudget).rows.filter(({ month }) => month === period);
  });
}

/**
 * Rent of a month (`YYYY-MM`) across the tenancies that the viewer can see, or those of a property.
 *
 * @throws DomainError BAD_INPUT.
 */
export async function monthOfRent(
  context: Context,
  period: string,
  property?: string | null,
): Promise<MonthOfRent> {
  const { db, today, viewer, ledgerBudget } = context;
  assertWithinHorizon('period', lastDayOf(period), today);
  const { overdueAfterDays } = await db.workspace.findUniqueOrThrow({ where: { id: viewer.workspaceId } });
  const overdueDue = addDays(today, -overdueAfterDays - 1);
  const leases = await db.lease.findMany({
    where: { ...chargedDuring(period), ...(property ? { unit: { propertyId: property } } : {}) },
    select: { id: true },
  });
  const ids = leases.map(({ id }) => id);
  const known = await rentOfMonth(db, ids, today, period);
  const others = ids.filter((id) => !known.has(id));
  const sum: Sum = { expectedCents: 0, receivedCents: 0, overdueCents: 0, pendingCents: 0 };
  for (const rows of [...known.values(), ...(await readLedgers(context, others, period)).values()]) {
    if (rows instanceof Error) throw rows;
    add(sum, rows, overdueDue);
  }
  ledgerBudget.chargeTenancies(ids.length);
  return { period, ...sum };
}
