import type { Context } from '../../request/context.ts';
import { badInput } from '../../errors.ts';
import type { Prisma, Tenant } from '../../generated/prisma/client.ts';
import { coTenantRows } from './create-tenant.ts';

type Transaction = Prisma.TransactionClient;

interface Difference {
  readonly leaving: readonly Tenant[];
  /** Names of those who are new. */
  readonly joining: readonly string[];
}

/** Who leaves and who joins, for `names` to be the others; of namesakes there are as many as are named. */
function differenceOf(others: readonly Tenant[], names: readonly string[]): Difference {
  const joining = [...names];
  const leaving = others.filter(({ name }) => {
    const place = joining.indexOf(name);
    if (place >= 0) joining.splice(place, 1);
    return place < 0;
  });
  return { leaving, joining };
}

function assertPrimaryStays(leaving: readonly Tenant[]): void {
  const primary = leaving.find(({ isPrimary }) => isPrimary);
  if (!primary) return;
  const message = `${primary.name} is the tenancy's primary tenant and stays on it; leave the name in the list.`;
  throw badInput([{ path: ['input', 'coTenants'], code: 'primary_tenant', message }]);
}

/**
 * Makes `names` the other tenants on a tenant's lease: those missing leave, new ones join, the rest stay who they are;
 * undefined changes nobody. The version of those who stay is raised either way: whoever holds it has seen what is
 * changed of the tenancy, and must not change that unseen.
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
    where: { leaseId, id: { not: id }, removedAt: null },
    orderBy: { id: 'asc' },
  });
  const given = names === undefined ? others.map(({ name }) => name) : (names ?? []);
  const { leaving, joining } = differenceOf(others, given);
  assertPrimaryStays(leaving);
  const leavingIds = leaving.map((tenant) => tenant.id);
  await tx.tenant.updateMany({
    where: { id: { in: leavingIds } },
    data: { removedAt: context.clock.now() },
  });
  await tx.tenant.updateMany({ where: { leaseId, id: { notIn: [id, ...leavingIds] } }, data: {} });
  await tx.tenant.createMany({ data: coTenantRows(context, leaseId, joining) });
}
