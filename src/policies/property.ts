import type { Prisma } from '../generated/prisma/client.ts';
import { isManaged, isTenant } from './own.ts';
import type { Viewer } from './viewer.ts';

const NOT_REMOVED = { removedAt: null };

/** Owners see the portfolio, managers what is assigned to them, tenants where they have a tenancy. */
export function visibleProperties(viewer: Viewer): Prisma.PropertyWhereInput {
  const { workspaceId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId, ...NOT_REMOVED };
    case 'MANAGER':
      return { workspaceId, ...isManaged(viewer) };
    case 'TENANT':
      return {
        workspaceId,
        ...NOT_REMOVED,
        units: { some: { leases: { some: { tenants: { some: isTenant(viewer) } } } } },
      };
    case 'CONTRACTOR':
      // A contractor reaches a property through an assigned ticket only.
      return { id: { in: [] } };
  }
}

/** Who manages what: owners see all of it, managers their own assignments, others none. */
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
