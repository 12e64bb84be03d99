import type { Prisma } from '../generated/prisma/client.ts';
import { managedProperties, ownTenantRows } from './own-rows.ts';
import type { Viewer } from './viewer.ts';

/** Units of visible properties. A tenant sees the units of their tenancies, past ones included. */
export function visibleUnits(viewer: Viewer): Prisma.UnitWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, property: managedProperties(viewer) };
    case 'TENANT':
      return { workspaceId, leases: { some: { tenants: { some: ownTenantRows(viewer) } } } };
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
