import type { Context } from '../../request/context.ts';
import { earlierOf } from '../../calendar/date.ts';
import { notFound, type DomainError } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { RentPeriod } from '../../generated/prisma/enums.ts';
import { authorize } from '../../policies/acts.ts';
import { toColumn, toColumnOrNull } from '../../db/date-column.ts';
import { insertRows } from '../insert-rows.ts';
import { periodsBehind } from './lease-dates.ts';
import { handOver, reserveUnits, unitsLetAfter, withVacantUnit, type Occupancy } from './occupancy.ts';

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

const NO_END = { endedOn: null, lastDayOn: null, lastDayKnownOn: null };

/** The stage of a new tenancy. One whose term is over, on a unit that is let again since, is over too. */
function stageOf({ today }: Context, { leaseStart, leaseEnd }: CreateTenantInput, isSucceeded: boolean) {
  if (isSucceeded && leaseEnd && leaseEnd < today) {
    const last = toColumn(leaseEnd);
    return { status: 'PAST' as const, endedOn: last, lastDayOn: last, lastDayKnownOn: toColumn(today) };
  }
  return { status: leaseStart > today ? ('PENDING' as const) : ('ACTIVE' as const), ...NO_END };
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

/** A tenancy to create, with the ids of its rows. */
export interface NewTenancy {
  readonly input: CreateTenantInput;
  readonly leaseId: string;
  readonly tenantId: string;
}

export function newTenancy({ newId }: Context, input: CreateTenantInput): NewTenancy {
  return { input, leaseId: newId('Lease'), tenantId: newId('Tenant') };
}

function occupancyOf({ input: { unitId, leaseStart, leaseEnd } }: NewTenancy): Occupancy {
  return { leaseId: null, unitId, startsOn: leaseStart, lastOn: leaseEnd ?? null };
}

function firstRent({ newId, viewer: { workspaceId } }: Context, { input, leaseId }: NewTenancy) {
  const { rent: amountCents, leaseStart } = input;
  return { id: newId('LeaseRent'), workspaceId, leaseId, effectiveOn: toColumn(leaseStart), amountCents };
}

/** The rent deposit, received when the agreement was made (RTA s.106(1)): at the start, or today if that is ahead. */
function depositRows(
  { newId, today, viewer: { workspaceId } }: Context,
  { input: { deposit: amountCents, leaseStart }, leaseId }: NewTenancy,
) {
  if (!amountCents) return [];
  const receivedOn = toColumn(earlierOf(leaseStart, today));
  return [
    { id: newId('Deposit'), workspaceId, leaseId, kind: 'LAST_MONTH' as const, amountCents, receivedOn },
  ];
}

/**
 * Each rental period behind a new tenancy becomes a row of rent owing.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` when the budget is exceeded.
 */
function spendPeriodsBehind({ today, ledgerBudget }: Context, tenancies: readonly NewTenancy[]): void {
  for (const { input } of tenancies) {
    const { leaseStart, rentPeriod } = input;
    ledgerBudget.spendNewRows(periodsBehind(leaseStart, rentPeriod ?? 'MONTHLY', today));
  }
}

async function insertTenancies(
  context: Context,
  tx: Prisma.TransactionClient,
  tenancies: readonly NewTenancy[],
  letAfter: ReadonlySet<string>,
): Promise<void> {
  const { workspaceId } = context.viewer;
  const leases = tenancies.map(({ input, leaseId }) => ({
    ...leaseRow(context, leaseId, input),
    ...stageOf(context, input, letAfter.has(input.unitId)),
  }));
  await insertRows(leases, (data) => tx.lease.createMany({ data }));
  const rents = tenancies.map((tenancy) => firstRent(context, tenancy));
  await insertRows(rents, (data) => tx.leaseRent.createMany({ data }));
  const deposits = tenancies.flatMap((tenancy) => depositRows(context, tenancy));
  await insertRows(deposits, (data) => tx.deposit.createMany({ data }));
  const primaries = tenancies.map(({ input, leaseId, tenantId: id }) => {
    return { id, workspaceId, leaseId, name: input.name, isPrimary: true, ...ownColumns(input) };
  });
  await insertRows(primaries, (data) => tx.tenant.createMany({ data }));
  const others = tenancies.flatMap(({ input, leaseId }) =>
    coTenantRows(context, leaseId, input.coTenants ?? []),
  );
  await insertRows(others, (data) => tx.tenant.createMany({ data }));
}

/**
 * Creates tenancies with their tenants and first rents inside a transaction, at most one on each unit. Those on a unit that
 * is occupied or removed are refused; the refusals by unit.
 */
export async function createTenancies(
  context: Context,
  tx: Prisma.TransactionClient,
  tenancies: readonly NewTenancy[],
): Promise<ReadonlyMap<string, DomainError>> {
  const refused = await reserveUnits(context, tx, tenancies.map(occupancyOf));
  const free = tenancies.filter(({ input }) => !refused.has(input.unitId));
  if (free.length === 0) return refused;
  spendPeriodsBehind(context, free);
  const days = free.map(occupancyOf);
  await handOver(context, tx, ...days);
  await insertTenancies(context, tx, free, await unitsLetAfter(tx, days));
  return refused;
}

/** Creates a tenancy with its tenants and first rent. Returns the primary tenant's id. */
export async function createTenant(context: Context, input: CreateTenantInput): Promise<string> {
  authorize(context.viewer, 'createTenant');
  const unit = await context.db.unit.findUnique({ where: { id: input.unitId } });
  if (!unit) throw notFound('unit');
  const tenancy = newTenancy(context, input);
  const write = context.write(async (tx) => {
    const refusal = (await createTenancies(context, tx, [tenancy])).get(unit.id);
    if (refusal) throw refusal;
  }, tenancy.tenantId);
  await withVacantUnit(write);
  return tenancy.tenantId;
}
