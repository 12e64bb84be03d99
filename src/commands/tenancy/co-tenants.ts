import { tenantsOn } from '../../accounts/present-tenants.ts';
import { addDays } from '../../calendar/date.ts';
import { toColumn } from '../../db/date-column.ts';
import type { Context } from '../../request/context.ts';
import { badInput } from '../../errors.ts';
import type { Prisma, Tenant } from '../../generated/prisma/client.ts';
import { insertRows } from '../insert-rows.ts';
import { coTenantRows } from './create-tenant.ts';

type Transaction = Prisma.TransactionClient;

interface Difference {
  readonly removed: readonly Tenant[];
  readonly addedNames: readonly string[];
}

/** The tenants to remove and the names to add, so that the co-tenants match `names`. Equal names count separately. */
function compareNames(others: readonly Tenant[], names: readonly string[]): Difference {
  const addedNames = [...names];
  const removed = others.filter(({ name }) => {
    const index = addedNames.indexOf(name);
    if (index >= 0) addedNames.splice(index, 1);
    return index < 0;
  });
  return { removed, addedNames };
}

function assertPrimaryStays(removed: readonly Tenant[]): void {
  const primary = removed.find(({ isPrimary }) => isPrimary);
  if (!primary) return;
  const message = `${primary.name} is the primary tenant and must stay on the lease. Keep the name in the list.`;
  throw badInput([{ path: ['input', 'coTenants'], code: 'primary_tenant', message }]);
}

/**
 * Makes `names` the other tenants of a tenant's lease; undefined keeps them. Raises the version of those who stay either
 * way, since their representation shows the changed tenancy.
 *
 * @throws DomainError BAD_INPUT `primary_tenant` when the names leave out the primary tenant.
 */
export async function changeCoTenants(
  context: Context,
  tx: Transaction,
  { id, leaseId }: Tenant,
  names: readonly string[] | null | undefined,
): Promise<void> {
  const others = await tx.tenant.findMany({
    where: { leaseId, id: { not: id }, ...tenantsOn(context.today) },
    orderBy: { id: 'asc' },
  });
  const given = names === undefined ? others.map(({ name }) => name) : (names ?? []);
  const { removed, addedNames } = compareNames(others, given);
  assertPrimaryStays(removed);
  const removedIds = removed.map((tenant) => tenant.id);
  await tx.tenant.updateMany({
    where: { id: { in: removedIds } },
    data: { removedAt: context.clock.now(), leftOn: toColumn(addDays(context.today, -1)) },
  });
  await tx.tenant.updateMany({ where: { leaseId, id: { notIn: [id, ...removedIds] } }, data: {} });
  const added = coTenantRows(context, leaseId, addedNames);
  await insertRows(added, (data) => tx.tenant.createMany({ data }));
}
