import type { Prisma } from '../generated/prisma/client.ts';
import { isManaged, isTenant } from './own.ts';
import type { Viewer } from './viewer.ts';

/** The units of visible properties; a tenant sees the units they rent or have rented. */
export function visibleUnits(viewer: Viewer): Prisma.UnitWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, property: isManaged(viewer) };
    case 'TENANT':
      return { workspaceId, leases: { some: { tenants: { some: isTenant(viewer) } } } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
