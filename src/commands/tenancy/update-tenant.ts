import type { Context } from '../../request/context.ts';
import { badInput, DomainError, notFound } from '../../errors.ts';
import type { Lease, Prisma, Tenant } from '../../generated/prisma/client.ts';
import type { TenancyStatus } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { changeCoTenants } from './co-tenants.ts';
import { fromColumn, fromColumnOrNull, toColumn, toColumnOrNull } from '../../db/date-column.ts';
import { lockLease, lockProperties, takeUnit, withFreeUnit } from './occupancy.ts';
import { isInPossession } from '../../accounts/possession.ts';
import { assertVersion, ifVersion, missed, type ExpectedVersion } from '../versions.ts';

export interface UpdateTenantInput {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly coTenants?: readonly string[] | null;
  readonly status?: TenancyStatus | null;
  /** Cents per rental period. */
  readonly rent?: number | null;
  readonly leaseEnd?: string | null;
  readonly unitId?: string | null;
}

type Transaction = Prisma.TransactionClient;

function assertMove(from: TenancyStatus, to: TenancyStatus | null | undefined): void {
  if (from !== 'PAST' || !to || to === 'PAST') return;
  throw new DomainError('CONFLICT', 'A tenancy that is over can not be taken up again; make a new one.', {
    reason: 'illegal_transition',
  });
}

function assertDates(lease: Lease, leaseEnd: string | null | undefined): void {
  const startsOn = fromColumn(lease.startsOn);
  if (!leaseEnd || leaseEnd >= startsOn) return;
  const message = `The lease began on ${startsOn}; it can't end before that.`;
  throw badInput([{ path: ['input', 'leaseEnd'], code: 'date_order', message }]);
}

/** The last day of a tenancy that is said to be over now; none for one that never began. */
function lastDay(lease: Lease, endsOn: string | null, today: string): Date | null {
  if (fromColumn(lease.startsOn) > today) return null;
  return toColumn(
    endsOn !== null && endsOn < today && endsOn !== fromColumnOrNull(lease.endsOn) ? endsOn : today,
  );
}

function leaseColumns(
  context: Context,
  lease: Lease,
  input: UpdateTenantInput,
): Prisma.LeaseUncheckedUpdateManyInput {
  const endsOn = input.leaseEnd === undefined ? fromColumnOrNull(lease.endsOn) : input.leaseEnd;
  const isEnding = input.status === 'PAST' && lease.status !== 'PAST';
  return {
    ...(input.status ? { status: input.status } : {}),
    ...(input.leaseEnd === undefined ? {} : { endsOn: toColumnOrNull(input.leaseEnd) }),
    ...(input.unitId ? { unitId: input.unitId } : {}),
    ...(isEnding ? { endedOn: lastDay(lease, endsOn, context.today) } : {}),
  };
}

/** A new rent is a new row of the schedule, from today on: what fell due before keeps the rent of its day. */
async function changeRent(context: Context, tx: Transaction, lease: Lease, rent: number | null | undefined) {
  if (!rent) return;
  const startsOn = fromColumn(lease.startsOn);
  const effectiveOn = toColumn(startsOn > context.today ? startsOn : context.today);
  const { count } = await tx.leaseRent.updateMany({
    where: { leaseId: lease.id, effectiveOn },
    data: { amountCents: rent },
  });
  if (count > 0) return;
  const { workspaceId } = lease;
  const id = context.newId('LeaseRent');
  await tx.leaseRent.create({ data: { id, workspaceId, leaseId: lease.id, effectiveOn, amountCents: rent } });
}

function tenantColumns({ name, email, phone }: UpdateTenantInput): Prisma.TenantUncheckedUpdateManyInput {
  return {
    ...(name ? { name } : {}),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** What only the tenant's own representation shows; everything else is on the other tenants' of the lease too. */
const OWN_FIELDS: ReadonlySet<string> = new Set<keyof UpdateTenantInput>(['email', 'phone']);

function isShared(input: UpdateTenantInput): boolean {
  return Object.entries(input).some(([field, value]) => value !== undefined && !OWN_FIELDS.has(field));
}

/**
 * Lets changes of a tenancy run one after another, through whichever of its tenants they come, and gives the lease as
 * it is now. Where it may come to lie over another lease, the properties come first, as with new leases: two writes
 * that each wait for what the other may make of a unit's days would never end.
 */
async function takeLease(tx: Transaction, { id, unitId }: Lease, input: UpdateTenantInput): Promise<Lease> {
  const isMoving = input.status !== undefined || input.leaseEnd !== undefined || Boolean(input.unitId);
  if (isMoving) await lockProperties(tx, [unitId, input.unitId ?? unitId]);
  await lockLease(tx, id);
  return tx.lease.findUniqueOrThrow({ where: { id } });
}

async function changeLease(
  context: Context,
  tx: Transaction,
  lease: Lease,
  input: UpdateTenantInput,
): Promise<void> {
  const columns = leaseColumns(context, lease, input);
  const unitId = input.unitId ?? lease.unitId;
  const endsOn = input.leaseEnd === undefined ? fromColumnOrNull(lease.endsOn) : input.leaseEnd;
  const status = input.status ?? lease.status;
  const isMovingIn = isInPossession(status) && !isInPossession(lease.status);
  if (unitId !== lease.unitId || isMovingIn) {
    await takeUnit(context, tx, { leaseId: lease.id, unitId, endsOn, status });
  }
  if (Object.keys(columns).length > 0) await tx.lease.updateMany({ where: { id: lease.id }, data: columns });
  await changeRent(context, tx, lease, input.rent);
}

async function writeChanges(
  context: Context,
  tx: Transaction,
  tenant: Tenant & { lease: Lease },
  input: UpdateTenantInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const { id } = tenant;
  const lease = await takeLease(tx, tenant.lease, input);
  const { count } = await tx.tenant.updateMany({
    where: { id, ...ifVersion(expectedVersion) },
    data: tenantColumns(input),
  });
  if (count === 0) throw missed('tenant', expectedVersion);
  assertMove(lease.status, input.status);
  await changeLease(context, tx, lease, input);
  if (isShared(input)) await changeCoTenants(context, tx, tenant, input.coTenants);
}

/** Changes what the patch names of a tenant and their tenancy; an empty patch changes nothing. */
export async function updateTenant(
  context: Context,
  id: string,
  input: UpdateTenantInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) throw notFound('tenant');
  authorize(context.viewer, 'updateTenant');
  assertVersion(tenant, expectedVersion);
  assertMove(tenant.lease.status, input.status);
  assertDates(tenant.lease, input.leaseEnd);
  if (input.unitId && !(await context.db.unit.findUnique({ where: { id: input.unitId } })))
    throw notFound('unit');
  if (Object.values(input).every((value) => value === undefined)) return;
  await withFreeUnit(context.write((tx) => writeChanges(context, tx, tenant, input, expectedVersion)));
}
