import type { Context } from '../../request/context.ts';
import { isUniqueViolation } from '../../db/prisma-errors.ts';
import { DomainError } from '../../errors.ts';

export interface NewUnit {
  readonly label: string;
  readonly bedrooms?: number | null;
  /** In cents. */
  readonly rent?: number | null;
}

/** Rows for units to add to a property, from a place in its list on. */
export function newUnitRows(
  context: Context,
  propertyId: string,
  units: readonly NewUnit[],
  firstPosition: number,
) {
  return units.map(({ label, bedrooms, rent }, index) => ({
    id: context.newId('Unit'),
    workspaceId: context.viewer.workspaceId,
    propertyId,
    label,
    position: firstPosition + index,
    bedrooms: bedrooms ?? null,
    rentCents: rent ?? null,
  }));
}

/** Runs a write that may give two units of a property the same label, which the database refuses. */
export async function withUniqueLabels<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('CONFLICT', 'Another unit of this property has that label already.', {
      reason: 'label_taken',
      cause: error,
    });
  }
}
