import type { Fault } from '../../errors.ts';
import { isPlainDate, isPlainTime } from '../value/date.ts';

export type Path = readonly (string | number)[];

/** A fact's name in a message: quoted, so that whoever knows the fact by another name can put that in its place. */
export function nameOf(path: Path): string {
  return `"${path.join('.')}"`;
}

/** A fault of the facts, with the way to the fact it stands in. */
export function fault(path: Path, code: string, message: string): Fault {
  return { path: [...path], code, message };
}

function missing(path: Path): Fault {
  return fault(path, 'required', `A finished document needs ${nameOf(path)}.`);
}

/** A text that must be there and say something. */
export function text(path: Path, value: string | undefined): readonly Fault[] {
  return typeof value === 'string' && value.trim() !== '' ? [] : [missing(path)];
}

/** A list of texts with at least one entry and no blank one. */
export function texts(path: Path, values: readonly string[] | undefined): readonly Fault[] {
  return list(path, values, (value, at) => text(at, value));
}

/** A list with at least one entry, each checked. */
export function list<Item>(
  path: Path,
  items: readonly Item[] | undefined,
  each: (item: Item, path: Path) => readonly Fault[],
): readonly Fault[] {
  if (items === undefined || items.length === 0) return [missing(path)];
  return items.flatMap((item, index) => each(item, [...path, index]));
}

/** A real calendar date, `YYYY-MM-DD`. */
export function date(path: Path, value: string | undefined): readonly Fault[] {
  if (value === undefined) return [missing(path)];
  return isPlainDate(value)
    ? []
    : [fault(path, 'not_a_date', `${nameOf(path)} must be a calendar date, YYYY-MM-DD.`)];
}

/** A time of day, `HH:MM`. */
export function time(path: Path, value: string | undefined): readonly Fault[] {
  if (value === undefined) return [missing(path)];
  return isPlainTime(value)
    ? []
    : [fault(path, 'not_a_time', `${nameOf(path)} must be a time of day, HH:MM.`)];
}

/** An amount in whole cents, not negative. */
export function cents(path: Path, value: number | undefined): readonly Fault[] {
  if (value === undefined) return [missing(path)];
  return Number.isSafeInteger(value) && value >= 0
    ? []
    : [fault(path, 'not_an_amount', `${nameOf(path)} must be whole cents, 0 or more.`)];
}

/** One of a closed set of values. */
export function oneOf<Value extends string>(
  path: Path,
  value: Value | undefined,
  allowed: readonly Value[],
): readonly Fault[] {
  if (value === undefined) return [missing(path)];
  if (allowed.includes(value)) return [];
  const message = `${nameOf(path)} must be one of ${allowed.join(', ')}.`;
  return [{ ...fault(path, 'not_allowed', message), allowed }];
}

/** A yes or no that must be answered. */
export function yesOrNo(path: Path, value: boolean | undefined): readonly Fault[] {
  return typeof value === 'boolean' ? [] : [missing(path)];
}
