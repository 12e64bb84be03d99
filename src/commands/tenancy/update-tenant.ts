import type { Context } from '../../request/context.ts';
import { DomainError, notFound, type Fault } from '../../errors.ts';
import type { Lease, Prisma, Tenant } from '../../generated/prisma/client.ts';
import type { FormType, TenancyStatus } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { changeCoTenants } from './co-tenants.ts';
import { lifeColumns, lifeFaults, withColumns, type LifeInput } from './lease-life.ts';
import { fromColumn, toColumn } from '../../db/date-column.ts';
import { assertLawfulRent, cancelNoticedRents, changeRent, previewRent } from './change-rent.ts';
import {
  assertTruePeriod,
  correctTerms,
  termsColumns,
  termsFaults,
  type TermsInput,
} from './correct-terms.ts';
import type { RentChangeInput } from './rent-effect.ts';
import {
  assertVacant,
  handOver,
  lastOccupiedOn,
  lockLease,
  lockProperties,
  nextTenancyOn,
  reserveUnit,
  unitOccupied,
  withVacantUnit,
} from './occupancy.ts';
import { neverBegan, tenancyStatusOn } from '../../accounts/tenancy-status.ts';
import { assertVersion, ifVersion, notFoundOrStale, type ExpectedVersion } from '../versions.ts';

export interface UpdateTenantInput extends RentChangeInput, LifeInput, TermsInput {
  readonly name?: string | null;
  readonly firstName?: string | null;
  readonly lastName?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly coTenants?: readonly string[] | null;
  readonly unitId?: string | null;
}

type Transaction = Prisma.TransactionClient;

/** @throws DomainError CONFLICT `illegal_transition` for a status that the dates of the tenancy contradict. */
function assertLegalStatus(lease: Lease, to: TenancyStatus | null | undefined, today: string): void {
  if (!to || to === 'PAST') return;
  const refusal = (message: string) => new DomainError('CONFLICT', message, { reason: 'illegal_transition' });
  if (tenancyStatusOn(lease, today) === 'PAST') {
    throw refusal('This tenancy is over. Reopen it if its end was a mistake, or create a new tenancy.');
  }
  const startsOn = fromColumn(lease.startsOn);
  if (to !== 'PENDING' || startsOn > today) return;
  throw refusal(`This tenancy began on ${startsOn}. Correct its first day instead.`);
}

/** Faults of a patch that follow from the lease. */
function leaseFaults(lease: Lease, input: UpdateTenantInput, today: string): Fault[] {
  const corrected = withColumns(lease, input.leaseStart ? { startsOn: toColumn(input.leaseStart) } : {});
  return [...termsFaults(lease, input, today), ...lifeFaults(corrected, input, today)];
}

/** Faults of a patch that `updateTenant` would report, to be reported with other faults. */
export async function previewChanges(
  context: Context,
  id: string,
  input: UpdateTenantInput,
): Promise<readonly Fault[]> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) return [];
  return [
    ...leaseFaults(tenant.lease, input, context.today),
    ...(await previewRent(context, tenant.leaseId, input)),
  ];
}

