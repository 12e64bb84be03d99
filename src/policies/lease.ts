import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

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
      return { workspaceId, tenants: { some: { userId } } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
