import type { Fault } from '../errors.ts';
import * as faults from '../faults/faults.ts';
import type { Cents } from '../money/cents.ts';

export { refuse } from '../faults/faults.ts';

/** Largest amount, a hundred million dollars, whose products with basis points are exact integers. */
const MOST_CENTS: Cents = 10_000_000_000;

const inputPath = (field: string) => ['input', field];

/** A fault of a field of the input. */
export function fault(field: string, code: string, message: string, more: Partial<Fault> = {}): Fault {
  return faults.faultAt(inputPath(field), code, message, more);
}

/** `required`: a field that is missing, and what it is needed for. */
export function missing(field: string, message: string): Fault {
  return faults.requiredFault(inputPath(field), message);
}

/** `invalid_date` for a value that is neither absent nor a date that exists. */
export function dateFault(field: string, value: unknown): Fault[] {
  return faults.dateFaults(inputPath(field), value);
}

/** `invalid_date` for a value that is no date, absent ones included. */
export function requiredDateFault(field: string, value: unknown): Fault[] {
  return faults.dateFaults(inputPath(field), value ?? '');
}

/** `not_a_choice` for a value that is neither absent nor one of the choices. */
export function choiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  return faults.choiceFaults(inputPath(field), value, allowed);
}

/** `not_a_choice`, or `required` where the type asks for a value and there is none. */
export function requiredChoiceFault(field: string, value: unknown, allowed: readonly string[]): Fault[] {
  if (value !== null && value !== undefined && value !== '') return choiceFault(field, value, allowed);
  return [faults.requiredFault(inputPath(field), faults.choiceMessage(allowed), { allowed })];
}

/** `out_of_range` for a value that is neither absent nor a whole number within the limits. */
export function wholeNumberFault(field: string, value: unknown, least: number, most: number): Fault[] {
  return faults.wholeNumberFaults(inputPath(field), value, least, most);
}

/** `invalid_amount` for a value that is neither absent nor an amount in whole cents. */
export function amountFault(field: string, value: unknown): Fault[] {
  return faults.amountFaults(inputPath(field), value, 0, MOST_CENTS);
}
