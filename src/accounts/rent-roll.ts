import { fromColumn, toColumn } from '../db/date-column.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import type { Context } from '../request/context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Ageing, Ledger } from '../ledger/index.ts';
import { isTenantOn } from './present-tenants.ts';
import { LEDGER_SELECTION, ledgerInTurn, rentOn } from './tenancy-ledger.ts';
import { lastDayOf, neverBegan, notOver, type LifeColumns } from './tenancy-status.ts';

/** The columns of a lease that a row of the rent roll shows. */
export const ROLL_SELECTION = {
  ...LEDGER_SELECTION,
  id: true,
  endsOn: true,
  depositCents: true,
  unit: { include: { property: true } },
  tenants: { orderBy: { id: 'asc' } },
} as const satisfies Prisma.LeaseSelect;

export type RollLease = Prisma.LeaseGetPayload<{ select: typeof ROLL_SELECTION }>;

/** Tenancies that can be on a report of some day: all but those that were cancelled before they began. */
export const EVER_BEGUN = {
  NOT: { status: 'PAST', endedOn: null },
} as const satisfies Prisma.LeaseWhereInput;

/** One tenancy of a report. Amounts in cents. */
export interface RentRollRow {
  readonly lease: RollLease;
  /** The tenants of the day, or the last ones of a tenancy that was over by then. */
  readonly tenants: RollLease['tenants'];
  /** Whether the tenancy was over by the day. */
  readonly isFormer: boolean;
  readonly rentCents: number;
  readonly ledger: Ledger;
}

/** Tenancies with rent owing, the oldest arrears first. */
export interface Arrears {
  readonly asOf: string;
  readonly totalCents: number;
  readonly ageing: Ageing;
  readonly rows: readonly RentRollRow[];
}

/** Which tenancies a report covers. */
export interface ReportScope {
  readonly asOf?: string | null | undefined;
  /** ID of a property; all visible ones if absent. */
  readonly property?: string | null | undefined;
}

/** Where a tenancy stood on a day. A tenancy ahead of its start is on no report before that day. */
export type TenancyOnDay = 'ahead' | 'present' | 'former';

/** Whether a tenancy was ahead, present or former on a day. */
export function standingOn(lease: Pick<RollLease, keyof LifeColumns>, day: string): TenancyOnDay {
  if (fromColumn(lease.startsOn) > day || neverBegan(lease)) return 'ahead';
  const last = lastDayOf(lease);
  return last !== null && last < day ? 'former' : 'present';
}

function tenantsOn(lease: RollLease, day: string): RollLease['tenants'] {
  const last = lastDayOf(lease);
  return lease.tenants.filter((tenant) => isTenantOn(tenant, last !== null && last < day ? last : day));
}

async function rowsOn(
  { today, ledgerBudget }: Context,
  leases: readonly RollLease[],
  day: string,
  standings: readonly TenancyOnDay[],
): Promise<RentRollRow[]> {
  assertWithinHorizon('asOf', day, today);
  const rows: RentRollRow[] = [];
  for (const lease of leases) {
    const standing = standingOn(lease, day);
    if (!standings.includes(standing)) continue;
    rows.push({
      lease,
      tenants: tenantsOn(lease, day),
      isFormer: standing === 'former',
      rentCents: rentOn(lease, day),
      ledger: await ledgerInTurn(lease, day, ledgerBudget),
    });
  }
  return rows;
}

/**
 * Rent roll of a day; defaults to today. It lists the tenancies of that day, at the rent of that day.
 *
 * @throws DomainError BAD_INPUT for a day too far ahead, or when the request's ledger budget is exceeded.
 */
export function rollOf(
  context: Context,
  leases: readonly RollLease[],
  asOf: string | null | undefined,
): Promise<RentRollRow[]> {
  return rowsOn(context, leases, asOf ?? context.today, ['present']);
}

/** The tenancies that reports of an operation have read, by what they covered. */
const read = new WeakMap<Context, Map<string, Promise<RollLease[]>>>();

/**
 * Visible tenancies for a report, by property and unit. A replica may serve it. A query reads them once, for all its
 * aliases. `withFormer`: also those that were over before the day.
 */
export function findRollLeases(
  context: Context,
  { asOf, property }: ReportScope,
  { withFormer }: { readonly withFormer: boolean },
): Promise<RollLease[]> {
  const { today } = context;
  // What ended before today can only be on a roll of an earlier day.
  const isCurrent = !withFormer && (asOf ?? today) >= today;
  const where: Prisma.LeaseWhereInput = {
    ...(isCurrent ? { OR: [notOver(today), { endedOn: { gte: toColumn(today) } }] } : EVER_BEGUN),
    ...(property ? { unit: { propertyId: property } } : {}),
  };
  if (context.hasWritten) return readLeases(context, where);
  const known = read.get(context) ?? new Map<string, Promise<RollLease[]>>();
  read.set(context, known);
  const key = JSON.stringify(where);
  const leases = known.get(key) ?? readLeases(context, where);
  known.set(key, leases);
  return leases;
}

async function readLeases(context: Context, where: Prisma.LeaseWhereInput): Promise<RollLease[]> {
  const db = await context.reports();
  return db.lease.findMany({
    where,
    select: ROLL_SELECTION,
    orderBy: [
      { unit: { propertyId: 'asc' } },
      { unit: { position: 'asc' } },
      { startsOn: 'asc' },
      { id: 'asc' },
    ],
  });
}

const NO_ARREARS: Ageing = { days0To30Cents: 0, days31To60Cents: 0, days61To90Cents: 0, over90DaysCents: 0 };

function sumAgeing(total: Ageing, { ledger: { ageing } }: RentRollRow): Ageing {
  return {
    days0To30Cents: total.days0To30Cents + ageing.days0To30Cents,
    days31To60Cents: total.days31To60Cents + ageing.days31To60Cents,
    days61To90Cents: total.days61To90Cents + ageing.days61To90Cents,
    over90DaysCents: total.over90DaysCents + ageing.over90DaysCents,
  };
}

/** Tenancies with rent owing on a day, former ones included. @throws the errors of `rollOf`. */
export async function arrearsOf(
  context: Context,
  leases: readonly RollLease[],
  asOf: string | null | undefined,
): Promise<Arrears> {
  const day = asOf ?? context.today;
  const all = await rowsOn(context, leases, day, ['present', 'former']);
  const rows = all
    .filter(({ ledger }) => ledger.arrearsCents > 0)
    .sort((a, b) => (a.ledger.arrearsSince ?? '').localeCompare(b.ledger.arrearsSince ?? ''));
  return {
    asOf: day,
    totalCents: rows.reduce((sum, { ledger }) => sum + ledger.arrearsCents, 0),
    ageing: rows.reduce(sumAgeing, NO_ARREARS),
    rows,
  };
}
