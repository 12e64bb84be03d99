import type { Prisma, PrismaClient } from '../generated/prisma/client.ts';
import { readAhead } from '../parts.ts';
import { STAY_SELECTION } from './present-tenants.ts';

/** The columns of a lease that a row of a report shows. */
const ROW_SELECTION = {
  id: true,
  endsOn: true,
  endedOn: true,
  lastDayOn: true,
  depositCents: true,
  rentalPeriod: true,
  unit: { select: { id: true, label: true, propertyId: true, property: { select: { name: true } } } },
  tenants: { orderBy: { id: 'asc' }, select: { id: true, name: true, ...STAY_SELECTION } },
} as const satisfies Prisma.LeaseSelect;

export type RowLease = Prisma.LeaseGetPayload<{ select: typeof ROW_SELECTION }>;

/** What the rows of leases show, by lease. */
export async function readRowLeases(
  db: PrismaClient,
  leaseIds: readonly string[],
): Promise<ReadonlyMap<string, RowLease>> {
  const leases = new Map<string, RowLease>();
  const readPart = (ids: string[]) =>
    db.lease.findMany({ where: { id: { in: ids } }, select: ROW_SELECTION });
  for await (const part of readAhead(leaseIds, readPart)) {
    for (const lease of part) leases.set(lease.id, lease);
  }
  return leases;
}
