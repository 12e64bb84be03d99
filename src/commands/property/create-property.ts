import { type Address, canonical } from '../../address/address.ts';
import type { Context } from '../../request/context.ts';
import { authorize } from '../../policies/acts.ts';
import { insertRows } from '../insert-rows.ts';
import { newUnitRows, type NewUnit } from './units.ts';

export interface CreatePropertyInput {
  readonly name: string;
  readonly address?: Address | null;
  readonly unitCount?: number | null;
  readonly units?: readonly NewUnit[] | null;
}

function unitsOf({ unitCount, units }: CreatePropertyInput): readonly NewUnit[] {
  if (units) return units;
  return Array.from({ length: unitCount ?? 0 }, (_, index) => ({ label: String(index + 1) }));
}

/** Creates a property with its units. A manager is assigned to a property they create. Returns its id. */
export async function createProperty(context: Context, input: CreatePropertyInput): Promise<string> {
  const { viewer, newId } = context;
  authorize(viewer, 'createProperty');
  const { workspaceId, userId } = viewer;
  const id = newId('Property');
  await context.write(async (tx) => {
    await tx.property.create({
      data: { id, workspaceId, name: input.name, ...canonical(input.address ?? {}) },
    });
    const units = newUnitRows(context, id, unitsOf(input), 0);
    await insertRows(units, (data) => tx.unit.createMany({ data }));
    if (viewer.role !== 'MANAGER') return;
    await tx.propertyManager.create({
      data: { id: newId('PropertyManager'), workspaceId, propertyId: id, userId },
    });
  }, id);
  return id;
}
