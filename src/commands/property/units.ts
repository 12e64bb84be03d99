import type { Context } from '../../request/context.ts';
import { isUniqueViolation } from '../../db/prisma-errors.ts';
import { DomainError } from '../../errors.ts';

export interface NewUnit {
  readonly label: string;
  readonly bedrooms?: number | null;
  /** In cents. */
  readonly rent?: number | null;
  /** Whether the unit is exempt from the rent increase guideline (RTA s.6.1). */
  readonly guidelineExempt?: boolean | null;
}

/** Rows for new units of a property, starting at a position of its list. */
export function newUnitRows(
  context: Context,
  propertyId: string,
  units: readonly NewUnit[],
  firstPosition: number,
) {
  return units.map(({ label, bedrooms, rent, guidelineExempt }, index) => ({
    id: context.newId('Unit'),
    workspaceId: context.viewer.workspaceId,
    propertyId,
    label,
    position: firstPosition + index,
    bedrooms: bedrooms ?? null,
    rentCents: rent ?? null,
    guidelineExempt: guidelineExempt ?? false,
  }));
}

/** Runs a write, and translates the database's refusal of equal labels in a property. */
export async function withUniqueLabels<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError(
      'CONFLICT',
      'Another unit of this property has that label already. Choose another label.',
      {
        reason: 'label_taken',
        cause: error,
      },
    );
  }
}
