import { fromColumn, toColumn } from '../db/date-column.ts';
import { notFound } from '../errors.ts';
import { assertWithinHorizon } from '../faults/date-bounds.ts';
import type { Context } from '../request/context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Ageing } from '../ledger/index.ts';
import { giveWay } from '../turns.ts';
import type { Account } from './account.ts';
import { findAccounts } from './find-accounts.ts';
import { tenantsOfDays } from './present-tenants.ts';
import { readingsOf, type StandingLease } from './report-readings.ts';
import type { RowLease } from './report-row.ts';
import { lastDayOf, neverBegan, notOver } from './tenancy-status.ts';

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

/** Rows that are made in one piece. */
const ROWS_IN_A_TURN = 200;

/** What the rows of leases show. Leases that are asked for in one tick are read together, and each once. */
async function findRowLeases(
  context: Context,
  leaseIds: readonly string[],
): Promise<(leaseId: string) => RowLease> {
  const found = leaseIds.length > 0 ? await readingsOf(context).rows.take(leaseIds) : null;
  return (leaseId) => {
    const lease = found?.get(leaseId);
    if (!lease) throw notFound('lease');
    return lease;
  };
}

async function rowsOf(context: Context, leases: readonly Covered[], day: string): Promise<RentRollRow[]> {
  const leaseOf = await findRowLeases(
    context,
    leases.map(({ id }) => id),
  );
  const rows: RentRollRow[] = [];
  for (const [index, { id, isFormer, account }] of leases.entries()) {
    if (index % ROWS_IN_A_TURN === ROWS_IN_A_TURN - 1) await giveWay();
    const lease = leaseOf(id);
    rows.push({ lease, tenants: tenantsOfDays(lease, [day]), isFormer, account, asOf: day });
  }
  return rows;
}

/** Rows with what names their tenancies on a day. */
export async function withTenancies<Row extends { readonly leaseId: string }>(
  context: Context,
  rows: readonly Row[],
  day: string,
): Promise<(Row & ListedTenancy)[]> {
  const leaseOf = await findRowLeases(
    context,
    rows.map(({ leaseId }) => leaseId),
  );
  return rows.map((row) => {
    const lease = leaseOf(row.leaseId);
    return { ...row, lease, tenants: tenantsOfDays(lease, [day]) };
  });
}

/** The leases that stood in one of some ways on a day, with their accounts. */
function accountsOn(
  context: Context,
  leases: readonly StandingLease[],
  day: string,
  standings: readonly TenancyOnDay[],
): Promise<Covered[]> {
  const work = () => workOutAccounts(context, leases, day, standings);
  return day === context.today ? readingsOf(context).during(work) : work();
}

async function workOutAccounts(
  context: Context,
  leases: readonly StandingLease[],
  day: string,
  standings: readonly TenancyOnDay[],
): Promise<Covered[]> {
  const { today } = context;
  assertWithinHorizon('asOf', day, today);
  const standing: { id: string; isFormer: boolean }[] = [];
  for (const [index, lease] of leases.entries()) {
    if (index % ROWS_IN_A_TURN === ROWS_IN_A_TURN - 1) await giveWay();
    const stood = standingOn(lease, day);
    if (standings.includes(stood)) standing.push({ id: lease.id, isFormer: stood === 'former' });
  }
  const accountOf = await findAccounts(
    context,
    standing.map(({ id }) => id),
    day,
  );
  const covered: Covered[] = [];
  for (const [index, { id, isFormer }] of standing.entries()) {
    if (index % ROWS_IN_A_TURN === ROWS_IN_A_TURN - 1) await giveWay();
    covered.push({ id, isFormer, account: accountOf(id) });
  }
  return covered;
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

/**
 * Visible tenancies for a report, by property and unit. A replica may serve it. A query reads them once, for all its
 * reports and aliases. `withFormer`: also those that were over before the day.
 */
export function findRollLeases(
  context: Context,
  { asOf, property }: ReportScope,
  { withFormer }: { readonly withFormer: boolean },
): Promise<StandingLease[]> {
  const { today } = context;
  // What ended before today can only be on a roll of an earlier day.
  const isWhole = withFormer || (asOf ?? today) < today;
  return readingsOf(context).leasesOf(property ?? null, isWhole, (whole) => ({
    ...(whole ? EVER_BEGUN : { OR: [notOver(today), { endedOn: { gte: toColumn(today) } }] }),
    ...(property ? { unit: { propertyId: property } } : {}),
  }));
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
