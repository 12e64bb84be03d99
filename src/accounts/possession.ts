import type { TenancyStatus } from '../generated/prisma/enums.ts';

/** Tenancies whose tenants have possession of their unit. */
export const IN_POSSESSION = { status: { in: ['ACTIVE' as const, 'NOTICE' as const] } };

/** Whether the tenants of a tenancy have possession of their unit. */
export function isInPossession(status: TenancyStatus): boolean {
  return IN_POSSESSION.status.in.some((inPossession) => inPossession === status);
}
