import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { atField, RefusalList, writeRows, type Bulk, type PlacedRow, type RowOutcome } from '../bulk.ts';
import { createTenancies, newTenancy, type CreateTenantInput, type NewTenancy } from './create-tenant.ts';
import { withVacantUnit } from './occupancy.ts';

export interface TenantIds {
  readonly tenantId: string;
}

/**
 * Tenancies that are over come last, the later ones first: a term that has ended goes on (RTA s.38(1)) unless the unit is
 * known to be let again.
 */
function inOrder(rows: readonly PlacedRow<NewTenancy>[], today: string): readonly PlacedRow<NewTenancy>[] {
  const isOver = ({ row: { input } }: PlacedRow<NewTenancy>) => (input.leaseEnd ?? today) < today;
  const over = rows.filter(isOver);
  over.sort((a, b) => (a.row.input.leaseStart < b.row.input.leaseStart ? 1 : -1));
  return [...rows.filter((row) => !isOver(row)), ...over];
}

/** Rows in rounds: a round has one tenancy for each unit at most. */
function roundsOf(rows: readonly PlacedRow<NewTenancy>[]): PlacedRow<NewTenancy>[][] {
  const rounds: PlacedRow<NewTenancy>[][] = [];
  const taken = new Map<string, number>();
  for (const placed of rows) {
    const { unitId } = placed.row.input;
    const round = taken.get(unitId) ?? 0;
    (rounds[round] ??= []).push(placed);
    taken.set(unitId, round + 1);
  }
  return rounds;
}

/**
 * Creates many tenancies inside a transaction. The number of statements grows only with the tenancies of one unit.
 *
 * @throws RowsRefused naming the rows whose unit is occupied or removed. `field` names the unit in their input.
 */
export async function createAll(
  context: Context,
  tx: Prisma.TransactionClient,
  rows: readonly PlacedRow<NewTenancy>[],
  field: string,
): Promise<void> {
  const refusals = new RefusalList();
  for (const round of roundsOf(inOrder(rows, context.today))) {
    const refused = await createTenancies(
      context,
      tx,
      round.map(({ row }) => row),
    );
    for (const { index, row } of round) {
      const refusal = refused.get(row.input.unitId);
      refusals.attempt(index, () => {
        if (refusal) throw atField(field, refusal);
      });
    }
  }
  refusals.assertNone();
}

/** Creates many tenancies with their tenants and first rents. */
export async function createTenants(
  context: Context,
  bulk: Bulk<CreateTenantInput>,
): Promise<readonly RowOutcome<TenantIds>[]> {
  authorize(context.viewer, 'createTenant');
  const where = { id: { in: bulk.rows.map(({ unitId }) => unitId) } };
  const units = await context.db.unit.findMany({ where, select: { id: true } });
  const known = new Set(units.map(({ id }) => id));
  return writeRows(bulk, async (rows, record) => {
    const refusals = new RefusalList();
    for (const { index, row } of rows) {
      refusals.attempt(index, () => {
        if (!known.has(row.unitId)) throw atField('unitId', notFound('unit'));
      });
    }
    const tenancies = rows.map(({ index, row }) => ({ index, row: newTenancy(context, row) }));
    const ids = tenancies.map(({ row: { tenantId } }) => ({ tenantId }));
    // Tenancies on units that are there are tried too, so that all faults are told at once.
    const tried = tenancies.filter(({ row }) => known.has(row.input.unitId));
    await withVacantUnit(
      context.write(async (tx) => {
        await createAll(context, tx, tried, 'unitId').catch(refusals.takeOver);
        refusals.assertNone();
      }, record(ids)),
    );
    return ids;
  });
}
