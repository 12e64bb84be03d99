import type { Prisma } from '../generated/prisma/client.ts';
import type { LedgerBudget } from '../request/ledger-budget.ts';
import {
  computeLedger,
  countPeriods,
  statement,
  type LeaseTerms,
  type Ledger,
  type Statement,
} from '../ledger/index.ts';
import { fromColumn, fromColumnOrNull } from '../db/date-column.ts';
import { LAWFUL_RENTS, type ChargedUntil } from './lawful-rents.ts';
import { takeTurn } from '../turns.ts';
import { MONEY_SELECTION, rentReceipts, returnsOf } from './receipts.ts';
import { LIFE_SELECTION, owedUntil } from './tenancy-status.ts';

/** The columns of a lease that its ledger is computed from. */
export const LEDGER_SELECTION = {
  ...LIFE_SELECTION,
  rentOwedUntil: true,
  rentalPeriod: true,
  rentDueDay: true,
  rents: LAWFUL_RENTS,
  ...MONEY_SELECTION,
} as const satisfies Prisma.LeaseSelect;

export type LedgerLease = Prisma.LeaseGetPayload<{ select: typeof LEDGER_SELECTION }>;

/** The columns of a lease that its terms come from. Days `YYYY-MM-DD`. */
export interface ChargedLease extends Omit<LeaseTerms, 'endedOn' | 'partPeriods'> {
  /** Last day of a tenancy that is over, or the later one through which its rent is owed. */
  readonly endedOn: string | null;
  readonly lastDayOn: string | null;
  readonly isPast: boolean;
}

/** The ledger's terms of a lease, from its columns and its lawful rents. */
export function chargedTerms(lease: ChargedLease): LeaseTerms {
  const { startsOn, endedOn, lastDayOn, isPast, rentalPeriod, rentDueDay, rentSchedule } = lease;
  // A tenancy that was cancelled before it began has no last day and no rent.
  const neverBegan = isPast && endedOn === null;
  return {
    startsOn,
    endedOn: endedOn ?? lastDayOn,
    rentalPeriod,
    rentDueDay,
    rentSchedule: neverBegan ? [{ effectiveOn: startsOn, amountCents: 0 }] : rentSchedule,
  };
}

/** The columns of a lease that its terms come from. */
export function chargedLease(lease: LedgerLease): ChargedLease {
  return {
    startsOn: fromColumn(lease.startsOn),
    endedOn: fromColumnOrNull(lease.rentOwedUntil ?? lease.endedOn),
    lastDayOn: fromColumnOrNull(lease.lastDayOn),
    isPast: lease.status === 'PAST',
    rentalPeriod: lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
    rentSchedule: lease.rents.map(({ effectiveOn, amountCents }) => ({
      effectiveOn: fromColumn(effectiveOn),
      amountCents,
    })),
  };
}

/** The ledger's terms of a lease. */
export function leaseTerms(lease: LedgerLease): LeaseTerms {
  return chargedTerms(chargedLease(lease));
}

/** The scheduled rent on a day, in cents; before the tenancy, its first rent. */
export function scheduledRent(schedule: LeaseTerms['rentSchedule'], on: string): number {
  const rows = schedule.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
  const current = rows.findLast(({ effectiveOn }) => effectiveOn <= on) ?? rows[0];
  return current?.amountCents ?? 0;
}

/** The same of a lease; after its last day, the rent of that day. */
export function rentOn(lease: Pick<LedgerLease, 'rents'> & ChargedUntil, on: string): number {
  const { rents } = lease;
  const last = owedUntil(lease);
  const schedule = rents.map(({ effectiveOn, amountCents }) => ({
    effectiveOn: fromColumn(effectiveOn),
    amountCents,
  }));
  return scheduledRent(schedule, last !== null && last < on ? last : on);
}

/** The same of its terms. */
export function rentOfTerms({ rentSchedule, endedOn }: LeaseTerms, on: string): number {
  return scheduledRent(rentSchedule, endedOn !== null && endedOn < on ? endedOn : on);
}

