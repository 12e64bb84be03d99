import type { Context } from '../../request/context.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import { insertRows } from '../insert-rows.ts';
import { isEmpty, mergedAddress } from '../merge-address.ts';
import type { AddressParts } from '../../address/address.ts';
import { newUnitRows, withUniqueLabels, type NewUnit } from './units.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

interface UnitPatch {
  readonly id?: string | null;
  readonly label?: string | null;
  readonly bedrooms?: number | null;
  /** In cents. */
  readonly rent?: number | null;
  readonly guidelineExempt?: boolean | null;
}

export interface UpdatePropertyInput {
  readonly name?: string | null;
  readonly address?: AddressParts | null;
  readonly units?: readonly UnitPatch[] | null;
}

/** @throws DomainError NOT_FOUND for a unit of another property. */
async function assertOwnUnits(
  context: Context,
  propertyId: string,
  patches: readonly UnitPatch[],
): Promise<void> {
  const ids = patches.flatMap(({ id }) => id ?? []);
  const known = await context.db.unit.count({ where: { id: { in: ids }, propertyId } });
  if (known !== new Set(ids).size) throw notFound('unit of this property');
}

/**
 * Changes all units in one statement, so that two units can swap labels: the database checks labels at its end.
 * `undefined` keeps a column, null clears it.
 */
async function changeUnits(
  tx: Prisma.TransactionClient,
  patches: readonly UnitPatch[],
  now: Date,
): Promise<void> {
  if (patches.length === 0) return;
  await tx.$executeRaw`
    UPDATE "Unit" SET
      "label"     = COALESCE(patch ->> 'label', "label"),
      "bedrooms"  = CASE WHEN patch ? 'bedrooms' THEN (patch ->> 'bedrooms')::int ELSE "bedrooms" END,
      "rentCents" = CASE WHEN patch ? 'rent' THEN (patch ->> 'rent')::int ELSE "rentCents" END,
      "guidelineExempt" = COALESCE((patch ->> 'guidelineExempt')::boolean, "guidelineExempt"),
      "version"   = "version" + 1,
      "updatedAt" = ${now}
    FROM jsonb_array_elements(${JSON.stringify(patches)}::jsonb) AS patch
    WHERE "Unit"."id" = patch ->> 'id'`;
}

async function addUnits(
  context: Context,
  tx: Prisma.TransactionClient,
  propertyId: string,
  patches: readonly UnitPatch[],
): Promise<void> {
  const units = patches.filter((patch): patch is UnitPatch & NewUnit => !patch.id);
  if (units.length === 0) return;
  const last = await tx.unit.aggregate({ where: { propertyId }, _max: { position: true } });
  const firstPosition = (last._max.position ?? -1) + 1;
  const rows = newUnitRows(context, propertyId, units, firstPosition);
  await insertRows(rows, (data) => tx.unit.createMany({ data }));
}

async function lockAddress(tx: Prisma.TransactionClient, id: string): Promise<AddressParts> {
  await tx.$queryRaw`SELECT 1 FROM "Property" WHERE "id" = ${id} FOR NO KEY UPDATE`;
  return (await tx.property.findUnique({ where: { id } })) ?? {};
}

/** Applies a patch to a property and its units. An empty patch changes nothing. */
export async function updateProperty(
  context: Context,
  id: string,
  input: UpdatePropertyInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const property = await context.db.property.findUnique({ where: { id } });
  if (!property) throw notFound('property');
  authorize(context.viewer, 'updateProperty');
  assertVersion(property, expectedVersion);
  const named = input.units ?? [];
  const units = named.filter(({ id: _id, ...columns }) => !isEmpty(columns));
  await assertOwnUnits(context, id, named);
  if (!input.name && isEmpty(input.address) && units.length === 0) return;
  const write = context.write(async (tx) => {
    const where = { id, ...ifVersion(expectedVersion) };
    const name = input.name ? { name: input.name } : {};
    const address = await mergedAddress(input.address, ['input', 'address'], () => lockAddress(tx, id));
    const data = { ...name, ...address };
    const { count } = await tx.property.updateMany({ where, data });
    if (count === 0) throw notFoundOrStale('property', expectedVersion);
    await changeUnits(
      tx,
      units.filter((unit) => unit.id),
      context.clock.now(),
    );
    await addUnits(context, tx, id, units);
  });
  await withUniqueLabels(write);
}
