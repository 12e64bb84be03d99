import type { Fault } from '../errors.ts';
import * as faults from '../faults/faults.ts';
import type { Cents } from '../money/cents.ts';

export { refuse } from '../faults/faults.ts';

/** Largest amount: $100,000,000.00. Its products with basis points are still exact integers. */
const MOST_CENTS: Cents = 10_000_000_000;

const inputPath = (field: string) => ['input', field];

/** A fault at a field of the input. */
export function fault(field: string, code: string, message: string, more: Partial<Fault> = {}): Fault {
  return faults.faultAt(inputPath(field), code, message, more);
}

/** `required`: a missing field. */
export function missing(field: string, message: string): Fault {
  return faults.requiredFault(inputPath(field), message);
}

/** `invalid_date` for a value that is not a date. An absent value passes. */
export function dateFault(field: string, value: unknown): Fault[] {
  return faults.dateFaults(inputPath(field), value);
}

/** `invalid_date` for a value that is absent or not a date. */
export function requiredDateFault(field: string, value: unknown): Fault[] {
  return faults.dateFaults(inputPath(field), value ?? '');
}

/** `not_a_choice` for a value outside the choices. An absent value passes. */
export function choiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  return faults.choiceFaults(inputPath(field), value, allowed);
}

/** `not_a_choice` for a value outside the choices; `required` for an absent value. */
export function requiredChoiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  if (value !== null && value !== undefined && value !== '') return choiceFault(field, value, allowed);
  return [faults.requiredFault(inputPath(field), faults.choiceMessage(allowed), { allowed })];
}

/** `out_of_range` for a value that is not a whole number within the limits. An absent value passes. */
export function wholeNumberFault(field: string, value: unknown, least: number, most: number): Fault[] {
  return faults.wholeNumberFaults(inputPath(field), value, least, most);
}

/** `invalid_amount` for a value that is not an amount in whole cents. An absent value passes. */
export function amountFault(field: string, value: unknown): Fault[] {
  return faults.amountFaults(inputPath(field), value, 0, MOST_CENTS);
}
