import type { Context } from '../../request/context.ts';
import { earlierOf } from '../../calendar/date.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { RentPeriod } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn, toColumnOrNull } from '../../db/date-column.ts';
import { handOver, isLetAfter, reserveUnit, withVacantUnit } from './occupancy.ts';

export interface CreateTenantInput {
  readonly name: string;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly unitId: string;
  /** Cents per rental period. */
  readonly rent: number;
  readonly leaseStart: string;
  readonly leaseEnd?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly rentPeriod?: RentPeriod | null;
  readonly rentDueDay?: number | null;
  /** In cents. */
  readonly deposit?: number | null;
  readonly coTenants?: readonly string[] | null;
}

/** Day of the month of a calendar date. */
function dayOf(date: string): number {
  return Number(date.slice(8));
}

/** The stage of a new tenancy. One whose term is over, on a unit that is let again since, is over too. */
function stageOf({ today }: Context, { leaseStart, leaseEnd }: CreateTenantInput, isSucceeded: boolean) {
  if (isSucceeded && leaseEnd && leaseEnd < today) {
    const last = toColumn(leaseEnd);
    return { status: 'PAST' as const, endedOn: last, lastDayOn: last, lastDayKnownOn: toColumn(today) };
  }
  return { status: leaseStart > today ? ('PENDING' as const) : ('ACTIVE' as const) };
}

function leaseRow(context: Context, id: string, input: CreateTenantInput) {
  return {
    id,
    workspaceId: context.viewer.workspaceId,
    unitId: input.unitId,
    startsOn: toColumn(input.leaseStart),
    endsOn: toColumnOrNull(input.leaseEnd),
    rentalPeriod: input.rentPeriod ?? ('MONTHLY' as const),
    rentDueDay: input.rentDueDay ?? dayOf(input.leaseStart),
    depositCents: input.deposit ?? null,
  };
}

function ownColumns({ firstName, lastName, email, phone }: CreateTenantInput) {
  return {
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    email: email ?? null,
    phone: phone ?? null,
  };
}

/** Rows for the co-tenants of a lease. */
export function coTenantRows(context: Context, leaseId: string, names: readonly string[]) {
  const { workspaceId } = context.viewer;
  return names.map((name) => ({ id: context.newId('Tenant'), workspaceId, leaseId, name, isPrimary: false }));
}

/** The rent deposit, received when the agreement was made (RTA s.106(1)): at the start, or today if that is ahead. */
async function recordDeposit(
  { newId, today, viewer: { workspaceId } }: Context,
  tx: Prisma.TransactionClient,
  leaseId: string,
  amountCents: number,
  startsOn: string,
): Promise<void> {
  const receivedOn = toColumn(earlierOf(startsOn, today));
  const id = newId('Deposit');
  await tx.deposit.create({
    data: { id, workspaceId, leaseId, kind: 'LAST_MONTH', amountCents, receivedOn },
  });
}

/** Creates a tenancy with its tenants and first rent. Returns the primary tenant's id. */
export async function createTenant(context: Context, input: CreateTenantInput): Promise<string> {
  const { viewer, newId } = context;
  authorize(viewer, 'createTenant');
  const { workspaceId } = viewer;
  const unit = await context.db.unit.findUnique({ where: { id: input.unitId } });
  if (!unit) throw notFound('unit');
  const leaseId = newId('Lease');
  const tenantId = newId('Tenant');
  const primary = { id: tenantId, workspaceId, leaseId, name: input.name, isPrimary: true };
  const write = context.write(async (tx) => {
    const days = {
      leaseId: null,
      unitId: unit.id,
      startsOn: input.leaseStart,
      lastOn: input.leaseEnd ?? null,
    };
    await reserveUnit(context, tx, days);
    await handOver(context, tx, days);
    const stage = stageOf(context, input, await isLetAfter(tx, days));
    await tx.lease.create({ data: { ...leaseRow(context, leaseId, input), ...stage } });
    await tx.leaseRent.create({
      data: {
        id: newId('LeaseRent'),
        workspaceId,
        leaseId,
        effectiveOn: toColumn(input.leaseStart),
        amountCents: input.rent,
      },
    });
    if (input.deposit) await recordDeposit(context, tx, leaseId, input.deposit, input.leaseStart);
    await tx.tenant.create({ data: { ...primary, ...ownColumns(input) } });
    await tx.tenant.createMany({ data: coTenantRows(context, leaseId, input.coTenants ?? []) });
  }, tenantId);
  await withVacantUnit(write);
  return tenantId;
}
