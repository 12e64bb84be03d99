import { badInput, type Fault } from '../errors.ts';
import { FIRST_YEAR, isCalendarDate, LAST_YEAR } from './calendar.ts';

/** Largest single sum taken, in cents: 10,000,000 dollars, as in the /v1 contract. Keeps every sum an exact integer. */
export const MAX_AMOUNT_CENTS = 1_000_000_000;

type Path = Fault['path'];

/** The fault of a date, or nothing. */
export function dateFault(path: Path, date: string): Fault[] {
  if (isCalendarDate(date)) return [];
  const message = `A date is written YYYY-MM-DD, names a day that exists and lies in ${FIRST_YEAR} to ${LAST_YEAR}.`;
  return [{ path, code: 'invalid_date', message }];
}

/** The fault of a sum in cents, or nothing. */
export function amountFault(path: Path, amountCents: number, leastCents: number): Fault[] {
  if (Number.isInteger(amountCents) && amountCents >= leastCents && amountCents <= MAX_AMOUNT_CENTS)
    return [];
  const message = `An amount is a whole number of cents from ${leastCents} to ${MAX_AMOUNT_CENTS}.`;
  return [{ path, code: 'invalid_amount', message }];
}

/** Throws all faults at once as `BAD_INPUT`; returns if there are none. */
export function rejectFaults(faults: readonly Fault[]): void {
  if (faults.length > 0) throw badInput(faults);
}
