import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

/** Staff by property; a tenant the tickets of their tenancy; a contractor those assigned to them. */
export function visibleTickets(viewer: Viewer): Prisma.TicketWhereInput {
  const { workspaceId, userId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, property: { managers: { some: { userId } } } };
    case 'TENANT':
      return { workspaceId, lease: { tenants: { some: { userId } } } };
    case 'CONTRACTOR':
      return { workspaceId, contractorId: userId };
  }
}
