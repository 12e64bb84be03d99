import { Temporal } from 'temporal-polyfill';
import type { LeaseTerms } from './terms.ts';

/**
 * The days rent falls due, numbered: 0 is the first on or after the start of the tenancy, -1 the one before. Any of
 * them is found by arithmetic, so that work depends on the periods asked for and not on those between.
 */
export interface RentDays {
  /** First day of the whole period with this number, YYYY-MM-DD. */
  startAt(index: number): string;
  /** Last day of the whole period with this number, YYYY-MM-DD. */
  endAt(index: number): string;
  /** Number of the whole period that a date lies in. */
  indexOn(date: string): number;
}

function everySoManyDays(anchor: Temporal.PlainDate, stepDays: number): RentDays {
  const plus = (days: number) => anchor.add({ days }).toString();
  return {
    startAt: (index) => plus(index * stepDays),
    endAt: (index) => plus((index + 1) * stepDays - 1),
    indexOn: (date) => Math.floor(anchor.until(date, { largestUnit: 'days' }).days / stepDays),
  };
}

/** The rent day in a month counted from year 0; in a short month its last day. */
function rentDayIn(monthCount: number, day: number): Temporal.PlainDate {
  const year = Math.floor(monthCount / 12);
  const month = monthCount - year * 12 + 1;
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' });
}

function everySoManyMonths(startsOn: Temporal.PlainDate, day: number, stepMonths: number): RentDays {
  const startMonth = startsOn.year * 12 + startsOn.month - 1;
  const isAhead = Temporal.PlainDate.compare(rentDayIn(startMonth, day), startsOn) >= 0;
  const anchor = isAhead ? startMonth : startMonth + 1;
  const rentDay = (index: number) => rentDayIn(anchor + index * stepMonths, day);
  const startAt = (index: number) => rentDay(index).toString();
  return {
    startAt,
    endAt: (index) =>
      rentDay(index + 1)
        .subtract({ days: 1 })
        .toString(),
    indexOn(date) {
      const { year, month } = Temporal.PlainDate.from(date);
      const index = Math.floor((year * 12 + month - 1 - anchor) / stepMonths);
      return startAt(index) > date ? index - 1 : index;
    },
  };
}

/** The rent days of a tenancy, whose terms are known to be sound. */
export function rentDays(terms: LeaseTerms): RentDays {
  const startsOn = Temporal.PlainDate.from(terms.startsOn);
  const weekday = terms.rentDueWeekday ?? startsOn.dayOfWeek;
  const firstWeekday = startsOn.add({ days: (weekday - startsOn.dayOfWeek + 7) % 7 });
  const day = terms.rentDueDay ?? startsOn.day;
  switch (terms.rentalPeriod) {
    case 'DAILY':
      return everySoManyDays(startsOn, 1);
    case 'WEEKLY':
      return everySoManyDays(firstWeekday, 7);
    case 'BIWEEKLY':
      return everySoManyDays(firstWeekday, 14);
    case 'MONTHLY':
      return everySoManyMonths(startsOn, day, 1);
    case 'YEARLY':
      return everySoManyMonths(startsOn, day, 12);
  }
}
