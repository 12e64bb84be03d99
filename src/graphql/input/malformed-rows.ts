import { getNullableType, isListType, type GraphQLArgument, type GraphQLField } from 'graphql';
import type { Fault } from '../../errors.ts';
import type { Context } from '../../request/context.ts';
import type { Arguments } from './argument-rules.ts';
import { findFaults, faultsToReport, MAX_FAULTS, type Check, type FaultOptions } from './input-check.ts';

/** The argument with the rows of a bulk mutation. */
export const ROWS = 'rows';

/** Spread into the extensions of a bulk mutation: in the mode `PARTIAL`, malformed rows are set aside. */
export const SETS_ROWS_ASIDE = { setsRowsAside: true } as const;

/** Faults of malformed rows, by their places in the input. */
export type MalformedRows = ReadonlyMap<number, readonly Fault[]>;

interface SetAside {
  readonly malformed: MalformedRows;
  /** All rows as they were given, as JSON: a retry of the same request has the same. */
  readonly given: unknown;
}

type Field = GraphQLField<unknown, Context>;

/** By request, and by the key of the root field in the response. */
const setAside = new WeakMap<Context, Map<string, SetAside>>();

const NONE: MalformedRows = new Map();

export function keepAside(context: Context, responseKey: string, aside: SetAside): void {
  const ofRequest = setAside.get(context) ?? new Map<string, SetAside>();
  setAside.set(context, ofRequest.set(responseKey, aside));
}

export function setAsideOf(context: Context, responseKey: string | number): SetAside | null {
  return setAside.get(context)?.get(String(responseKey)) ?? null;
}

/** The malformed rows of a root field, which its command did not get. */
export function malformedRows(context: Context, responseKey: string | number): MalformedRows {
  return setAsideOf(context, responseKey)?.malformed ?? NONE;
}

/** Whether a field is a bulk mutation, whose malformed rows can be set aside. */
export function maySetRowsAside({ extensions }: Field): boolean {
  return 'setsRowsAside' in extensions;
}

/** Whether the malformed rows of a call are set aside. `args` are coerced. */
export function setsRowsAside(field: Field, args: Arguments): boolean {
  return maySetRowsAside(field) && args['mode'] === 'PARTIAL';
}

/** GraphQL takes one value for a list of it. */
const listOf = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [given]);

/** The fewest faults that stay below the maximum, and one of each row at least. */
function bounded(faults: MalformedRows): MalformedRows {
  let left = MAX_FAULTS;
  const entries = [...faults].map(([index, found]): [number, readonly Fault[]] => {
    const kept = found.slice(0, Math.max(1, left));
    left -= kept.length;
    return [index, kept];
  });
  return new Map(entries);
}

/** The malformed rows of a list; null if the list itself is at fault. */
export function findMalformedRows(
  argument: GraphQLArgument,
  given: unknown,
  options: FaultOptions,
): MalformedRows | null {
  const type = getNullableType(argument.type);
  if (!isListType(type) || given === null || given === undefined) return null;
  const rows = listOf(given);
  const { checks = [] } = argument.extensions as { checks?: readonly Check[] };
  if (checks.some((check) => check(rows as never, options.checkContext ?? null))) return null;
  const found = rows.map((row, index): [number, readonly Fault[]] => {
    const path = [argument.name, index];
    return [index, faultsToReport([findFaults(type.ofType, row, path, 'raw', [], options)], [])];
  });
  return bounded(new Map(found.filter(([, faults]) => faults.length > 0)));
}

/** The rows that are not malformed. */
export function soundRows(given: unknown, malformed: MalformedRows): readonly unknown[] {
  return listOf(given).filter((_, index) => !malformed.has(index));
}
