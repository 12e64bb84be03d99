import { partsOf } from '../../parts.ts';
import { inPossession, lastDayOf } from '../../accounts/tenancy-status.ts';
import type { Context } from '../../request/context.ts';
import { isExclusionViolation } from '../../db/prisma-errors.ts';
import { DomainError, notFound } from '../../errors.ts';
import { Prisma, type Lease } from '../../generated/prisma/client.ts';
import { fromColumnOrNull, toColumn } from '../../db/date-column.ts';
import { takeTurn } from '../../turns.ts';

export function unitOccupied(cause?: unknown): DomainError {
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

/** The days on which a tenancy needs its unit, `YYYY-MM-DD`. */
export interface Occupancy {
  /** Null for a new tenancy. */
  readonly leaseId: string | null;
  readonly unitId: string;
  readonly startsOn: string;
  /** Its last day, or the end of its term; null: no end. */
  readonly lastOn: string | null;
}

/** Last day of a tenancy as far as other tenancies on its unit depend on it; null: it goes on. */
export function lastOccupiedOn(lease: Pick<Lease, 'endedOn' | 'lastDayOn' | 'endsOn'>): string | null {
  return lastDayOf(lease) ?? fromColumnOrNull(lease.endsOn);
}

/**
 * The tenancies that share a day with an occupancy. A tenancy whose fixed term has expired continues (RTA s.38(1)), so it
 * blocks later ones. One that was cancelled before it began has no days.
 */
function blockingLeases(
  { unitId, leaseId, startsOn, lastOn }: Occupancy,
  today: string,
): Prisma.LeaseWhereInput {
  const from = toColumn(startsOn);
  const running = { endedOn: null, status: { not: 'PAST' as const } };
  const continues = [{ endsOn: null }, { endsOn: { gte: from } }, { endsOn: { lt: toColumn(today) } }];
  return {
    unitId,
    ...(leaseId === null ? {} : { id: { not: leaseId } }),
    ...(lastOn === null ? {} : { startsOn: { lte: toColumn(lastOn) } }),
    OR: [
      { endedOn: { gte: from } },
      { ...running, lastDayOn: { gte: from } },
      { ...running, lastDayOn: null, OR: continues },
    ],
  };
}

/** Conditions of one statement. Prisma compiles them one by one: a hundred would hold other requests up. */
const CONDITIONS_AT_ONCE = 20;

/** The units of the leases that one of the conditions names. */
async function unitsOfLeases(
  tx: Prisma.TransactionClient,
  conditions: readonly Prisma.LeaseWhereInput[],
): Promise<ReadonlySet<string>> {
  const units = new Set<string>();
  for (const OR of partsOf(conditions, CONDITIONS_AT_ONCE)) {
    await takeTurn();
    const leases = await tx.lease.findMany({ where: { OR }, select: { unitId: true } });
    for (const { unitId } of leases) units.add(unitId);
  }
  return units;
}

/**
 * Reserves units for tenancies inside a transaction, at most one for each: locks their properties, and finds the units that
 * another tenancy blocks (CONFLICT `unit_occupied`), or that are removed (NOT_FOUND).
 */
export async function reserveUnits(
  { today }: Context,
  tx: Prisma.TransactionClient,
  occupancies: readonly Occupancy[],
): Promise<ReadonlyMap<string, DomainError>> {
  const ids = occupancies.map(({ unitId }) => unitId);
  await lockProperties(tx, ids);
  const where = { id: { in: ids }, property: { removedAt: null } };
  const existing = new Set((await tx.unit.findMany({ where, select: { id: true } })).map(({ id }) => id));
  const blocked = await unitsOfLeases(
    tx,
    occupancies.map((occupancy) => blockingLeases(occupancy, today)),
  );
  return new Map([
    ...[...blocked].map((unitId) => [unitId, unitOccupied()] as const),
    ...ids.filter((id) => !existing.has(id)).map((id) => [id, notFound('unit')] as const),
  ]);
}

/**
 * The same for one tenancy.
 *
 * @throws DomainError CONFLICT `unit_occupied` if another tenancy blocks it; NOT_FOUND for a removed unit.
 */
export async function reserveUnit(
  context: Context,
  tx: Prisma.TransactionClient,
  occupancy: Occupancy,
): Promise<void> {
  const refusal = (await reserveUnits(context, tx, [occupancy])).get(occupancy.unitId);
  if (refusal) throw refusal;
}

/**
 * @throws DomainError CONFLICT `unit_occupied` if the tenants of another tenancy are in possession: nobody else can be given
 * the keys early.
 */
export async function assertVacant(
  { today }: Context,
  tx: Prisma.TransactionClient,
  { id, unitId }: Pick<Lease, 'id' | 'unitId'>,
): Promise<void> {
  const where = { unitId, id: { not: id }, ...inPossession(today) };
  if ((await tx.lease.count({ where })) > 0) throw unitOccupied();
}

/**
 * Hands units over, at most one tenancy for each: tenancies whose term ends before the next one begins have the end of that
 * term as their last day, since the unit is let from then on. They stay active until that day. Who left before the end of a
 * term owes its rent no longer than until the unit is let again (RTA s.16).
 */
export async function handOver(
  { today }: Context,
  tx: Prisma.TransactionClient,
  ...occupancies: readonly Occupancy[]
): Promise<void> {
  const next = Prisma.sql`jsonb_to_recordset(${JSON.stringify(occupancies)}::jsonb)
    AS next ("unitId" text, "leaseId" text, "startsOn" date)`;
  await tx.$executeRaw`
    UPDATE "Lease" SET "lastDayOn" = "endsOn", "lastDayKnownOn" = ${toColumn(today)}::date FROM ${next}
    WHERE "Lease"."unitId" = next."unitId" AND "Lease"."id" IS DISTINCT FROM next."leaseId"
      AND "status" IN ('PENDING', 'ACTIVE')
      AND "endedOn" IS NULL AND "lastDayOn" IS NULL AND "endsOn" < next."startsOn"`;
  await tx.$executeRaw`
    UPDATE "Lease" SET "rentOwedUntil" = NULLIF(GREATEST("endedOn", next."startsOn" - 1), "endedOn") FROM ${next}
    WHERE "Lease"."unitId" = next."unitId" AND "Lease"."id" IS DISTINCT FROM next."leaseId"
      AND "rentOwedUntil" >= next."startsOn" AND "Lease"."startsOn" < next."startsOn"`;
}

/** The units on which another tenancy begins after an occupancy of theirs. */
export function unitsLetAfter(
  tx: Prisma.TransactionClient,
  occupancies: readonly Occupancy[],
): Promise<ReadonlySet<string>> {
  const later = occupancies.flatMap(({ unitId, leaseId, lastOn }) => {
    if (lastOn === null) return [];
    const others = leaseId === null ? {} : { id: { not: leaseId } };
    const neverBegan = { status: 'PAST', endedOn: null } as const;
    return [{ unitId, ...others, startsOn: { gt: toColumn(lastOn) }, NOT: neverBegan }];
  });
  return unitsOfLeases(tx, later);
}

/** First day of the next tenancy on a unit; null if there is none. */
export async function nextTenancyOn(
  tx: Prisma.TransactionClient,
  { unitId, startsOn }: Pick<Lease, 'unitId' | 'startsOn'>,
): Promise<string | null> {
  const next = await tx.lease.findFirst({
    where: { unitId, startsOn: { gt: startsOn }, NOT: { status: 'PAST', endedOn: null } },
    orderBy: { startsOn: 'asc' },
    select: { startsOn: true },
  });
  return fromColumnOrNull(next?.startsOn ?? null);
}

/** Takes a hand-over back, e.g. when the next tenancy was entered by mistake. */
export async function takeBackHandOver(
  tx: Prisma.TransactionClient,
  { unitId, id }: Pick<Lease, 'id' | 'unitId'>,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Lease" AS earlier SET "lastDayOn" = NULL, "lastDayKnownOn" = NULL
    WHERE "unitId" = ${unitId} AND "id" <> ${id} AND "status" IN ('PENDING', 'ACTIVE') AND "endedOn" IS NULL
      AND "lastDayOn" = "endsOn" AND NOT EXISTS (
        SELECT FROM "Lease" AS next WHERE next."unitId" = earlier."unitId" AND next."id" NOT IN (${id}, earlier."id")
          AND next."startsOn" > earlier."endsOn" AND NOT (next."status" = 'PAST' AND next."endedOn" IS NULL))`;
}
