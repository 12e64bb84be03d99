import { postalCodeOf } from '../../address/postal-code.ts';
import type { Fault } from '../../errors.ts';
import { MAX_CENTS, type Cents } from '../../money/cents.ts';
import { money } from '../../money/words.ts';
import { isIdOf, type IdNoun } from '../../ids.ts';
import type { Asker, Check, Finding } from './input-check.ts';

/** Names, titles, labels. */
export const LINE_LENGTH = 200;
/** Descriptions. */
export const TEXT_LENGTH = 10_000;

// Cc is line breaks and other control characters, Zl and Zp the separators of lines and paragraphs that Unicode has
// besides; names and titles have none.
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What leaves a mark: neither a space nor one of the characters that are shown as nothing (Unicode, 5.21). */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}]/u;

/** One line of 1 to `max` characters with something to be seen. */
export function line(max = LINE_LENGTH): Check {
  return (value: string) => {
    if (!VISIBLE.test(value))
      return { code: 'blank', message: 'Give at least one character that can be seen, not spaces alone.' };
    if (value.length > max) return tooLong(value.length, max);
    if (CONTROL.test(value))
      return { code: 'control_character', message: 'Give one line, without control characters.' };
    return null;
  };
}

/** Free text of at most `max` characters. */
export function text(max = TEXT_LENGTH): Check {
  return (value: string) => (value.length > max ? tooLong(value.length, max) : null);
}

function tooLong(length: number, max: number) {
  return { code: 'too_long', message: `This has ${length} characters; at most ${max} are taken.` };
}

/** An id of the noun by its shape; whether it names a visible row is asked later. */
export function idOf(noun: IdNoun): Check {
  return (value: string) =>
    isIdOf(noun, value) ? null : { code: 'invalid_id', message: `This is no id of a ${noun.toLowerCase()}.` };
}

/** A Canadian postal code, in any case and with or without its space. */
export const postalCode: Check = (value: string) =>
  postalCodeOf(value) === null
    ? { code: 'invalid_postal_code', message: 'Give a Canadian postal code, e.g. M5V 2T6.' }
    : null;

/** A whole number, or an amount in cents, within bounds. `shown` says them in the client's unit. */
export function between(least: number, most: number, shown = `${least} to ${most}`): Check {
  return (value: number) =>
    value < least || value > most ? { code: 'out_of_range', message: `Give ${shown}.` } : null;
}

function amount(least: Cents): Check {
  return between(least, MAX_CENTS, `an amount from ${money(least)} to ${money(MAX_CENTS)}`);
}

/** Amounts of money that somebody pays. */
export const payable = amount(1);
/** Costs, which may be nothing. */
export const costly = amount(0);

/** A list of at most `most` items. */
export function atMost(most: number): Check {
  return (value: unknown[]) =>
    value.length > most
      ? { code: 'too_many', message: `At most ${most} are taken at once; this has ${value.length}.` }
      : null;
}

/** A check of each item of a list. */
export function each(check: Check): Check {
  return Object.assign((value: never, asker: Asker | null) => check(value, asker), {
    isOfItems: true as const,
  });
}

/** Marks a check, or a rule, of something that the command looks at too. */
export function foreseen<Constraint extends object>(
  constraint: Constraint,
): Constraint & { isForeseen: true } {
  return Object.assign(constraint, { isForeseen: true as const });
}

/** What a command finds wrong with a day, as it depends on today's. */
export function onToday(find: (day: string, today: string) => Finding | null): Check {
  return foreseen((day: string, asker: Asker | null) => asker && find(day, asker.today));
}

/** Spread into a field's options: the checks its value has to pass. */
export function checked(...checks: Check[]): { extensions: Record<string, unknown> } {
  return { extensions: { checks } };
}

/** The same for a field of a PATCH that can be changed, but not cleared with null. */
export function kept(...checks: Check[]): { extensions: Record<string, unknown> } {
  return { extensions: { checks, clearable: false } };
}

type InputRule<Input> = (
  input: Partial<Input>,
  asker: Asker | null,
  faulty: readonly string[],
) => readonly Fault[];

/** Spread into an input type's options: rules between its fields. */
export function ruled<Input>(...rules: InputRule<Input>[]): { extensions: Record<string, unknown> } {
  return { extensions: { rules } };
}
