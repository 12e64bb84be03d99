import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

/** What makes a tenancy somebody's own. Who was taken off it sees no more of it than a stranger. */
export function isTenant({ userId }: Viewer): Prisma.TenantWhereInput {
  return { userId, removedAt: null };
}

/** Tenancies on visible units; a tenant sees their own, past ones too. */
export function visibleLeases(viewer: Viewer): Prisma.LeaseWhereInput {
  const { workspaceId, userId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, unit: { property: { managers: { some: { userId } } } } };
    case 'TENANT':
      return { workspaceId, tenants: { some: isTenant(viewer) } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