/** The columns of a person. Another full name clears the stated parts of the former one. */
function tenantColumns(
  input: UpdateTenantInput,
  known: { readonly name: string },
): Prisma.TenantUncheckedUpdateManyInput {
  const { name, email, phone } = input;
  const cleared = name && name !== known.name ? null : undefined;
  const { firstName = cleared, lastName = cleared } = input;
  return {
    ...(name ? { name } : {}),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** Fields of this tenant only. All others also show on the co-tenants' representations. */
const OWN_FIELDS: ReadonlySet<string> = new Set<keyof UpdateTenantInput>([
  'email',
  'phone',
  'firstName',
  'lastName',
]);

function isShared(input: UpdateTenantInput): boolean {
  return Object.entries(input).some(([field, value]) => value !== undefined && !OWN_FIELDS.has(field));
}

/** Fields that change the days on which the tenancy needs a unit. */
const DAYS = [
  'status',
  'leaseStart',
  'leaseEnd',
  'endedOn',
  'unitId',
] as const satisfies (keyof UpdateTenantInput)[];

/**
 * Locks a tenancy against concurrent changes through any of its tenants, and returns the current lease. If it may come to
 * overlap another lease, the properties are locked first, as for new leases: a fixed order avoids deadlocks.
 */
async function lockTenancy(tx: Transaction, { id, unitId }: Lease, input: UpdateTenantInput): Promise<Lease> {
  const mayOverlap = DAYS.some((field) => input[field] !== undefined);
  if (mayOverlap) await lockProperties(tx, [unitId, input.unitId ?? unitId]);
  await lockLease(tx, id);
  return tx.lease.findUniqueOrThrow({ where: { id } });
}

/** A tenancy that gets more days has them only while no other one is on its unit. */
async function assertDaysFree(
  context: Context,
  tx: Transaction,
  { before, after, nextOn }: { before: Lease; after: Lease; nextOn: string | null },
): Promise<void> {
  if (after.unitId !== before.unitId || after.startsOn < before.startsOn) {
    const { id: leaseId, unitId } = after;
    const days = { leaseId, unitId, startsOn: fromColumn(after.startsOn), lastOn: lastOccupiedOn(after) };
    await reserveUnit(context, tx, days);
    await handOver(context, tx, days);
    return;
  }
  const isStatedEarly = after.status !== 'PENDING' && fromColumn(after.startsOn) > context.today;
  if (isStatedEarly && before.status === 'PENDING' && !neverBegan(after))
    await assertVacant(context, tx, after);
  const [earlier, later] = [lastOccupiedOn(before), lastOccupiedOn(after)];
  const isLonger = earlier !== null && (later === null || later > earlier);
  if (isLonger && nextOn !== null && (later === null || nextOn <= later)) throw unitOccupied();
}

/**
 * The notice or agreement that ended a tenancy is withdrawn once its tenants stay by agreement, with earlier ones of a day
 * ahead. Their certificates stay, and their standing on the days before.
 */
async function withdrawEnding(
  { today }: Context,
  tx: Transaction,
  { id: leaseId, endedByFormId }: Lease,
  after: Lease,
): Promise<void> {
  if (endedByFormId === null || after.endedByFormId !== null) return;
  const withdrawnOn = toColumn(today);
  const ahead = { type: { in: ['N9', 'N11'] as FormType[] }, terminationDate: { gte: withdrawnOn } };
  await tx.form.updateMany({
    where: { leaseId, status: 'SERVED', OR: [{ id: endedByFormId }, ahead] },
    data: { status: 'VOID', withdrawnOn },
  });
}

async function changeLease(
  context: Context,
  tx: Transaction,
  lease: Lease,
  input: UpdateTenantInput,
  isThroughLease: boolean,
): Promise<void> {
  const { today } = context;
  await assertTruePeriod(context, tx, lease, input);
  const nextOn = await nextTenancyOn(tx, lease);
  const terms = termsColumns(lease, input, today);
  const columns = {
    ...terms,
    ...lifeColumns(withColumns(lease, terms), input, today, nextOn),
    ...(input.unitId ? { unitId: input.unitId } : {}),
  };
  const after = withColumns(lease, columns);
  await assertDaysFree(context, tx, { before: lease, after, nextOn });
  // A notice of increase names its unit, so it raises no rent of another one.
  const isMoved = after.unitId !== lease.unitId;
  const left = isMoved ? await cancelNoticedRents(context, tx, lease.id) : [];
  const isTouched = isThroughLease || Object.keys(columns).length > 0;
  const data = isMoved ? { ...columns, warnings: left as unknown as Prisma.InputJsonArray } : columns;
  if (isTouched) await tx.lease.updateMany({ where: { id: lease.id }, data });
  await withdrawEnding(context, tx, lease, after);
  await correctTerms(context, tx, after, input);
  await changeRent(context, tx, lease.id, input);
}

interface Versions {
  readonly expectedVersion: ExpectedVersion;
  readonly leaseVersion: ExpectedVersion;
}

async function writeChanges(
  context: Context,
  tx: Transaction,
  tenant: Tenant & { lease: Lease },
  input: UpdateTenantInput,
  { expectedVersion, leaseVersion }: Versions,
): Promise<void> {
  const { id } = tenant;
  const lease = await lockTenancy(tx, tenant.lease, input);
  assertVersion(lease, leaseVersion);
  const { count } = await tx.tenant.updateMany({
    where: { id, ...ifVersion(expectedVersion) },
    data: tenantColumns(input, tenant),
  });
  if (count === 0) throw notFoundOrStale('tenant', expectedVersion);
  assertLegalStatus(lease, input.status, context.today);
  await changeLease(context, tx, lease, input, leaseVersion !== undefined);
  if (isShared(input)) await changeCoTenants(context, tx, tenant, input.coTenants);
}

/**
 * Applies a patch to a tenant and their tenancy. An empty patch changes nothing. `leaseVersion`: of a patch through the
 * lease, the version of the lease that its caller has read; it is raised in any case.
 */
export async function updateTenant(
  context: Context,
  id: string,
  input: UpdateTenantInput,
  expectedVersion: ExpectedVersion,
  leaseVersion?: ExpectedVersion,
): Promise<void> {
  const tenant = await context.db.tenant.findUnique({ where: { id }, include: { lease: true } });
  if (!tenant) throw notFound('tenant');
  authorize(context.viewer, 'updateTenant');
  assertVersion(tenant, expectedVersion);
  assertLegalStatus(tenant.lease, input.status, context.today);
  await assertLawfulRent(context, tenant.leaseId, input, leaseFaults(tenant.lease, input, context.today));
  if (input.unitId && !(await context.db.unit.findUnique({ where: { id: input.unitId } })))
    throw notFound('unit');
  if (Object.values(input).every((value) => value === undefined)) return;
  await withVacantUnit(
    context.write((tx) => writeChanges(context, tx, tenant, input, { expectedVersion, leaseVersion })),
  );
}
