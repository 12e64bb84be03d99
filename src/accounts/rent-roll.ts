import { assertWithinHorizon } from '../faults/date-bounds.ts';
import type { Context } from '../request/context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { Ageing, Ledger } from '../ledger/index.ts';
import { IN_POSSESSION } from './possession.ts';
import { LEDGER_SELECTION, ledgerInTurn, rentOn } from './tenancy-ledger.ts';

/** The columns of a lease that a row of the rent roll shows. */
export const ROLL_SELECTION = {
  ...LEDGER_SELECTION,
  id: true,
  endsOn: true,
  depositCents: true,
  unit: { include: { property: true } },
  tenants: { where: { removedAt: null }, orderBy: { id: 'asc' } },
} as const satisfies Prisma.LeaseSelect;

export type RollLease = Prisma.LeaseGetPayload<{ select: typeof ROLL_SELECTION }>;

/** One tenancy of a rent roll. Amounts in cents. */
export interface RentRollRow {
  readonly lease: RollLease;
  readonly rentCents: number;
  readonly ledger: Ledger;
}

/** Tenancies with rent owing, the oldest arrears first. */
export interface Arrears {
  readonly totalCents: number;
  readonly ageing: Ageing;
  readonly rows: readonly RentRollRow[];
}

/**
 * Rent roll of tenancies on a day; defaults to today.
 *
 * @throws DomainError BAD_INPUT for a day too far ahead, or when the request's ledger budget is exceeded.
 */
export async function rollOf(
  { today, ledgerBudget }: Context,
  leases: readonly RollLease[],
  asOf: string | null | undefined,
): Promise<RentRollRow[]> {
  const day = asOf ?? today;
  assertWithinHorizon('asOf', day, today);
  const rows: RentRollRow[] = [];
  for (const lease of leases) {
    rows.push({ lease, rentCents: rentOn(lease, day), ledger: await ledgerInTurn(lease, day, ledgerBudget) });
  }
  return rows;
}

/** The rent rolls that operations have read. */
const rolls = new WeakMap<Context, Promise<RollLease[]>>();

/** Visible tenancies in possession, by property and unit. A report: a replica may serve it. A query reads them once, for all its aliases. */
export function findRollLeases(context: Context): Promise<RollLease[]> {
  if (context.hasWritten) return readRollLeases(context);
  const leases = rolls.get(context) ?? readRollLeases(context);
  rolls.set(context, leases);
  return leases;
}

async function readRollLeases(context: Context): Promise<RollLease[]> {
  const db = await context.reports();
  return db.lease.findMany({
    where: IN_POSSESSION,
    select: ROLL_SELECTION,
    orderBy: [{ unit: { propertyId: 'asc' } }, { unit: { position: 'asc' } }],
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

/** Tenancies with rent owing on a day. @throws the errors of `rollOf`. */
export async function arrearsOf(
  context: Context,
  leases: readonly RollLease[],
  asOf: string | null | undefined,
): Promise<Arrears> {
  const roll = await rollOf(context, leases, asOf);
  const rows = roll
    .filter(({ ledger }) => ledger.arrearsCents > 0)
    .sort((a, b) => (a.ledger.arrearsSince ?? '').localeCompare(b.ledger.arrearsSince ?? ''));
  return {
    totalCents: rows.reduce((sum, { ledger }) => sum + ledger.arrearsCents, 0),
    ageing: rows.reduce(sumAgeing, NO_ARREARS),
    rows,
  };
}
