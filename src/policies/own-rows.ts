import type { Prisma } from '../generated/prisma/client.ts';
import { toColumn } from '../db/date-column.ts';
import type { Viewer } from './viewer.ts';

/** Tenants who have not left, those who join later included. */
export function notLeft({ today }: Viewer): Prisma.TenantWhereInput {
  return { removedAt: null, OR: [{ leftOn: null }, { leftOn: { gte: toColumn(today) } }] };
}

/** The tenant rows of a user. A tenant who has left a lease no longer sees the tenancy. */
export function ownTenantRows(viewer: Viewer): Prisma.TenantWhereInput {
  return { userId: viewer.userId, ...notLeft(viewer) };
}

/** The properties assigned to a manager, unless they were removed from the portfolio. */
export function managedProperties({ userId }: Viewer): Prisma.PropertyWhereInput {
  return { removedAt: null, managers: { some: { userId } } };
}
