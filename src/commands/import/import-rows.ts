import { canonical, type Address } from '../../address/address.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { RefusalList, writeRows, type Bulk, type PlacedRow, type RowOutcome } from '../bulk.ts';
import { insertRows } from '../insert-rows.ts';
import { newUnitRows, withUniqueLabels } from '../property/units.ts';
import { newTenancy, type CreateTenantInput, type NewTenancy } from '../tenancy/create-tenant.ts';
import { createAll } from '../tenancy/create-tenants.ts';
import { withVacantUnit } from '../tenancy/occupancy.ts';
import { findPlaces, type ImportPlaces, type PropertyPlace, type UnitPlace } from './find-places.ts';

/** A line of a rent roll: a unit of a property, and the tenancy on it. */
export interface ImportRow {
  readonly propertyId?: string | null;
  readonly propertyName?: string | null;
  /** Of a new property. */
  readonly address?: Address | null;
  readonly unitLabel: string;
  readonly bedrooms?: number | null;
  readonly tenancy?: Omit<CreateTenantInput, 'unitId'> | null;
}

export interface ImportIds {
  readonly propertyId: string;
  readonly unitId: string;
  readonly tenantId: string | null;
}

interface Planned {
  readonly property: PropertyPlace;
  readonly unit: UnitPlace;
  readonly tenancy: NewTenancy | null;
}

/** What each row stands for; a property or a unit that several rows name is made once. */
function planRows(
  context: Context,
  rows: readonly PlacedRow<ImportRow>[],
  places: ImportPlaces,
  refusals: RefusalList,
): PlacedRow<Planned>[] {
  return rows.flatMap(({ index, row }) => {
    const planned = refusals.attempt(index, () => {
      const property = places.propertyOf(row);
      const unit = places.unitOf(property, row);
      const tenancy = row.tenancy ? newTenancy(context, { ...row.tenancy, unitId: unit.id }) : null;
      return { property, unit, tenancy };
    });
    return planned ? [{ index, row: planned }] : [];
  });
}

const distinct = <Place extends { readonly id: string }>(places: readonly Place[]): Place[] => [
  ...new Map(places.map((place) => [place.id, place])).values(),
];

async function insertProperties(
  { viewer, newId }: Context,
  tx: Prisma.TransactionClient,
  properties: readonly PropertyPlace[],
): Promise<void> {
  const { workspaceId, userId, role } = viewer;
  const rows = properties.map(({ id, name, address }) => ({
    id,
    workspaceId,
    name,
    ...canonical(address ?? {}),
  }));
  await insertRows(rows, (data) => tx.property.createMany({ data }));
  if (role !== 'MANAGER') return;
  const managers = properties.map(({ id: propertyId }) => {
    return { id: newId('PropertyManager'), workspaceId, propertyId, userId };
  });
  await insertRows(managers, (data) => tx.propertyManager.createMany({ data }));
}

async function insertUnits(
  context: Context,
  tx: Prisma.TransactionClient,
  units: readonly UnitPlace[],
): Promise<void> {
  const rows = units.flatMap((unit) => {
    const [row] = newUnitRows(context, unit.propertyId, [unit], unit.position);
    return row ? [{ ...row, id: unit.id }] : [];
  });
  await insertRows(rows, (data) => tx.unit.createMany({ data }));
}

/** Locks the properties that get units. A property that has left the portfolio meanwhile is not found. */
async function lockProperties(
  tx: Prisma.TransactionClient,
  planned: readonly PlacedRow<Planned>[],
  refusals: RefusalList,
): Promise<void> {
  const ids = planned.flatMap(({ row: { property } }) => (property.isNew ? [] : [property.id]));
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Property" WHERE "id" = ANY (${[...new Set(ids)]}) AND "removedAt" IS NULL
    ORDER BY "id" FOR NO KEY UPDATE`;
  const present = new Set(locked.map(({ id }) => id));
  for (const { index, row } of planned) {
    refusals.attempt(index, () => {
      if (!row.property.isNew && !present.has(row.property.id)) throw notFound('property');
    });
  }
}

async function insertAll(
  context: Context,
  tx: Prisma.TransactionClient,
  planned: readonly PlacedRow<Planned>[],
  refusals: RefusalList,
): Promise<void> {
  await lockProperties(tx, planned, refusals);
  const properties = distinct(planned.map(({ row }) => row.property));
  await insertProperties(
    context,
    tx,
    properties.filter(({ isNew }) => isNew),
  );
  const units = distinct(planned.map(({ row }) => row.unit));
  await insertUnits(
    context,
    tx,
    units.filter(({ isNew }) => isNew),
  );
  const tenancies = planned.flatMap(({ index, row: { tenancy: row } }) => (row ? [{ index, row }] : []));
  if (tenancies.length > 0) await createAll(context, tx, tenancies, 'unitLabel').catch(refusals.takeOver);
  refusals.assertNone();
}

/** Puts many lines of a rent roll on record: properties and units that are missing, and their tenancies. */
export async function importRows(
  context: Context,
  bulk: Bulk<ImportRow>,
): Promise<readonly RowOutcome<ImportIds>[]> {
  authorize(context.viewer, 'createProperty');
  authorize(context.viewer, 'createTenant');
  return writeRows(bulk, async (rows, record) => {
    const refusals = new RefusalList();
    const places = await findPlaces(
      context,
      rows.map(({ row }) => row),
    );
    const planned = planRows(context, rows, places, refusals);
    const ids = planned.map(({ row: { property, unit, tenancy } }) => {
      return { propertyId: property.id, unitId: unit.id, tenantId: tenancy?.tenantId ?? null };
    });
    const write = context.write((tx) => insertAll(context, tx, planned, refusals), record(ids));
    await withUniqueLabels(withVacantUnit(write));
    return ids;
  });
}
