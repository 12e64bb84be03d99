import { forgetSums } from '../../accounts/expected/store-sums.ts';
import { DomainError, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';
import { lockLease, lockProperties, takeBackHandOver } from './occupancy.ts';

type Transaction = Prisma.TransactionClient;

/** @throws DomainError CONFLICT `tenancy_has_history` once money came in or a form was served. */
async function assertNoHistory(tx: Transaction, leaseId: string): Promise<void> {
  const received = await tx.payment.count({ where: { leaseId, source: 'RECEIVED' } });
  const served = received > 0 ? 0 : await tx.form.count({ where: { leaseId, servedOn: { not: null } } });
  if (received + served === 0) return;
  const message = received
    ? 'A payment was received for this tenancy, so it stays on record. End it, or correct its terms.'
    : 'A form of this tenancy was served, so it stays on record. End it, or correct its terms.';
  throw new DomainError('CONFLICT', message, { reason: 'tenancy_has_history' });
}

/** Deletes the rows of a tenancy, those that refer to others first. Its tickets stay with the unit. */
async function deleteRows(tx: Transaction, leaseId: string): Promise<void> {
  const where = { leaseId };
  await tx.charge.deleteMany({ where });
  await tx.depositEntry.deleteMany({ where: { deposit: where } });
  await tx.deposit.deleteMany({ where });
  await tx.suggestion.deleteMany({ where });
  await tx.payment.deleteMany({ where });
  await forgetSums(tx, [leaseId]);
  await tx.leaseRent.deleteMany({ where });
  await tx.formFile.deleteMany({ where: { form: where } });
  await tx.form.deleteMany({ where });
  await tx.ticket.updateMany({ where, data: { leaseId: null } });
  await tx.tenant.deleteMany({ where });
  await tx.lease.deleteMany({ where: { id: leaseId } });
}

/** Removes a tenancy that was entered by mistake, with all its tenants. */
export async function removeTenancy(
  context: Context,
  id: string,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) throw notFound('tenant');
  authorize(context.viewer, 'deleteTenant');
  assertVersion(tenant, expectedVersion);
  const { lease } = tenant;
  await context.write(async (tx) => {
    await lockProperties(tx, [lease.unitId]);
    await lockLease(tx, lease.id);
    // A payment or a form of a tenancy that is removed meanwhile finds no tenant.
    const { count } = await tx.tenant.updateMany({ where: { id, ...ifVersion(expectedVersion) }, data: {} });
    if (count === 0) throw notFoundOrStale('tenant', expectedVersion);
    await assertNoHistory(tx, lease.id);
    await takeBackHandOver(tx, lease);
    await deleteRows(tx, lease.id);
  });
}
