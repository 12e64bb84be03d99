import { DomainError } from '../errors.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import { isManaged, isTenant } from './own.ts';
import type { Viewer } from './viewer.ts';

/** Staff by property; a tenant the tickets of their tenancy; a contractor those assigned to them. */
export function visibleTickets(viewer: Viewer): Prisma.TicketWhereInput {
  const { workspaceId, userId } = viewer;
  switch (viewer.role) {
    case 'ADMIN':
    case 'LANDLORD':
      return { workspaceId };
    case 'MANAGER':
      return { workspaceId, property: isManaged(viewer) };
    case 'TENANT':
      return { workspaceId, lease: { tenants: { some: isTenant(viewer) } } };
    case 'CONTRACTOR':
      return { workspaceId, contractorId: userId };
  }
}

/**
 * A tenant opens tickets about a tenancy of theirs: one about a home they have left, or not yet moved into, would be
 * somebody else's.
 *
 * @throws DomainError FORBIDDEN.
 */
export function assertTicketOwn({ role }: Viewer, { leaseId }: Prisma.TicketUncheckedCreateInput): void {
  if (role !== 'TENANT' || leaseId) return;
  throw new DomainError('FORBIDDEN', 'As tenant you may open tickets for the home that you live in.');
}
