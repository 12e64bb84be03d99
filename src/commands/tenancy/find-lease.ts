import { tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { DomainError, notFound } from '../../errors.ts';
import type { Lease, Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';
import { lockLease, lockProperties } from './occupancy.ts';

type Transaction = Prisma.TransactionClient;

/** A tenancy that the viewer sees and may change. */
export async function findLease(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
): Promise<Lease> {
  const lease = await context.db.lease.findUnique({ where: { id } });
  if (!lease) throw notFound('lease');
  authorize(context.viewer, 'updateTenant');
  assertVersion(lease, expectedVersion);
  return lease;
}

/**
 * Locks a tenancy against concurrent changes through any of its tenants, raises its version and theirs, and returns it as
 * it is now.
 */
export async function lockTenancy(
  tx: Transaction,
  { id, unitId }: Lease,
  expectedVersion: ExpectedVersion,
): Promise<Lease> {
  await lockProperties(tx, [unitId]);
  await lockLease(tx, id);
  const { count } = await tx.lease.updateMany({ where: { id, ...ifVersion(expectedVersion) }, data: {} });
  if (count === 0) throw notFoundOrStale('lease', expectedVersion);
  await tx.tenant.updateMany({ where: { leaseId: id }, data: {} });
  return tx.lease.findUniqueOrThrow({ where: { id } });
}

/** @throws DomainError CONFLICT `tenancy_over`. */
export function assertNotOver(lease: Lease, today: string): void {
  if (tenancyStatusOn(lease, today) !== 'PAST') return;
  const message = 'This tenancy is over. Reopen it if its end was a mistake, or create a new tenancy.';
  throw new DomainError('CONFLICT', message, { reason: 'tenancy_over' });
}
