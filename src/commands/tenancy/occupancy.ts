import { IN_POSSESSION, isInPossession } from '../../accounts/possession.ts';
import type { Context } from '../../request/context.ts';
import { isExclusionViolation } from '../../db/prisma-errors.ts';
import { DomainError, notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { TenancyStatus } from '../../generated/prisma/enums.ts';
import { toColumn } from '../../db/date-column.ts';

function unitOccupied(cause?: unknown): DomainError {
  return new DomainError(
    'CONFLICT',
    'Another live tenancy on this unit covers some of these days. End it first, or choose other dates or another unit.',
    { reason: 'unit_occupied', cause },
  );
}

/** Runs a write, and translates the database's refusal of two live tenancies on one unit. */
export async function withVacantUnit<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw isExclusionViolation(error) ? unitOccupied(error) : error;
  }
}

/** Locks the properties of units, in a fixed order, against removal and against other changes of tenancies. */
export async function lockProperties(
  tx: Prisma.TransactionClient,
  unitIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Property" WHERE "id" IN (SELECT "propertyId" FROM "Unit" WHERE "id" = ANY (${[...unitIds]}))
    ORDER BY "id" FOR NO KEY UPDATE`;
}

/** Locks a lease against concurrent changes. */
export async function lockLease(tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Lease" WHERE "id" = ${id} FOR NO KEY UPDATE`;
}

interface Occupancy {
  /** Null for a new tenancy. */
  readonly leaseId: string | null;
  readonly unitId: string;
  /** Last day of the term; null: no end. */
  readonly endsOn: string | null;
  readonly status: TenancyStatus;
}

/**
 * The tenancies that block an occupancy whatever their dates are; the database refuses overlapping dates. Two tenancies
 * can't have possession of one unit. A tenancy whose fixed term has expired continues (RTA s.38(1)), so it blocks
 * later ones.
 */
function blockingLeases({ status, endsOn }: Occupancy, today: string): Prisma.LeaseWhereInput {
  if (isInPossession(status)) return IN_POSSESSION;
  const begun = endsOn === null ? {} : { startsOn: { lte: toColumn(endsOn) } };
  return { status: 'ACTIVE', endsOn: { lt: toColumn(today) }, ...begun };
}

/**
 * Reserves a unit for a tenancy inside a transaction: locks its property, and checks that the unit is vacant.
 *
 * @throws DomainError CONFLICT `unit_occupied` if another tenancy blocks it; NOT_FOUND for a removed unit.
 */
export async function reserveUnit(
  context: Context,
  tx: Prisma.TransactionClient,
  occupancy: Occupancy,
): Promise<void> {
  await lockProperties(tx, [occupancy.unitId]);
  const existing = await tx.unit.count({ where: { id: occupancy.unitId, property: { removedAt: null } } });
  if (existing === 0) throw notFound('unit');
  const others = occupancy.leaseId === null ? {} : { id: { not: occupancy.leaseId } };
  const where = { unitId: occupancy.unitId, ...others, ...blockingLeases(occupancy, context.today) };
  if ((await tx.lease.count({ where })) > 0) throw unitOccupied();
}
