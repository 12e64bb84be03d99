import { fromColumnOrNull } from '../../db/date-column.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import type { ExpectedVersion } from '../versions.ts';
import { assertNotOver, findLease } from './find-lease.ts';
import { updateTenant, type UpdateTenantInput } from './update-tenant.ts';

export type UpdateLeaseInput = Omit<
  UpdateTenantInput,
  'name' | 'firstName' | 'lastName' | 'email' | 'phone' | 'coTenants' | 'unitId'
>;

/** A tenant of a lease, whose patch changes the lease. The primary tenant is there also once everybody has left. */
async function anyTenantOf(context: Context, leaseId: string): Promise<string> {
  const tenant = await context.db.tenant.findFirst({
    where: { leaseId },
    orderBy: [{ isPrimary: 'desc' }, { id: 'asc' }],
    select: { id: true },
  });
  if (!tenant) throw notFound('tenant');
  return tenant.id;
}

/** Changes a tenancy as the patch of any of its tenants does. `expectedVersion`: of the lease. */
export async function updateLease(
  context: Context,
  id: string,
  input: UpdateLeaseInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  await findLease(context, id, expectedVersion);
  await updateTenant(context, await anyTenantOf(context, id), input, null, expectedVersion ?? null);
}

/**
 * Renews a tenancy for a term. A notice of the tenants is taken back with it, since they agree to stay.
 *
 * @throws DomainError BAD_INPUT `date_order` for an end that is no later; the errors of a higher rent.
 */
export async function renewLease(
  context: Context,
  id: string,
  { leaseEnd, rent }: { readonly leaseEnd: string; readonly rent?: number | null },
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const lease = await findLease(context, id, expectedVersion);
  assertNotOver(lease, context.today);
  const until = fromColumnOrNull(lease.endsOn);
  const earliest = until !== null && until > context.today ? until : context.today;
  if (leaseEnd <= earliest) {
    const message = `The new term has to end after ${earliest}. Give a later date.`;
    throw badInput([{ path: ['input', 'leaseEnd'], code: 'date_order', message }]);
  }
  const stays = lease.status === 'NOTICE' ? { status: 'ACTIVE' as const } : {};
  await updateLease(context, id, { leaseEnd, ...stays, ...(rent ? { rent } : {}) }, expectedVersion);
}
