import { badInput, type Fault } from '../errors.ts';
import { isCalendarDate } from './calendar.ts';

/** Largest amount (a hundred million dollars) whose products with basis points are exact integers. */
const MOST_CENTS = 10_000_000_000;

/** A fault of a field of the input. */
export function fault(field: string, code: string, message: string, more: Partial<Fault> = {}): Fault {
  return { path: ['input', field], code, message, ...more };
}

/** `required`: a field that is missing, and why it is needed. */
export function missing(field: string, why: string): Fault {
  return fault(field, 'required', `${field} is needed: ${why}.`);
}

/** `invalid_date` for what is neither left out nor a date that exists. */
export function dateFault(field: string, value: unknown): Fault[] {
  if (value === null || value === undefined || isCalendarDate(value)) return [];
  return [fault(field, 'invalid_date', `${field} must be a date that exists, written YYYY-MM-DD.`)];
}

/** `invalid_date` for what is not a date that exists, left out or not. */
export function requiredDateFault(field: string, value: unknown): Fault[] {
  return dateFault(field, value ?? '');
}

/** `not_a_choice` for what is neither left out nor one of the choices. */
export function choiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  if (value === null || value === undefined || allowed.some((choice) => choice === value)) return [];
  return [fault(field, 'not_a_choice', `${field} must be one of ${allowed.join(', ')}.`, { allowed })];
}

/** `not_a_choice`, or `required` for what is left out although the type asks for it. */
export function requiredChoiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  if (value !== null && value !== undefined && value !== '') return choiceFault(field, value, allowed);
  return [fault(field, 'required', `${field} must be one of ${allowed.join(', ')}.`, { allowed })];
}

/** `out_of_range` for a number that is neither left out nor whole and within bounds. */
export function wholeNumberFault(
  field: string,
  value: number | null | undefined,
  least: number,
  most: number,
): Fault[] {
  if (value === null || value === undefined) return [];
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [fault(field, 'out_of_range', `${field} must be a whole number from ${least} to ${most}.`)];
}

/** `invalid_amount` for what is neither left out nor a whole, non-negative number of cents. */
export function amountFault(field: string, amountCents: number | null | undefined): Fault[] {
  return wholeNumberFault(field, amountCents, 0, MOST_CENTS).map(({ path }) => {
    const message = `${field} must be a whole number of cents from 0 to ${MOST_CENTS}.`;
    return { path, code: 'invalid_amount', message };
  });
}

/**
 * Throws all faults at once, if there are any.
 * @throws DomainError `BAD_INPUT`.
 */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw badInput(faults);
}
