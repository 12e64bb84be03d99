import type { Prisma } from '../generated/prisma/client.ts';
import type { Context } from '../request/context.ts';
import { presentOn } from './tenancy-status.ts';

/** Units of a portfolio, and how many of them have tenants on a day. */
export interface Occupancy {
  readonly units: number;
  readonly occupied: number;
}

/** Occupancy of the properties that the viewer can see, or of one of them. Two statements. */
export async function occupancyOn(
  { db, today }: Context,
  day: string,
  property?: string | null,
): Promise<Occupancy> {
  const where: Prisma.UnitWhereInput = {
    property: { removedAt: null },
    ...(property ? { propertyId: property } : {}),
  };
  const [units, occupied] = await Promise.all([
    db.unit.count({ where }),
    db.unit.count({ where: { ...where, leases: { some: presentOn(day, today) } } }),
  ]);
  return { units, occupied };
}
