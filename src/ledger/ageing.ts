import { addDays } from '../calendar/date.ts';

/** Rent owing by days since the due date, in cents. The due date is day 0. */
export interface Ageing {
  readonly days0To30Cents: number;
  readonly days31To60Cents: number;
  readonly days61To90Cents: number;
  readonly over90DaysCents: number;
}

/** The unpaid part of a charge. */
export interface OwingCharge {
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly owingCents: number;
}

/** Sorts the rent owing on a day by age. The caller leaves out charges due later. */
export function ageing(charges: readonly OwingCharge[], asOf: string): Ageing {
  const buckets = { days0To30Cents: 0, days31To60Cents: 0, days61To90Cents: 0, over90DaysCents: 0 };
  if (charges.length === 0) return buckets;
  // Comparing with three dates is faster than counting the days of every charge.
  const [day30, day60, day90] = [addDays(asOf, -30), addDays(asOf, -60), addDays(asOf, -90)];
  for (const { dueOn, owingCents } of charges) {
    if (dueOn >= day30) buckets.days0To30Cents += owingCents;
    else if (dueOn >= day60) buckets.days31To60Cents += owingCents;
    else if (dueOn >= day90) buckets.days61To90Cents += owingCents;
    else buckets.over90DaysCents += owingCents;
  }
  return buckets;
}
