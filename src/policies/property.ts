import type { Prisma } from '../generated/prisma/client.ts';
import { managedProperties, ownTenantRows } from './own-rows.ts';
import type { Viewer } from './viewer.ts';

const NOT_REMOVED = { removedAt: null };

/** Owners see the portfolio, managers their assigned properties, tenants the properties of their tenancies. */
export function visibleProperties(viewer: Viewer): Prisma.PropertyWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId, removedAt: viewer.seesDeleted ? { not: null } : null };
    case 'MANAGER':
      return { workspaceId, ...managedProperties(viewer) };
    case 'TENANT':
      return {
        workspaceId,
        ...NOT_REMOVED,
        units: { some: { leases: { some: { tenants: { some: ownTenantRows(viewer) } } } } },
      };
    case 'CONTRACTOR':
      // A contractor reaches a property through an assigned ticket only.
      return { id: { in: [] } };
  }
}

/** Assignments of managers: owners see all, managers their own, others none. */
export function visibleManagers({ role, workspaceId, userId }: Viewer): Prisma.PropertyManagerWhereInput {
  switch (role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, userId };
    case 'TENANT':
    case 'CONTRACTOR':
      return { id: { in: [] } };
  }
}
