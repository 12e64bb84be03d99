import type { Context } from '../../request/context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { notOver } from '../../accounts/tenancy-status.ts';
import { authorize } from '../../policies/acts.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

/** Removes a property from the portfolio. Its records stay. */
export async function deleteProperty(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const property = await context.db.property.findUnique({ where: { id } });
  if (!property) throw notFound('property');
  authorize(context.viewer, 'deleteProperty');
  assertVersion(property, expectedVersion);
  await context.write(async (tx) => {
    // This write locks the row: a new tenancy on the property waits, and then finds it removed.
    const { count } = await tx.property.updateMany({
      where: { id, removedAt: null, ...ifVersion(expectedVersion) },
      data: { removedAt: context.clock.now() },
    });
    if (count === 0) throw notFoundOrStale('property', expectedVersion);
    const live = await tx.lease.count({ where: { unit: { propertyId: id }, ...notOver(context.today) } });
    if (live === 0) return;
    throw new DomainError(
      'CONFLICT',
      live === 1
        ? '1 tenancy on this property has not ended. End it first.'
        : `${live} tenancies on this property have not ended. End them first.`,
      { reason: 'property_occupied' },
    );
  });
}
