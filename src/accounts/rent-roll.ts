import DataLoader from 'dataloader';
import { fromColumn, toColumn } from '../db/date-column.ts';
import { notFound } from '../errors.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import type { Context } from '../request/context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Ageing } from '../ledger/index.ts';
import { takeTurn } from '../turns.ts';
import type { Account } from './account.ts';
import { BY_TURN, findAccounts } from './find-accounts.ts';
import { partsOf } from './parts.ts';
import { isTenantOn, STAY_SELECTION } from './present-tenants.ts';
import { LIFE_SELECTION, lastDayOf, neverBegan, notOver } from './tenancy-status.ts';

/** The columns of a lease that decide whether it is on a report. */
export const STANDING_SELECTION = {
  id: true,
  ...LIFE_SELECTION,
} as const satisfies Prisma.LeaseSelect;

export type StandingLease = Prisma.LeaseGetPayload<{ select: typeof STANDING_SELECTION }>;

/** The columns of a lease that a row of a report shows. */
const ROW_SELECTION = {
  id: true,
  endsOn: true,
  endedOn: true,
  lastDayOn: true,
  depositCents: true,
  unit: { select: { id: true, label: true, propertyId: true, property: { select: { name: true } } } },
  tenants: { orderBy: { id: 'asc' }, select: { id: true, name: true, ...STAY_SELECTION } },
} as const satisfies Prisma.LeaseSelect;

type RowLease = Prisma.LeaseGetPayload<{ select: typeof ROW_SELECTION }>;

/** Tenancies that can be on a report of some day: all but those that were cancelled before they began. */
export const EVER_BEGUN = {
  NOT: { status: 'PAST', endedOn: null },
} as const satisfies Prisma.LeaseWhereInput;

/** A tenancy in a list, with what names it. */
export interface ListedTenancy {
  readonly lease: RowLease;
  /** The tenants of the day, or the last ones of a tenancy that was over by then. */
  readonly tenants: RowLease['tenants'];
}

/** One tenancy of a report. Amounts in cents. */
export interface RentRollRow extends ListedTenancy {
  /** Whether the tenancy was over by the day. */
  readonly isFormer: boolean;
  readonly account: Account;
  readonly asOf: string;
}

/** A tenancy that a report covers. */
interface Covered {
  readonly id: string;
  readonly isFormer: boolean;
  readonly account: Account;
}

