import type { Prisma } from '../generated/prisma/client.ts';
import { isManaged, isTenant } from './own.ts';
import type { Viewer } from './viewer.ts';

/** Tenancies on visible units; a tenant sees their own, past ones too. */
export function visibleLeases(viewer: Viewer): Prisma.LeaseWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, unit: { property: isManaged(viewer) } };
    case 'TENANT':
      return { workspaceId, tenants: { some: isTenant(viewer) } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
