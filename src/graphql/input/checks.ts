import { postalCodeOf } from '../../address/postal-code.ts';
import type { Fault } from '../../errors.ts';
import { MAX_CENTS, type Cents } from '../../money/cents.ts';
import { money } from '../../money/words.ts';
import { isIdOf, type IdNoun } from '../../ids.ts';
import type { CheckContext, Check, Finding } from './input-check.ts';

/** Maximum length of names, titles and labels. */
const LINE_LENGTH = 200;
/** Maximum length of descriptions. */
const TEXT_LENGTH = 10_000;

// Names and titles have no control characters (Cc, line breaks included) and no line or paragraph separators (Zl, Zp).
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** A visible character: not a space and not default-ignorable (Unicode, 5.21). */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** A line of 1 to `max` characters, at least one of them visible. */
export function line(max = LINE_LENGTH): Check {
  return (value: string) => {
    if (!VISIBLE.test(value))
      return { code: 'blank', message: 'This is blank. Give at least one visible character.' };
    if (value.length > max) return tooLong(value.length, max);
    if (CONTROL.test(value))
      return {
        code: 'control_character',
        message: 'This contains a line break or control character. Give a single line without them.',
      };
    return null;
  };
}

/** Free text of at most `max` characters. */
export function text(max = TEXT_LENGTH): Check {
  return (value: string) => (value.length > max ? tooLong(value.length, max) : null);
}

function tooLong(length: number, max: number) {
  return { code: 'too_long', message: `This has ${length} characters. Give at most ${max}.` };
}

/** The format of a type's ID. The database query decides whether the row is visible. */
export function idOf(noun: IdNoun): Check {
  return (value: string) =>
    isIdOf(noun, value)
      ? null
      : { code: 'invalid_id', message: `This is not the ID of a ${noun.toLowerCase()}.` };
}

/** A Canadian postal code, in any case and with or without its space. */
export const postalCode: Check = (value: string) =>
  postalCodeOf(value) === null
    ? { code: 'invalid_postal_code', message: 'This is not a Canadian postal code. Give one like M5V 2T6.' }
    : null;

/** A whole number within bounds. */
export function between(least: number, most: number): Check {
  return (value: number) =>
    value < least || value > most
      ? { code: 'out_of_range', message: `Give a whole number from ${least} to ${most}.` }
      : null;
}

/** An amount in cents within bounds. */
function amountBetween(least: Cents, most: Cents): Check {
  const message = `Give an amount from ${money(least)} to ${money(most)}.`;
  return (value: Cents) => (value < least || value > most ? { code: 'out_of_range', message } : null);
}

/** Amounts above zero. */
export const positiveAmount = amountBetween(1, MAX_CENTS);
/** Amounts from zero. */
export const nonNegativeAmount = amountBetween(0, MAX_CENTS);

/** A list of at most `most` items. */
export function atMost(most: number): Check {
  return (value: unknown[]) =>
    value.length > most
      ? { code: 'too_many', message: `This list has ${value.length} items. Give at most ${most}.` }
      : null;
}

/** A check of each item of a list. */
export function each(check: Check): Check {
  return Object.assign((value: never, checkContext: CheckContext | null) => check(value, checkContext), {
    isOfItems: true as const,
  });
}

/** Marks a check or rule that the command repeats. */
export function checkedByCommand<Constraint extends object>(
  constraint: Constraint,
): Constraint & { isCommandCheck: true } {
  return Object.assign(constraint, { isCommandCheck: true as const });
}

/** A check of a date that depends on today's date and that the command repeats. */
export function relativeToToday(find: (day: string, today: string) => Finding | null): Check {
  return checkedByCommand(
    (day: string, checkContext: CheckContext | null) => checkContext && find(day, checkContext.today),
  );
}

/** Checks of a field's value, spread into the options of the field. */
export function withChecks(...checks: Check[]): { extensions: Record<string, unknown> } {
  return { extensions: { checks } };
}

/** Checks of a field that an update can change but not clear with null. */
export function notClearable(...checks: Check[]): { extensions: Record<string, unknown> } {
  return { extensions: { checks, clearable: false } };
}

type InputRule<Input> = (
  input: Partial<Input>,
  checkContext: CheckContext | null,
  faulty: readonly string[],
) => readonly Fault[];

/** Rules between the fields of an input type, spread into the options of the type. */
export function withRules<Input>(...rules: InputRule<Input>[]): { extensions: Record<string, unknown> } {
  return { extensions: { rules } };
}
