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

/** Runs a write that may put two live tenancies on a unit, which the database refuses. */
export async function withFreeUnit<Result>(write: Promise<Result>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    throw isExclusionViolation(error) ? unitOccupied(error) : error;
  }
}

/**
 * Locks the properties of some units, in one order for everybody: what makes or changes tenancies on them waits, and so
 * does their removal.
 */
export async function lockProperties(
  tx: Prisma.TransactionClient,
  unitIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Property" WHERE "id" IN (SELECT "propertyId" FROM "Unit" WHERE "id" = ANY (${[...unitIds]}))
    ORDER BY "id" FOR NO KEY UPDATE`;
}

/** Lets what is decided by a lease and what changes it run one after another. */
export async function lockLease(tx: Prisma.TransactionClient, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Lease" WHERE "id" = ${id} FOR NO KEY UPDATE`;
}

interface Stay {
  /** The tenancy itself, when it exists already. */
  readonly leaseId: string | null;
  readonly unitId: string;
  /** Last day of the term; null: no end. */
  readonly endsOn: string | null;
  readonly status: TenancyStatus;
}

/**
 * The tenancies that stand in the way of a stay whatever their days are; those of the same days the database refuses.
 * Two can not have possession of one unit. A stay that is yet to come is not promised while a fixed term has run out
 * with the tenant still there, since that tenancy goes on (RTA s.38(1)).
 */
function inTheWay({ status, endsOn }: Stay, today: string): Prisma.LeaseWhereInput {
  if (isInPossession(status)) return IN_POSSESSION;
  const begun = endsOn === null ? {} : { startsOn: { lte: toColumn(endsOn) } };
  return { status: 'ACTIVE', endsOn: { lt: toColumn(today) }, ...begun };
}

/**
 * Prepares a unit for a tenancy inside a transaction: locks its property against removal and against other tenancies
 * being made, moved or taken up on it.
 *
 * @throws DomainError CONFLICT `unit_occupied` when another tenancy is in the way; NOT_FOUND for a unit that is gone.
 */
export async function takeUnit(context: Context, tx: Prisma.TransactionClient, stay: Stay): Promise<void> {
  await lockProperties(tx, [stay.unitId]);
  const standing = await tx.unit.count({ where: { id: stay.unitId, property: { removedAt: null } } });
  if (standing === 0) throw notFound('unit');
  const others = stay.leaseId === null ? {} : { id: { not: stay.leaseId } };
  const where = { unitId: stay.unitId, ...others, ...inTheWay(stay, context.today) };
  if ((await tx.lease.count({ where })) > 0) throw unitOccupied();
}
