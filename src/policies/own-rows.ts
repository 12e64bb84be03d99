import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

/** The tenant rows of a user. A tenant removed from a lease no longer sees the tenancy. */
export function ownTenantRows({ userId }: Viewer): Prisma.TenantWhereInput {
  return { userId, removedAt: null };
}

/** The properties assigned to a manager, unless they were removed from the portfolio. */
export function managedProperties({ userId }: Viewer): Prisma.PropertyWhereInput {
  return { removedAt: null, managers: { some: { userId } } };
}
