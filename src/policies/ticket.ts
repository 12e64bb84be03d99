import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { managedProperties, ownTenantRows } from './own-rows.ts';
import type { Viewer } from './viewer.ts';

/** Staff see tickets by property, tenants those of their tenancies, contractors those assigned to them. */
export function visibleTickets(viewer: Viewer): Prisma.TicketWhereInput {
  const { workspaceId, userId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, property: managedProperties(viewer) };
    case 'TENANT':
      return { workspaceId, lease: { tenants: { some: ownTenantRows(viewer) } } };
    case 'CONTRACTOR':
      return { workspaceId, contractorId: userId };
  }
}

/**
 * Tenants open tickets only for a tenancy in possession. Before it and after it, other people live in the unit.
 *
 * @throws DomainError FORBIDDEN.
 */
export function assertOwnTicket({ role }: Viewer, { leaseId }: Prisma.TicketUncheckedCreateInput): void {
  if (role !== 'TENANT' || leaseId) return;
  throw new DomainError('FORBIDDEN', 'Tenants can open tickets only for the home they live in.');
}
