import type { Prisma } from '../generated/prisma/client.ts';
import { visibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** The tenants of visible tenancies: to a tenant, themselves and those they rent with now. */
export function visibleTenants(viewer: Viewer): Prisma.TenantWhereInput {
  const visible = { workspaceId: viewer.workspaceId, lease: visibleLeases(viewer) };
  return viewer.role === 'TENANT' ? { ...visible, removedAt: null } : visible;
}
