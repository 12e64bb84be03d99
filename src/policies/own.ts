import type { Prisma } from '../generated/prisma/client.ts';
import type { Viewer } from './viewer.ts';

/** What makes a tenancy somebody's own. Who was taken off it sees no more of it than a stranger. */
export function isTenant({ userId }: Viewer): Prisma.TenantWhereInput {
  return { userId, removedAt: null };
}

/** What makes a property a manager's: an assignment, until the property leaves the portfolio. */
export function isManaged({ userId }: Viewer): Prisma.PropertyWhereInput {
  return { removedAt: null, managers: { some: { userId } } };
}
