import type { Prisma } from '../generated/prisma/client.ts';
import { managedProperties, ownTenantRows } from './own-rows.ts';
import type { Viewer } from './viewer.ts';

/** A condition on rows that have a workspace and a tenancy. */
interface OfLeases {
  readonly workspaceId: string;
  readonly lease?: Prisma.LeaseWhereInput;
}

function seesAllLeases({ role }: Viewer): boolean {
  return role === 'ADMIN' || role === 'LANDLORD';
}

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

/**
 * What belongs to visible tenancies, by the row's own workspace and its tenancy. Who sees all tenancies of a workspace
 * needs no look at the tenancy: a row and its tenancy are of one workspace.
 */
export function ofVisibleLeases(viewer: Viewer): OfLeases {
  const { workspaceId } = viewer;
  return seesAllLeases(viewer) ? { workspaceId } : { workspaceId, lease: visibleLeases(viewer) };
}

/** Rents of visible tenancies. A tenant sees no rent of a notice that is not served yet, nor a cancelled one. */
export function visibleRents(viewer: Viewer): Prisma.LeaseRentWhereInput {
  const visible = ofVisibleLeases(viewer);
  return viewer.role === 'TENANT' ? { ...visible, standing: 'LAWFUL' } : visible;
}