/** Ledgers by the lease object and the day. */
const byLease = new WeakMap<LedgerLease, Map<string, Ledger>>();

/** Ledgers of a request by their content, since each alias of a document reads the lease for itself. */
const byContent = new WeakMap<object, Map<string, Ledger>>();

function mapFor(cache: WeakMap<object, Map<string, Ledger>>, owner: object): Map<string, Ledger> {
  const ledgers = cache.get(owner) ?? new Map<string, Ledger>();
  cache.set(owner, ledgers);
  return ledgers;
}

/** Charges the budget for the periods and payments of an account. */
export function spend(
  budget: LedgerBudget | null,
  lease: LedgerLease,
  terms: LeaseTerms,
  through: string,
): void {
  budget?.spendPeriods(countPeriods(terms, through) + lease.payments.length + lease.charges.length);
}

/** Computes a ledger, unless the request has one of the same terms, payments and day. A change gives other content. */
function computeOnce(lease: LedgerLease, asOf: string, budget: LedgerBudget | null): Ledger {
  const terms = leaseTerms(lease);
  const receipts = rentReceipts(lease);
  const content = JSON.stringify([terms, receipts, asOf]);
  const known = budget && mapFor(byContent, budget.request);
  const found = known?.get(content);
  // Its payments were read again.
  if (found) budget?.spendPeriods(lease.payments.length + lease.charges.length);
  else spend(budget, lease, terms, asOf);
  const ledger = found ?? computeLedger(terms, receipts, asOf);
  known?.set(content, ledger);
  return ledger;
}

/**
 * The ledger of a tenancy on a day, `YYYY-MM-DD`. Computed once for each request, tenancy and day.
 *
 * @throws DomainError BAD_INPUT `query_too_costly` when the budget is exceeded.
 */
export function ledgerOf(lease: LedgerLease, asOf: string, budget: LedgerBudget | null = null): Ledger {
  const ledgers = mapFor(byLease, lease);
  const ledger = ledgers.get(asOf) ?? computeOnce(lease, asOf, budget);
  ledgers.set(asOf, ledger);
  return ledger;
}

/** The same, once other requests have had their turn: several ledgers in one piece would hold them up. */
export async function ledgerInTurn(lease: LedgerLease, asOf: string, budget: LedgerBudget): Promise<Ledger> {
  await takeTurn();
  return ledgerOf(lease, asOf, budget);
}

/** A tenancy with everything that a statement of it tells. */
interface ToldLease extends Pick<LedgerLease, 'startsOn' | 'payments' | 'charges'> {
  readonly deposits: readonly { readonly receivedOn: Date }[];
}

/** The first day of the tenancy, or of what was paid, credited, charged or deposited before it, though it went back. */
function firstDayOf({ startsOn, payments, charges, deposits }: ToldLease): string {
  const returned = payments.flatMap((payment) => returnsOf(payment).map(({ receivedOn }) => receivedOn));
  const received = [...payments, ...deposits].map(({ receivedOn }) => receivedOn ?? startsOn);
  const days = [startsOn, ...received, ...charges.map(({ onDate }) => onDate)].map(fromColumn);
  return [...days, ...returned].reduce((first, day) => (day < first ? day : first));
}

/** The days of a statement. By default it begins with the tenancy and ends today; one without rent yet is one day long. */
export function statementSpan(
  lease: ToldLease,
  given: { readonly from?: string | null | undefined; readonly to?: string | null | undefined },
  today: string,
): { readonly from: string; readonly to: string } {
  const start = firstDayOf(lease);
  const from = given.from ?? (start <= (given.to ?? today) ? start : (given.to ?? today));
  return { from, to: given.to ?? (from > today ? from : today) };
}

/** The statement of a tenancy from one day to another, `YYYY-MM-DD`, with the same budget. */
export async function statementOf(
  lease: LedgerLease,
  { from, to }: { readonly from: string; readonly to: string },
  budget: LedgerBudget,
): Promise<Statement> {
  await takeTurn();
  const terms = leaseTerms(lease);
  spend(budget, lease, terms, to);
  return statement(terms, rentReceipts(lease), from, to);
}
