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

/** Largest amount on a document: sums may go beyond what a single payment may be. */
const MOST_CENTS: Cents = Number.MAX_SAFE_INTEGER;

/** A fact that a finished document needs: `required` where it is absent, else the faults of its value. */
function needed<Value>(
  path: Path,
  value: Value | undefined,
  faultsOf: (path: Path, value: Value) => readonly Fault[],
): readonly Fault[] {
  return isAbsent(value) ? [requiredFault(path)] : faultsOf(path, value);
}

/** A text that is not blank. */
export function text(path: Path, value: string | undefined): readonly Fault[] {
  return typeof value === 'string' && value.trim() !== '' ? [] : [requiredFault(path)];
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
  if (items === undefined || items.length === 0) return [requiredFault(path)];
  return items.flatMap((item, index) => each(item, [...path, index]));
}

/** A calendar date, `YYYY-MM-DD`. */
export function date(path: Path, value: string | undefined): readonly Fault[] {
  return needed(path, value, dateFaults);
}

/** A time of day, `HH:MM`. */
export function time(path: Path, value: string | undefined): readonly Fault[] {
  return needed(path, value, timeFaults);
}

/** An amount in whole cents, not negative. */
export function cents(path: Path, value: number | undefined): readonly Fault[] {
  return needed(path, value, (at, amount) => amountFaults(at, amount, 0, MOST_CENTS));
}

/** One of a closed set of values. */
export function oneOf<Value extends string>(
  path: Path,
  value: Value | undefined,
  allowed: readonly Value[],
): readonly Fault[] {
  return needed(path, value, (at, choice) => choiceFaults(at, choice, allowed));
}

/** A yes or no that must be answered. */
export function yesOrNo(path: Path, value: boolean | undefined): readonly Fault[] {
  return typeof value === 'boolean' ? [] : [requiredFault(path)];
}
