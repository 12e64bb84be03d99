import type { Prisma, Tenant } from '../generated/prisma/client.ts';
import { visibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** The tenants of visible tenancies: to a tenant, themselves and those they rent with now. */
export function visibleTenants(viewer: Viewer): Prisma.TenantWhereInput {
  const visible = { workspaceId: viewer.workspaceId, lease: visibleLeases(viewer) };
  return viewer.role === 'TENANT' ? { ...visible, removedAt: null } : visible;
}

/** The same of a tenant whose tenancy is known to be visible: the one whom a payment or a form names. */
export function isTenantShown({ role }: Viewer, { removedAt }: Pick<Tenant, 'removedAt'>): boolean {
  return role !== 'TENANT' || removedAt === null;
}
