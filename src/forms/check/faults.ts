import type { Fault } from '../../errors.ts';
import {
  amountFaults,
  choiceFaults,
  dateFaults,
  isAbsent,
  type Path,
  requiredFault,
  timeFaults,
} from '../../faults/faults.ts';
import { type Cents } from '../../money/cents.ts';

/** Largest amount on a document. A total can exceed the largest single payment. */
const MOST_CENTS: Cents = Number.MAX_SAFE_INTEGER;

/** Faults of a required fact: `required` if it is absent, else those of its value. */
function requiredFact<Value>(
  path: Path,
  value: Value | undefined,
  faultsOf: (path: Path, value: Value) => readonly Fault[],
): readonly Fault[] {
  return isAbsent(value) ? [requiredFault(path)] : faultsOf(path, value);
}

/** Faults of a required text, which must not be blank. */
export function text(path: Path, value: string | undefined): readonly Fault[] {
  return typeof value === 'string' && value.trim() !== '' ? [] : [requiredFault(path)];
}

/** Faults of a required list of texts, each of which must not be blank. */
export function texts(path: Path, values: readonly string[] | undefined): readonly Fault[] {
  return list(path, values, (value, at) => text(at, value));
}

/** Faults of a required list and of its items. */
export function list<Item>(
  path: Path,
  items: readonly Item[] | undefined,
  each: (item: Item, path: Path) => readonly Fault[],
): readonly Fault[] {
  if (items === undefined || items.length === 0) return [requiredFault(path)];
  return items.flatMap((item, index) => each(item, [...path, index]));
}

/** Faults of a required calendar date, `YYYY-MM-DD`. */
export function date(path: Path, value: string | undefined): readonly Fault[] {
  return requiredFact(path, value, dateFaults);
}

/** Faults of a required time of day, `HH:MM`. */
export function time(path: Path, value: string | undefined): readonly Fault[] {
  return requiredFact(path, value, timeFaults);
}

/** Faults of a required amount in whole cents, zero or more. */
export function cents(path: Path, value: number | undefined): readonly Fault[] {
  return requiredFact(path, value, (at, amount) => amountFaults(at, amount, 0, MOST_CENTS));
}

/** Faults of a required choice. */
export function oneOf<Value extends string>(
  path: Path,
  value: Value | undefined,
  allowed: readonly Value[],
): readonly Fault[] {
  return requiredFact(path, value, (at, choice) => choiceFaults(at, choice, allowed));
}

/** Faults of a required yes or no. */
export function yesOrNo(path: Path, value: boolean | undefined): readonly Fault[] {
  return typeof value === 'boolean' ? [] : [requiredFault(path)];
}
