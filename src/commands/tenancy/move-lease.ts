import { tenantsOn } from '../../accounts/present-tenants.ts';
import { SCHEDULE } from '../../accounts/lawful-rents.ts';
import { addDays } from '../../calendar/date.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import { badInput, notFound } from '../../errors.ts';
import type { Lease, Prisma, Tenant } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { insertRows } from '../insert-rows.ts';
import { assertVersion, type ExpectedVersion } from '../versions.ts';
import { assertNotOver, findLease } from './find-lease.ts';
import { movedRents } from './moved-rents.ts';
import { handOver, lockLease, lockProperties, reserveUnit, withVacantUnit } from './occupancy.ts';

type Transaction = Prisma.TransactionClient;

export interface MoveInput {
  readonly unitId: string;
  /** First day in the new unit. */
  readonly on: string;
}

/** The earlier tenancy ends the day before: now, or on a last day that lies ahead. */
function endColumns(today: string, on: string) {
  const lastOn = toColumn(addDays(on, -1));
  const known = { lastDayKnownOn: toColumn(today), endReason: 'Moved to another unit' };
  return on > today
    ? { ...known, status: 'NOTICE' as const, lastDayOn: lastOn }
    : { ...known, status: 'PAST' as const, endedOn: lastOn, rentOwedUntil: null };
}

function copyOf(
  context: Context,
  leaseId: string,
  { name, firstName, lastName, email, phone, ...rest }: Tenant,
) {
  const { userId, isPrimary, workspaceId } = rest;
  const id = context.newId('Tenant');
  return { id, workspaceId, leaseId, name, firstName, lastName, email, phone, userId, isPrimary };
}

async function begin(
  context: Context,
  tx: Transaction,
  { lease, id, input: { unitId, on } }: { lease: Lease; id: string; input: MoveInput },
): Promise<void> {
  const { workspaceId, endsOn, rentalPeriod, rentDueDay, emailConsent } = lease;
  const status = on > context.today ? ('PENDING' as const) : ('ACTIVE' as const);
  const term = endsOn !== null && fromColumn(endsOn) >= on ? endsOn : null;
  const terms = { rentalPeriod, rentDueDay, emailConsent, endsOn: term };
  const schedule = await tx.leaseRent.findMany({
    ...SCHEDULE,
    where: { ...SCHEDULE.where, leaseId: lease.id },
  });
  const { rents, warnings: left } = movedRents(schedule, on);
  const warnings = left as unknown as Prisma.InputJsonArray;
  await tx.lease.create({
    data: { id, workspaceId, unitId, status, startsOn: toColumn(on), ...terms, warnings },
  });
  await tx.leaseRent.createMany({
    data: rents.map(({ effectiveOn, ...rent }) => ({
      id: context.newId('LeaseRent'),
      workspaceId,
      leaseId: id,
      effectiveOn: toColumn(effectiveOn),
      ...rent,
    })),
  });
  const tenants = await tx.tenant.findMany({
    where: { leaseId: lease.id, ...tenantsOn(on) },
    orderBy: { id: 'asc' },
  });
  const moved = tenants.map((tenant) => copyOf(context, id, tenant));
  await insertRows(moved, (data) => tx.tenant.createMany({ data }));
}

/**
 * Moves the tenants to another unit: the tenancy ends, and a new one begins at the same rent, with lower rents that were
 * scheduled. What happened stays with the unit where it happened; increases that lie ahead are warnings of the new lease.
 * Returns the id of the new lease.
 */
export async function moveLease(
  context: Context,
  leaseId: string,
  input: MoveInput,
  expectedVersion: ExpectedVersion,
): Promise<string> {
  const lease = await findLease(context, leaseId, expectedVersion);
  const { unitId, on } = input;
  const { today } = context;
  assertNotOver(lease, today);
  if (!(await context.db.unit.findUnique({ where: { id: unitId } }))) throw notFound('unit');
  const startsOn = fromColumn(lease.startsOn);
  if (on <= startsOn) {
    const message = `The tenancy begins on ${startsOn}. Give a later day, or correct its unit instead.`;
    throw badInput([{ path: ['input', 'on'], code: 'date_order', message }]);
  }
  if (unitId === lease.unitId) {
    const message = 'The tenants live in this unit already. Give another one.';
    throw badInput([{ path: ['input', 'unitId'], code: 'not_applicable', message }]);
  }
  const id = context.newId('Lease');
  const write = context.write(async (tx) => {
    await lockProperties(tx, [lease.unitId, unitId]);
    await lockLease(tx, leaseId);
    const current = await tx.lease.findUniqueOrThrow({ where: { id: leaseId } });
    assertVersion(current, expectedVersion);
    assertNotOver(current, today);
    const lastOn =
      current.endsOn !== null && fromColumn(current.endsOn) >= on ? fromColumn(current.endsOn) : null;
    const days = { leaseId: null, unitId, startsOn: on, lastOn };
    await reserveUnit(context, tx, days);
    await handOver(context, tx, days);
    await tx.lease.updateMany({ where: { id: leaseId }, data: endColumns(today, on) });
    await tx.tenant.updateMany({ where: { leaseId }, data: {} });
    await begin(context, tx, { lease: current, id, input });
  }, id);
  await withVacantUnit(write);
  return id;
}
