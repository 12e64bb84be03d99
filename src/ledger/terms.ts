import { amountFaults, dateFaults } from '../faults/faults.ts';
import { isCalendarDate } from '../calendar/date.ts';
import type { Fault } from '../errors.ts';

/** How often rent is due. */
export type RentalPeriodKind = 'DAILY' | 'WEEKLY' | 'BIWEEKLY' | 'MONTHLY' | 'YEARLY';

/** Rent of a full rental period from a day on. */
export interface RentChange {
  /** YYYY-MM-DD. */
  readonly effectiveOn: string;
  /** Cents per full rental period; 0 for a rent-free time (RTA s.111(2.1)). */
  readonly amountCents: number;
}

/** An amount that landlord and tenant agreed on. */
export interface AgreedAmount {
  readonly amountCents: number;
}

/** Agreed rent for a partial first or last period. An absent amount is computed by the day. */
export interface PartPeriods {
  readonly first?: AgreedAmount | undefined;
  readonly last?: AgreedAmount | undefined;
}

/** The terms of a tenancy that the ledger needs. */
export interface LeaseTerms {
  /** First day of the tenancy, YYYY-MM-DD. */
  readonly startsOn: string;
  /**
   * Last day of the tenancy, YYYY-MM-DD; null while it continues. It is not the end of a fixed term, which does not
   * end the tenancy (RTA s.38(1)).
   */
  readonly endedOn: string | null;
  readonly rentalPeriod: RentalPeriodKind;
  /** 1–31; a month without the day uses its last day. Null: the day of `startsOn`. Monthly and yearly rent only. */
  readonly rentDueDay: number | null;
  /** 1 (Monday) to 7 (Sunday); null: the weekday of `startsOn`. Weekly and biweekly rent only. */
  readonly rentDueWeekday?: number | null | undefined;
  /** Rents in any order, at least one effective on or before `startsOn`. */
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
    const message = `The tenancy ends on ${terms.endedOn}, before it starts on ${terms.startsOn}. Give a later end.`;
    faults.push({ path: ['terms', 'endedOn'], code: 'end_before_start', message });
  }
  if (terms.rentDueDay !== null && !isWholeNumberIn(terms.rentDueDay, 1, 31)) {
    const message = 'This is not a day of the month. Give a whole number from 1 to 31.';
    faults.push({ path: ['terms', 'rentDueDay'], code: 'invalid_rent_due_day', message });
  }
  const weekday = terms.rentDueWeekday ?? null;
  if (weekday !== null && !isWholeNumberIn(weekday, 1, 7)) {
    const message = 'This is not a weekday. Give a whole number from 1 (Monday) to 7 (Sunday).';
    faults.push({ path: ['terms', 'rentDueWeekday'], code: 'invalid_rent_due_weekday', message });
  }
  return faults;
}

function scheduleFaults({ startsOn, rentSchedule }: LeaseTerms): Fault[] {
  const path = ['terms', 'rentSchedule'];
  if (rentSchedule.length === 0) {
    return [
      { path, code: 'empty_rent_schedule', message: 'The rent schedule is empty. Add at least one rent.' },
    ];
  }
  const seen = new Set<string>();
  const faults = rentSchedule.flatMap(({ effectiveOn, amountCents }, row) => {
    const found = [
      ...dateFaults([...path, row, 'effectiveOn'], effectiveOn),
      ...amountFaults([...path, row, 'amountCents'], amountCents, 0),
    ];
    if (seen.has(effectiveOn)) {
      const message = `Two rents take effect on ${effectiveOn}. Remove one of the two.`;
      found.push({ path: [...path, row, 'effectiveOn'], code: 'duplicate_rent_change', message });
    }
    seen.add(effectiveOn);
    return found;
  });
  if (isCalendarDate(startsOn) && !rentSchedule.some((row) => row.effectiveOn <= startsOn)) {
    const message = `No rent is in force when the tenancy starts on ${startsOn}. Add a rent that takes effect by then.`;
    faults.push({ path, code: 'no_rent_at_start', message });
  }
  return faults;
}

/** Every fault of the terms; empty if they are valid. */
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
