import { dateProblem } from '../calendar/date.ts';
import { isTimeOfDay } from '../calendar/time-of-day.ts';
import { badInput, type Fault } from '../errors.ts';
import { type Cents, isAmount, MAX_CENTS } from '../money/cents.ts';
import { money } from '../money/words.ts';

/** The path to a value, from the arguments down. Messages do not name the field, since the path does. */
export type Path = Fault['path'];

/** A fault of a value. */
export function faultAt(path: Path, code: string, message: string, more: Partial<Fault> = {}): Fault {
  return { path, code, message, ...more };
}

/** `required`: a missing value. */
export function requiredFault(path: Path, message = 'This is required.', more: Partial<Fault> = {}): Fault {
  return faultAt(path, 'required', message, more);
}

/** Remedy for a value outside the choices. */
export function choiceMessage(allowed: readonly string[]): string {
  return `Choose one of ${allowed.join(', ')}.`;
}

/** Remedy for an unknown field. `names` are the known fields; null if the caller cannot see them. */
export function unknownFieldMessage(names: readonly string[] | null): string {
  if (names === null) return 'This field does not exist. Leave it out.';
  return `This field does not exist. Leave it out, or use one of ${names.join(', ')}.`;
}

/** Whether a value is null or undefined. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** `invalid_date` for a value that is not a calendar date. An absent value passes. */
export function dateFaults(path: Path, value: unknown): Fault[] {
  const problem = isAbsent(value) ? null : dateProblem(value);
  return problem === null ? [] : [faultAt(path, 'invalid_date', problem)];
}

/** `invalid_time` for a value that is not a time of day. An absent value passes. */
export function timeFaults(path: Path, value: unknown): Fault[] {
  if (isAbsent(value) || isTimeOfDay(value)) return [];
  return [faultAt(path, 'invalid_time', 'This must be a time of day, written HH:MM, from 00:00 to 23:59.')];
}

/** `invalid_amount` for a value that is not an amount in whole cents within the limits. An absent value passes. */
export function amountFaults(path: Path, value: unknown, least: Cents = 0, most: Cents = MAX_CENTS): Fault[] {
  if (isAbsent(value) || (typeof value === 'number' && isAmount(value, most) && value >= least)) return [];
  const message = `Give an amount from ${money(least)} to ${money(most)}, with at most two decimals.`;
  return [faultAt(path, 'invalid_amount', message)];
}

/** `not_a_choice` for a value outside the choices. An absent value passes. */
export function choiceFaults(path: Path, value: unknown, allowed: readonly string[]): Fault[] {
  if (isAbsent(value) || allowed.some((choice) => choice === value)) return [];
  return [faultAt(path, 'not_a_choice', choiceMessage(allowed), { allowed })];
}

/** `out_of_range` for a value that is not a whole number within the limits. An absent value passes. */
export function wholeNumberFaults(path: Path, value: unknown, least: number, most: number): Fault[] {
  if (isAbsent(value)) return [];
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return [];
  return [faultAt(path, 'out_of_range', `Give a whole number from ${least} to ${most}.`)];
}

/**
 * Throws all faults at once, if there are any.
 * @throws DomainError `BAD_INPUT`
 */
export function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw badInput(faults);
}
