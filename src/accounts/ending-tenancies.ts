import { addDays } from '../calendar/date.ts';
import { fromColumn, toColumn } from '../db/date-column.ts';
import type { Context } from '../request/context.ts';
import { presentOn } from './tenancy-status.ts';

/** Days ahead in which the end of a tenancy is shown. */
export const DAYS_AHEAD = 90;

/** A tenancy whose last day, or the last day of whose fixed term, comes soon. */
export interface EndingTenancy {
  readonly leaseId: string;
  readonly endsOn: string;
  /** Whether only the fixed term ends: the tenancy goes on month to month (RTA s.38(1)). */
  readonly isTermOnly: boolean;
}

/** Tenancies of a day that end within the next 90 days, the first one first. One statement. */
export async function endingTenancies(
  { db, today }: Context,
  day: string,
  property?: string | null,
): Promise<EndingTenancy[]> {
  const soon = { gte: toColumn(day), lte: toColumn(addDays(day, DAYS_AHEAD)) };
  const leases = await db.lease.findMany({
    where: {
      AND: [
        presentOn(day, today),
        {
          OR: [
            { endedOn: soon },
            { endedOn: null, lastDayOn: soon },
            { endedOn: null, lastDayOn: null, endsOn: soon },
          ],
        },
        property ? { unit: { propertyId: property } } : {},
      ],
    },
    select: { id: true, endsOn: true, endedOn: true, lastDayOn: true },
    orderBy: { id: 'asc' },
  });
  const ending = leases.map(({ id: leaseId, endsOn, endedOn, lastDayOn }) => ({
    leaseId,
    endsOn: fromColumn((endedOn ?? lastDayOn ?? endsOn) as Date),
    isTermOnly: (endedOn ?? lastDayOn) === null,
  }));
  return ending.sort((a, b) => (a.endsOn < b.endsOn ? -1 : a.endsOn > b.endsOn ? 1 : 0));
}
