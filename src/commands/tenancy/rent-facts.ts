import { LAWFUL, rentDayOf } from '../../accounts/lawful-rents.ts';
import { MONEY_SELECTION, rentReceipts } from '../../accounts/receipts.ts';
import { lastDayOf, owedUntil } from '../../accounts/tenancy-status.ts';
import { dateIn } from '../../calendar/zone.ts';
import { earlierOf } from '../../calendar/date.ts';
import { fromColumn, fromColumnOrNull } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { RentBasis, RentStanding } from '../../generated/prisma/enums.ts';
import { isFreeOfGuideline, type IncreaseTerms, type Warning } from '../../law/index.ts';
import type { LeaseTerms, Receipt } from '../../ledger/index.ts';
import type { Context } from '../../request/context.ts';

/** A row of a rent schedule, counted or not. */
export interface RentRow {
  readonly id: string;
  readonly effectiveOn: string;
  readonly amountCents: number;
  readonly basis: RentBasis;
  readonly standing: RentStanding;
  readonly formId: string | null;
  readonly replacedById: string | null;
  /** Day on which the notice of the row counts as given; null without a served notice. */
  readonly givenOn: string | null;
}

/** Money that was received for the rent of a lease. */
export interface RentReceipt {
  readonly amountCents: number;
  /** `YYYY-MM`; null pays the oldest rent owing. */
  readonly period: string | null;
  readonly receivedOn: string | null;
}

/** What the law of a change of the rent depends on. */
export interface RentFacts {
  readonly today: string;
  readonly startsOn: string;
  readonly endedOn: string | null;
  /** The last day of the fixed term; null without one. */
  readonly termEnd: string | null;
  /** Day on which the tenancy was put into KeyNest. */
  readonly enteredOn: string;
  readonly isExempt: boolean;
  /** First day on or after a day for which rent is owed, also by tenants who left before the end of their term. */
  readonly rentDayOnOrAfter: (day: string) => string | null;
  /** The same if the tenancy went on. */
  readonly endlessRentDayOnOrAfter: (day: string) => string | null;
  /** The same of tenants who live there: only their rent can rise by a notice. */
  readonly increaseDayOnOrAfter: (day: string) => string | null;
  readonly rows: readonly RentRow[];
  readonly receipts: readonly RentReceipt[];
  /** What the ledger is computed from, without the rents. */
  readonly terms: Omit<LeaseTerms, 'rentSchedule'>;
  readonly money: readonly Receipt[];
  /** Warnings of the lease so far. */
  readonly warnings: readonly Warning[];
}

/** The columns of a lease that its rent schedule depends on. */
export const RENT_SELECTION = {
  id: true,
  workspaceId: true,
  startsOn: true,
  endsOn: true,
  endedOn: true,
  lastDayOn: true,
  rentOwedUntil: true,
  rentalPeriod: true,
  rentDueDay: true,
  createdAt: true,
  warnings: true,
  unit: { select: { guidelineExempt: true } },
  rents: { include: { form: { select: { deemedGivenOn: true } } }, orderBy: { effectiveOn: 'asc' } },
  ...MONEY_SELECTION,
} as const satisfies Prisma.LeaseSelect;

export type RentLease = Prisma.LeaseGetPayload<{ select: typeof RENT_SELECTION }>;

/** The facts of a lease that was read with `RENT_SELECTION`. */
export function rentFacts({ today, viewer }: Context, lease: RentLease): RentFacts {
  return {
    today,
    startsOn: fromColumn(lease.startsOn),
    endedOn: lastDayOf(lease),
    termEnd: fromColumnOrNull(lease.endsOn),
    enteredOn: earlierOf(dateIn(viewer.timeZone, lease.createdAt), today),
    isExempt: isFreeOfGuideline(lease.unit.guidelineExempt, fromColumn(lease.startsOn)),
    rentDayOnOrAfter: rentDayOf({ ...lease, endedOn: lease.rentOwedUntil ?? lease.endedOn }),
    endlessRentDayOnOrAfter: rentDayOf({ ...lease, endedOn: null, lastDayOn: null }),
    increaseDayOnOrAfter: rentDayOf(lease),
    rows: lease.rents.map(({ form, ...row }) => ({
      ...row,
      effectiveOn: fromColumn(row.effectiveOn),
      givenOn: fromColumnOrNull(form?.deemedGivenOn ?? null),
    })),
    receipts: lease.payments
      .filter(({ status, purpose }) => status === 'PAID' && purpose === 'RENT')
      .map(({ amountCents, period, receivedOn }) => ({
        amountCents,
        period,
        receivedOn: fromColumnOrNull(receivedOn),
      })),
    terms: {
      startsOn: fromColumn(lease.startsOn),
      endedOn: owedUntil(lease),
      rentalPeriod: lease.rentalPeriod,
      rentDueDay: lease.rentDueDay,
    },
    money: rentReceipts(lease),
    warnings: lease.warnings as unknown as Warning[],
  };
}

/** Rows of a schedule that are charged, oldest first. */
export function lawfulRows({ rows }: Pick<RentFacts, 'rows'>): RentRow[] {
  return rows
    .filter(({ standing }) => standing === LAWFUL.standing)
    .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}

/**
 * The charged rows once some rows are cancelled. A row that a cancelled one had replaced counts again, unless another
 * row has its day by now.
 */
export function rowsWithout(facts: Pick<RentFacts, 'rows'>, cancelled: readonly string[]): RentRow[] {
  const left = lawfulRows(facts).filter(({ id }) => !cancelled.includes(id));
  const revived = revivedBy(facts, cancelled);
  return [...left, ...revived].toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
}

/** Rows that count again once some rows are cancelled. */
export function revivedBy(facts: Pick<RentFacts, 'rows'>, cancelled: readonly string[]): RentRow[] {
  const taken = new Set(
    lawfulRows(facts)
      .filter(({ id }) => !cancelled.includes(id))
      .map(({ effectiveOn }) => effectiveOn),
  );
  return facts.rows.filter(
    ({ standing, replacedById, effectiveOn }) =>
      standing === 'CANCELLED' &&
      replacedById !== null &&
      cancelled.includes(replacedById) &&
      !taken.has(effectiveOn),
  );
}

/** The terms that the law of rent increases needs. */
export function increaseTerms(facts: RentFacts, rows: readonly RentRow[] = lawfulRows(facts)): IncreaseTerms {
  const { startsOn, isExempt, increaseDayOnOrAfter } = facts;
  return { startsOn, isExempt, rentDayOnOrAfter: increaseDayOnOrAfter, rents: rows };
}
