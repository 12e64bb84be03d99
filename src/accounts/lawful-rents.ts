import { rentDayOnOrAfter } from '../ledger/index.ts';
import { fromColumn } from '../db/date-column.ts';
import { lastDayOf, neverBegan, owedUntil } from './tenancy-status.ts';
import type { Lease, Prisma } from '../generated/prisma/client.ts';
import type { RentStanding } from '../generated/prisma/enums.ts';
import type { RentState } from '../vocabulary/rent-basis.ts';

/** Rows of a rent schedule that are charged. Rows that await service or are cancelled never count. */
export const LAWFUL = { standing: 'LAWFUL' } as const;

/** The lawful rents of a lease, as every account reads them. */
export const LAWFUL_RENTS = { where: LAWFUL, select: { effectiveOn: true, amountCents: true } } as const;

/** The rows of a rent schedule that are shown, oldest first. */
export const SCHEDULE = {
  where: { standing: { not: 'CANCELLED' } },
  orderBy: [{ effectiveOn: 'asc' }, { id: 'asc' }],
} as const satisfies Prisma.LeaseRentFindManyArgs;

/** The columns that say through which day the rents of a lease are charged. */
export const CHARGED_UNTIL = {
  rentOwedUntil: true,
  endedOn: true,
  lastDayOn: true,
} as const satisfies Prisma.LeaseSelect;

export type ChargedUntil = Pick<Lease, keyof typeof CHARGED_UNTIL>;

/** The rents of a schedule that take effect before the tenancy is over. A later one never will: it stays behind. */
export function takingEffect<Row extends { readonly effectiveOn: Date }>(
  rows: readonly Row[],
  lease: ChargedUntil,
): Row[] {
  const last = owedUntil(lease);
  return rows.filter(({ effectiveOn }) => last === null || fromColumn(effectiveOn) <= last);
}

interface ScheduleRow {
  readonly effectiveOn: Date;
  readonly standing: RentStanding;
  readonly lease: ChargedUntil &
    Pick<Lease, 'status'> & { readonly rents: readonly { readonly effectiveOn: Date }[] };
}

/** Whether a row of a schedule applies on a day. */
export function rentStateOf({ effectiveOn, standing, lease }: ScheduleRow, today: string): RentState {
  if (standing === 'AWAITING_SERVICE') return 'AWAITING_SERVICE';
  if (neverBegan(lease)) return 'PAST';
  const day = fromColumn(effectiveOn);
  if (day > today) return 'SCHEDULED';
  const last = owedUntil(lease);
  const isReplaced = lease.rents.some(
    (later) => fromColumn(later.effectiveOn) > day && fromColumn(later.effectiveOn) <= today,
  );
  return isReplaced || (last !== null && last < today) ? 'PAST' : 'IN_FORCE';
}

/** First day on or after a day on which rent of a lease is due; null if the tenancy ends before. */
export function rentDayOf(
  lease: Pick<Lease, 'startsOn' | 'endedOn' | 'lastDayOn' | 'rentalPeriod' | 'rentDueDay'>,
): (day: string) => string | null {
  const terms = {
    startsOn: fromColumn(lease.startsOn),
    endedOn: lastDayOf(lease),
    rentalPeriod: lease.rentalPeriod,
    rentDueDay: lease.rentDueDay,
  };
  return (day) => rentDayOnOrAfter(terms, day);
}
