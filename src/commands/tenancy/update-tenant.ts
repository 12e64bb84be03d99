import type { Context } from '../../request/context.ts';
import { DomainError, notFound, type Fault } from '../../errors.ts';
import type { Lease, Prisma, Tenant } from '../../generated/prisma/client.ts';
import type { TenancyStatus } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { changeCoTenants } from './co-tenants.ts';
import { leaseEndFault } from './lease-dates.ts';
import { fromColumn, fromColumnOrNull, toColumn, toColumnOrNull } from '../../db/date-column.ts';
import { assertLawfulRent, cancelNoticedRents, changeRent, previewRent } from './change-rent.ts';
import type { RentChangeInput } from './rent-effect.ts';
import { lockLease, lockProperties, reserveUnit, withVacantUnit } from './occupancy.ts';
import { isInPossession } from '../../accounts/possession.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

export interface UpdateTenantInput extends RentChangeInput {
  readonly name?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly coTenants?: readonly string[] | null;
  readonly status?: TenancyStatus | null;
  readonly leaseEnd?: string | null;
  readonly unitId?: string | null;
}

type Transaction = Prisma.TransactionClient;

function assertNotReopened(from: TenancyStatus, to: TenancyStatus | null | undefined): void {
  if (from !== 'PAST' || !to || to === 'PAST') return;
  throw new DomainError('CONFLICT', 'This tenancy has ended and cannot be reopened. Create a new tenancy.', {
    reason: 'illegal_transition',
  });
}

/** Faults of a patch that follow from the lease. */
function leaseFaults(lease: Lease, { leaseEnd }: UpdateTenantInput): Fault[] {
  const fault = leaseEnd ? leaseEndFault(fromColumn(lease.startsOn), leaseEnd) : null;
  return fault ? [{ path: ['input', 'leaseEnd'], ...fault }] : [];
}

/** Faults of a patch that `updateTenant` would report, to be reported with other faults. */
export async function previewChanges(
  context: Context,
  id: string,
  input: UpdateTenantInput,
): Promise<readonly Fault[]> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) return [];
  return [...leaseFaults(tenant.lease, input), ...(await previewRent(context, tenant.leaseId, input))];
}

/** The last day of a tenancy that ends now; null if it never began. */
function lastDay(lease: Lease, endsOn: string | null, today: string): Date | null {
  if (fromColumn(lease.startsOn) > today) return null;
  return toColumn(
    endsOn !== null && endsOn < today && endsOn !== fromColumnOrNull(lease.endsOn) ? endsOn : today,
  );
}

/**
 * The last day of a tenancy as far as a patch makes it known: it ends, or its tenants have given notice for the end of
 * the term. A day that a notice gave stays. `endedOn`: of a tenancy that ends now.
 */
function lastDayColumns(
  context: Context,
  lease: Lease,
  input: UpdateTenantInput,
  endedOn: Date | null | undefined,
): Prisma.LeaseUncheckedUpdateManyInput {
  const status = input.status ?? lease.status;
  const knownSince = { lastDayKnownOn: toColumn(context.today) };
  if (endedOn !== undefined) return { lastDayOn: endedOn, ...knownSince };
  if (status === 'PAST') return {};
  if (status !== 'NOTICE') return input.status ? { lastDayOn: null, lastDayKnownOn: null } : {};
  const isNew = lease.status !== 'NOTICE' && lease.lastDayOn === null;
  if (!isNew && input.leaseEnd === undefined) return {};
  const endsOn = input.leaseEnd === undefined ? fromColumnOrNull(lease.endsOn) : input.leaseEnd;
  if (!endsOn || endsOn < context.today) return { lastDayOn: null, lastDayKnownOn: null };
  return { lastDayOn: toColumn(endsOn), ...knownSince };
}

function leaseColumns(
  context: Context,
  lease: Lease,
  input: UpdateTenantInput,
): Prisma.LeaseUncheckedUpdateManyInput {
  const endsOn = input.leaseEnd === undefined ? fromColumnOrNull(lease.endsOn) : input.leaseEnd;
  const isEnding = input.status === 'PAST' && lease.status !== 'PAST';
  const endedOn = isEnding ? lastDay(lease, endsOn, context.today) : undefined;
  return {
    ...(input.status ? { status: input.status } : {}),
    ...(input.leaseEnd === undefined ? {} : { endsOn: toColumnOrNull(input.leaseEnd) }),
    ...(input.unitId ? { unitId: input.unitId } : {}),
    ...(endedOn === undefined ? {} : { endedOn }),
    ...lastDayColumns(context, lease, input, endedOn),
  };
}

function tenantColumns({ name, email, phone }: UpdateTenantInput): Prisma.TenantUncheckedUpdateManyInput {
  return {
    ...(name ? { name } : {}),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** Fields of this tenant only. All others also show on the co-tenants' representations. */
const OWN_FIELDS: ReadonlySet<string> = new Set<keyof UpdateTenantInput>(['email', 'phone']);

function isShared(input: UpdateTenantInput): boolean {
  return Object.entries(input).some(([field, value]) => value !== undefined && !OWN_FIELDS.has(field));
}

/**
 * Locks a tenancy against concurrent changes through any of its tenants, and returns the current lease. If it may come to
 * overlap another lease, the properties are locked first, as for new leases: a fixed order avoids deadlocks.
 */
async function lockTenancy(tx: Transaction, { id, unitId }: Lease, input: UpdateTenantInput): Promise<Lease> {
  const mayOverlap = input.status !== undefined || input.leaseEnd !== undefined || Boolean(input.unitId);
  if (mayOverlap) await lockProperties(tx, [unitId, input.unitId ?? unitId]);
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
    await reserveUnit(context, tx, { leaseId: lease.id, unitId, endsOn, status });
  }
  // A notice of increase names its unit, so it raises no rent of another one.
  if (unitId !== lease.unitId) await cancelNoticedRents(context, tx, lease.id);
  if (Object.keys(columns).length > 0) await tx.lease.updateMany({ where: { id: lease.id }, data: columns });
  await changeRent(context, tx, lease.id, input);
}

async function writeChanges(
  context: Context,
  tx: Transaction,
  tenant: Tenant & { lease: Lease },
  input: UpdateTenantInput,
  expectedVersion: ExpectedVersion,
): Promise<void> {
  const { id } = tenant;
  const lease = await lockTenancy(tx, tenant.lease, input);
  const { count } = await tx.tenant.updateMany({
    where: { id, ...ifVersion(expectedVersion) },
    data: tenantColumns(input),
  });
  if (count === 0) throw notFoundOrStale('tenant', expectedVersion);
  assertNotReopened(lease.status, input.status);
  await changeLease(context, tx, lease, input);
  if (isShared(input)) await changeCoTenants(context, tx, tenant, input.coTenants);
}

/** Applies a patch to a tenant and their tenancy. An empty patch changes nothing. */
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
  assertNotReopened(tenant.lease.status, input.status);
  await assertLawfulRent(context, tenant.leaseId, input, leaseFaults(tenant.lease, input));
  if (input.unitId && !(await context.db.unit.findUnique({ where: { id: input.unitId } })))
    throw notFound('unit');
  if (Object.values(input).every((value) => value === undefined)) return;
  await withVacantUnit(context.write((tx) => writeChanges(context, tx, tenant, input, expectedVersion)));
}
