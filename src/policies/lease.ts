import type { Prisma } from '../generated/prisma/client.ts';
import { managedProperties, ownTenantRows } from './own-rows.ts';
import type { Viewer } from './viewer.ts';

/** Tenancies on visible units. A tenant sees their own, past ones included. */
export function visibleLeases(viewer: Viewer): Prisma.LeaseWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, unit: { property: managedProperties(viewer) } };
    case 'TENANT':
      return { workspaceId, tenants: { some: ownTenantRows(viewer) } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}

/** Rents of visible tenancies. A tenant sees no rent of a notice that is not served yet, nor a cancelled one. */
export function visibleRents(viewer: Viewer): Prisma.LeaseRentWhereInput {
  const visible = { lease: visibleLeases(viewer) };
  return viewer.role === 'TENANT' ? { ...visible, standing: 'LAWFUL' } : visible;
}
