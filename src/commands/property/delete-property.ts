import type { Context } from '../../request/context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { authorize } from '../../policies/acts.ts';
import { assertVersion, ifVersion, missed, type ExpectedVersion } from '../versions.ts';

/** Takes a property off every list. What happened on it stays. */
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
    // The row is locked by this write; a tenancy being made on the property waits, and then finds it gone.
    const { count } = await tx.property.updateMany({
      where: { id, removedAt: null, ...ifVersion(expectedVersion) },
      data: { removedAt: context.clock.now() },
    });
    if (count === 0) throw missed('property', expectedVersion);
    const live = await tx.lease.count({ where: { unit: { propertyId: id }, status: { not: 'PAST' } } });
    if (live === 0) return;
    throw new DomainError(
      'CONFLICT',
      `${live} ${live === 1 ? 'tenancy is' : 'tenancies are'} not over. End them first: set the tenants' status to Past.`,
      { reason: 'property_occupied' },
    );
  });
}
