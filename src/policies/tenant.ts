import type { Prisma, Tenant } from '../generated/prisma/client.ts';
import { fromColumn } from '../db/date-column.ts';
import { notLeft } from './own-rows.ts';
import { ofVisibleLeases } from './lease.ts';
import type { Viewer } from './viewer.ts';

/** Tenants of visible tenancies. A tenant sees the current tenants of their leases. */
export function visibleTenants(viewer: Viewer): Prisma.TenantWhereInput {
  const visible = ofVisibleLeases(viewer);
  return viewer.role === 'TENANT' ? { ...visible, ...notLeft(viewer) } : visible;
}

/** The same rule for a tenant of a visible tenancy that a payment or a form refers to. */
export function isTenantShown(
  { role, today }: Viewer,
  { removedAt, leftOn }: Pick<Tenant, 'removedAt' | 'leftOn'>,
): boolean {
  if (role !== 'TENANT') return true;
  return removedAt === null && (leftOn === null || fromColumn(leftOn) >= today);
}
