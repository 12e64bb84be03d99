import { amountFaults, dateFaults } from '../faults/faults.ts';
import { isCalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';

/** How often rent falls due. */
export type RentalPeriodKind = 'DAILY' | 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY' | 'YEARLY';

/** From this day on the rent of one whole rental period is this. */
export interface RentChange {
  /** YYYY-MM-DD. */
  readonly effectiveOn: string;
  /** Cents per whole rental period; 0 is a rent-free time (RTA s.111(2.1)). */
  readonly amountCents: number;
}

/** A sum that landlord and tenant agreed on. */
export interface AgreedAmount {
  readonly amountCents: number;
}

/** Rent agreed for a first or last period shorter than a whole one; what is absent goes by the day. */
export interface PartPeriods {
  readonly first?: AgreedAmount | undefined;
  readonly last?: AgreedAmount | undefined;
}

/** What the ledger needs to know of a tenancy. */
export interface LeaseTerms {
  /** First day of the tenancy, YYYY-MM-DD. */
  readonly startsOn: string;
  /**
   * Last day of the tenancy, YYYY-MM-DD; null while it goes on. Not the end of a fixed term: a term that runs out
   * does not end the tenancy (RTA s.38(1)).
   */
  readonly endedOn: string | null;
  readonly rentalPeriod: RentalPeriodKind;
  /** 1–31, in a short month its last day; null: the day of `startsOn`. For monthly and yearly rent only. */
  readonly rentDueDay: number | null;
  /** 1 (Monday) to 7 (Sunday); null: the weekday of `startsOn`. For weekly and biweekly rent only. */
  readonly rentDueWeekday?: number | null | undefined;
  /** At least one row effective on or before `startsOn`; in any order. */
  readonly rentSchedule: readonly RentChange[];
  readonly partPeriods?: PartPeriods | undefined;
}

function isWholeNumberIn(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}

function dayFaults(terms: LeaseTerms): Fault[] {
  const faults = [
    ...dateFaults(['terms', 'startsOn'], terms.startsOn),
    ...(terms.endedOn === null ? [] : dateFaults(['terms', 'endedOn'], terms.endedOn)),
  ];
  if (faults.length === 0 && terms.endedOn !== null && terms.endedOn < terms.startsOn) {
    const message = `The tenancy ended on ${terms.endedOn}, before it started on ${terms.startsOn}.`;
    faults.push({ path: ['terms', 'endedOn'], code: 'end_before_start', message });
  }
  if (terms.rentDueDay !== null && !isWholeNumberIn(terms.rentDueDay, 1, 31)) {
    const message = 'The day rent is due is a whole number from 1 to 31.';
    faults.push({ path: ['terms', 'rentDueDay'], code: 'invalid_rent_due_day', message });
  }
  const weekday = terms.rentDueWeekday ?? null;
  if (weekday !== null && !isWholeNumberIn(weekday, 1, 7)) {
    const message = 'The weekday rent is due is a whole number from 1 (Monday) to 7 (Sunday).';
    faults.push({ path: ['terms', 'rentDueWeekday'], code: 'invalid_rent_due_weekday', message });
  }
  return faults;
}

function scheduleFaults({ startsOn, rentSchedule }: LeaseTerms): Fault[] {
  const path = ['terms', 'rentSchedule'];
  if (rentSchedule.length === 0) {
    return [
      { path, code: 'empty_rent_schedule', message: 'The rent schedule has no row: no rent is known.' },
    ];
  }
  const seen = new Set<string>();
  const faults = rentSchedule.flatMap(({ effectiveOn, amountCents }, row) => {
    const found = [
      ...dateFaults([...path, row, 'effectiveOn'], effectiveOn),
      ...amountFaults([...path, row, 'amountCents'], amountCents, 0),
    ];
    if (seen.has(effectiveOn)) {
      const message = `Two rents are effective on ${effectiveOn}; keep one.`;
      found.push({ path: [...path, row, 'effectiveOn'], code: 'duplicate_rent_change', message });
    }
    seen.add(effectiveOn);
    return found;
  });
  if (isCalendarDate(startsOn) && !rentSchedule.some((row) => row.effectiveOn <= startsOn)) {
    const message = `No rent is in force on ${startsOn}, when the tenancy starts.`;
    faults.push({ path, code: 'no_rent_at_start', message });
  }
  return faults;
}

/** Every fault of the terms; none if the ledger can work with them. */
export function termsFaults(terms: LeaseTerms): Fault[] {
  const path = ['terms', 'partPeriods'];
  const { first, last } = terms.partPeriods ?? {};
  return [
    ...dayFaults(terms),
    ...scheduleFaults(terms),
    ...(first ? amountFaults([...path, 'first', 'amountCents'], first.amountCents, 0) : []),
    ...(last ? amountFaults([...path, 'last', 'amountCents'], last.amountCents, 0) : []),
  ];
}