/** Rent owing across tenancies. */
export interface Arrears {
  readonly asOf: string;
  readonly totalCents: number;
  readonly ageing: Ageing;
  /** Tenancies with rent owing, the oldest arrears first. */
  readonly owing: readonly Covered[];
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
export function standingOn(lease: StandingLease, day: string): TenancyOnDay {
  if (fromColumn(lease.startsOn) > day || neverBegan(lease)) return 'ahead';
  const last = lastDayOf(lease);
  return last !== null && last < day ? 'former' : 'present';
}

function tenantsOn(lease: RowLease, day: string): RowLease['tenants'] {
  const last = lastDayOf(lease);
  return lease.tenants.filter((tenant) => isTenantOn(tenant, last !== null && last < day ? last : day));
}

/** Leases whose rows are read at once. */
const ROWS_AT_ONCE = 1_000;

/** Rows that are made in one piece. */
const ROWS_IN_A_TURN = 200;

/** Of an operation, as long as it has written nothing. */
const rowLeases = new WeakMap<Context, DataLoader<string, RowLease>>();

async function readRowLeases(context: Context, leaseIds: readonly string[]): Promise<(RowLease | Error)[]> {
  const db = await context.reports();
  const leases = new Map<string, RowLease>();
  for (const ids of partsOf([...new Set(leaseIds)], ROWS_AT_ONCE)) {
    const found = await db.lease.findMany({ where: { id: { in: ids } }, select: ROW_SELECTION });
    for (const lease of found) leases.set(lease.id, lease);
  }
  return leaseIds.map((id) => leases.get(id) ?? notFound('lease'));
}

/** What the rows of leases show. Leases that are asked for in one tick are read together, and each once. */
async function findRowLeases(context: Context, leaseIds: readonly string[]): Promise<RowLease[]> {
  const known = context.hasWritten ? undefined : rowLeases.get(context);
  const loader = known ?? new DataLoader<string, RowLease>((ids) => readRowLeases(context, ids), BY_TURN);
  if (!context.hasWritten) rowLeases.set(context, loader);
  const found = await loader.loadMany(leaseIds);
  const failed = found.find((lease) => lease instanceof Error);
  if (failed) throw failed;
  return found as RowLease[];
}

async function rowsOf(context: Context, leases: readonly Covered[], day: string): Promise<RentRollRow[]> {
  const shown = await findRowLeases(
    context,
    leases.map(({ id }) => id),
  );
  const rows: RentRollRow[] = [];
  for (const [index, { isFormer, account }] of leases.entries()) {
    const lease = shown[index];
    if (!lease) continue;
    if (index % ROWS_IN_A_TURN === ROWS_IN_A_TURN - 1) await takeTurn();
    const tenants = tenantsOn(lease, day);
    rows.push({ lease, tenants, isFormer, account, asOf: day });
  }
  return rows;
}

/** Rows with what names their tenancies on a day. */
export async function withTenancies<Row extends { readonly leaseId: string }>(
  context: Context,
  rows: readonly Row[],
  day: string,
): Promise<(Row & ListedTenancy)[]> {
  const leases = await findRowLeases(
    context,
    rows.map(({ leaseId }) => leaseId),
  );
  return rows.flatMap((row, index) => {
    const lease = leases[index];
    return lease ? [{ ...row, lease, tenants: tenantsOn(lease, day) }] : [];
  });
}

/** The leases that stood in one of some ways on a day, with their accounts. */
async function accountsOn(
  context: Context,
  leases: readonly StandingLease[],
  day: string,
  standings: readonly TenancyOnDay[],
): Promise<Covered[]> {
  const { today } = context;
  assertWithinHorizon('asOf', day, today);
  const standing = leases.flatMap((lease) => {
    const stood = standingOn(lease, day);
    return standings.includes(stood) ? [{ id: lease.id, isFormer: stood === 'former' }] : [];
  });
  const accounts = await findAccounts(
    context,
    standing.map(({ id }) => id),
    day,
  );
  return standing.flatMap(({ id, isFormer }, index) => {
    const account = accounts[index];
    return account ? [{ id, isFormer, account }] : [];
  });
}

/**
 * Rent roll of a day; defaults to today. It lists the tenancies of that day, at the rent of that day.
 *
 * @throws DomainError BAD_INPUT for a day too far ahead, or when the request's ledger budget is exceeded.
 */
export async function rollOf(
  context: Context,
  leases: readonly StandingLease[],
  asOf: string | null | undefined,
): Promise<RentRollRow[]> {
  context.ledgerBudget.chargeTenancies(leases.length);
  const day = asOf ?? context.today;
  return rowsOf(context, await accountsOn(context, leases, day, ['present']), day);
}

/** The tenancies that the reports of an operation cover, by property. */
interface Reading {
  /** Whether one of the reports needs those that are over. */
  isWhole: boolean;
  /** Until then, reports of the same tick can join. */
  hasBegun: boolean;
  readonly leases: Promise<StandingLease[]>;
}

const readings = new WeakMap<Context, Map<string, Reading>>();

function begin(context: Context, property: string | null | undefined, isWhole: boolean): Reading {
  const reading: Omit<Reading, 'leases'> = { isWhole, hasBegun: false };
  const begun = Promise.resolve().then(() => {
    reading.hasBegun = true;
    return readLeases(context, {
      ...(reading.isWhole
        ? EVER_BEGUN
        : { OR: [notOver(context.today), { endedOn: { gte: toColumn(context.today) } }] }),
      ...(property ? { unit: { propertyId: property } } : {}),
    });
  });
  return Object.assign(reading, { leases: begun });
}

/**
 * Visible tenancies for a report, by property and unit. A replica may serve it. A query reads them once, for all its
 * reports and aliases. `withFormer`: also those that were over before the day.
 */
export function findRollLeases(
  context: Context,
  { asOf, property }: ReportScope,
  { withFormer }: { readonly withFormer: boolean },
): Promise<StandingLease[]> {
  // What ended before today can only be on a roll of an earlier day.
  const isWhole = withFormer || (asOf ?? context.today) < context.today;
  if (context.hasWritten) return begin(context, property, isWhole).leases;
  const known = readings.get(context) ?? new Map<string, Reading>();
  readings.set(context, known);
  const found = known.get(property ?? '');
  if (found && (found.isWhole || !isWhole || !found.hasBegun)) {
    found.isWhole ||= isWhole;
    return found.leases;
  }
  const reading = begin(context, property, isWhole);
  known.set(property ?? '', reading);
  return reading.leases;
}

async function readLeases(context: Context, where: Prisma.LeaseWhereInput): Promise<StandingLease[]> {
  const db = await context.reports();
  return db.lease.findMany({
    where,
    select: STANDING_SELECTION,
    orderBy: [
      { unit: { propertyId: 'asc' } },
      { unit: { position: 'asc' } },
      { startsOn: 'asc' },
      { id: 'asc' },
    ],
  });
}

const NO_ARREARS: Ageing = { days0To30Cents: 0, days31To60Cents: 0, days61To90Cents: 0, over90DaysCents: 0 };

function sumAgeing(total: Ageing, { account: { ageing } }: { readonly account: Account }): Ageing {
  return {
    days0To30Cents: total.days0To30Cents + ageing.days0To30Cents,
    days31To60Cents: total.days31To60Cents + ageing.days31To60Cents,
    days61To90Cents: total.days61To90Cents + ageing.days61To90Cents,
    over90DaysCents: total.over90DaysCents + ageing.over90DaysCents,
  };
}

function compareDays(first: string | null, second: string | null): number {
  const [a, b] = [first ?? '', second ?? ''];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Tenancies with rent owing on a day, former ones included. @throws the errors of `rollOf`. */
export async function arrearsOf(
  context: Context,
  leases: readonly StandingLease[],
  asOf: string | null | undefined,
): Promise<Arrears> {
  context.ledgerBudget.chargeTenancies(leases.length);
  const day = asOf ?? context.today;
  const all = await accountsOn(context, leases, day, ['present', 'former']);
  const owing = all
    .filter(({ account }) => account.arrearsCents > 0)
    .sort((a, b) => compareDays(a.account.arrearsSince, b.account.arrearsSince));
  return {
    asOf: day,
    totalCents: owing.reduce((sum, { account }) => sum + account.arrearsCents, 0),
    ageing: owing.reduce(sumAgeing, NO_ARREARS),
    owing,
  };
}

/** The rows of arrears. */
export function rowsOfArrears(context: Context, { owing, asOf }: Arrears): Promise<RentRollRow[]> {
  return rowsOf(context, owing, asOf);
}
