import { locatedError } from 'graphql';
import { addPath, pathToArray, type Path } from 'graphql/jsutils/Path.js';
import type { Arguments } from '../input/argument-rules.ts';
import { beginningOf } from './beginning.ts';
import { infoOf, type Beginning, type Execution, type Row } from './execution.ts';
import type { PlannedField, PlannedObject, Shape } from './plan.ts';
import { decide } from './decide.ts';
import { RowsInTurns } from '../../turns.ts';

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** Notes the error of a field and gives null, or passes it to the field above if this one is required. */
function fail(
  execution: Execution,
  planned: PlannedField,
  isRequired: boolean,
  raw: unknown,
  path: Path,
): null {
  const error = locatedError(raw, planned.nodes, pathToArray(path));
  if (isRequired) throw error;
  execution.errors.push(error);
  return null;
}

function missing({ parentType, field }: PlannedField): Error {
  return new Error(`Cannot return null for non-nullable field ${parentType.name}.${field.name}.`);
}

function completeLeaf(shape: Shape & { kind: 'leaf' }, planned: PlannedField, value: unknown): unknown {
  const serialized: unknown = shape.type.serialize(value);
  if (serialized !== null && serialized !== undefined) return serialized;
  throw new Error(`A value of ${planned.parentType.name}.${planned.field.name} has no text.`);
}

/** Completes a value that is not a promise; the answer may be one. */
function complete(
  execution: Execution,
  planned: PlannedField,
  shape: Shape,
  value: unknown,
  path: () => Path,
): unknown {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) {
    if (shape.isRequired) throw missing(planned);
    return null;
  }
  if (shape.kind === 'leaf') return completeLeaf(shape, planned, value);
  if (shape.kind === 'object') return runObject(execution, shape.object, value as Row, path());
  return completeList(execution, planned, shape.item, value, path());
}

/** The same of a value that may be a promise. */
function completeWhenThere(
  execution: Execution,
  planned: PlannedField,
  shape: Shape,
  value: unknown,
  path: () => Path,
): unknown {
  const isRequired = shape.isRequired;
  try {
    const completed = isPromise(value)
      ? value.then((there) => complete(execution, planned, shape, there, path))
      : complete(execution, planned, shape, value, path);
    if (!isPromise(completed)) return completed;
    return completed.catch((raw: unknown) => fail(execution, planned, isRequired, raw, path()));
  } catch (raw) {
    return fail(execution, planned, isRequired, raw, path());
  }
}

/** A long list, whose rows are completed in turns so that other requests run in between. */
async function completeInTurns(
  execution: Execution,
  planned: PlannedField,
  item: Shape,
  rows: RowsInTurns<unknown>,
  path: Path,
): Promise<unknown[]> {
  const items: unknown[] = [];
  const pending: Promise<unknown>[] = [];
  const completeRow = (row: unknown, index: number) => {
    const completed = completeWhenThere(execution, planned, item, row, () => addPath(path, index, undefined));
    items.push(completed);
    if (!isPromise(completed)) return;
    pending.push(completed);
    // An error is told below, once all rows have begun.
    completed.catch(() => undefined);
  };
  await execution.context.batches.during(() => rows.forEach(completeRow));
  return pending.length > 0 ? Promise.all(items) : items;
}

function completeList(
  execution: Execution,
  planned: PlannedField,
  item: Shape,
  value: unknown,
  path: Path,
): unknown {
  if (value instanceof RowsInTurns) return completeInTurns(execution, planned, item, value, path);
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new Error(`${planned.parentType.name}.${planned.field.name} is not a list.`);
  }
  const items: unknown[] = [];
  let hasPromise = false;
  for (const one of value as Iterable<unknown>) {
    const index = items.length;
    const completed = completeWhenThere(execution, planned, item, one, () => addPath(path, index, undefined));
    hasPromise ||= isPromise(completed);
    items.push(completed);
  }
  return hasPromise ? Promise.all(items) : items;
}

function valueOf(execution: Execution, planned: PlannedField, row: Row, path: () => Path): unknown {
  const { kind, index } = planned;
  const decision = (execution.decisions[index] ??= decide(execution, planned, row, path));
  if (decision.outcome) return decision.outcome.give();
  if (decision.read) return decision.read(row);
  const args = execution.args[index] as Arguments;
  const { context } = execution;
  const isOfNoun = kind.of === 'resolver' || kind.of === 'selection';
  const resolve = isOfNoun && decision.isLoaded ? kind.resolve : planned.field.resolve;
  if (!resolve) return row[planned.field.name];
  return resolve(row, args, context, infoOf(execution, planned, path()));
}

function runField(execution: Execution, planned: PlannedField, row: Row, above: Path | undefined): unknown {
  const { key, shape, parentType } = planned;
  let made: Path | undefined;
  // Most leaves need no path.
  const path = () => (made ??= addPath(above, key, parentType.name));
  let value: unknown;
  try {
    value = valueOf(execution, planned, row, path);
  } catch (raw) {
    return fail(execution, planned, shape.isRequired, raw, path());
  }
  return completeWhenThere(execution, planned, shape, value, path);
}

/** Waits for what was begun, so that its errors are noted, and passes the error on. */
function abandon(pending: readonly Promise<unknown>[], error: unknown): Promise<never> {
  return Promise.allSettled(pending).then(() => {
    throw error;
  });
}

/** An answer in the making, and the fields that it needs yet. */
interface Begun {
  readonly answer: Record<string, unknown>;
  readonly fields: PlannedObject['fields'];
}

/** Null before the first row is done, and where a leaf is missing or wrong: field by field, its error is told. */
function beginWith(beginning: Beginning | undefined, row: Row): Begun | null {
  if (!beginning) return null;
  try {
    return { answer: beginning.begin(row), fields: beginning.rest };
  } catch {
    return null;
  }
}

/** The answer of an object; a promise where a field of it is one. */
export function runObject(
  execution: Execution,
  object: PlannedObject,
  row: Row,
  above: Path | undefined,
): unknown {
  const { beginnings, decisions } = execution;
  const beginning = beginnings[object.index];
  const begun = beginWith(beginning, row) ?? { answer: object.empty(), fields: object.fields };
  const answer = runFields(execution, object, begun, row, above);
  if (!beginning) beginnings[object.index] = beginningOf(object, decisions);
  return answer;
}

function runFields(
  execution: Execution,
  { type }: PlannedObject,
  { answer, fields }: Begun,
  row: Row,
  above: Path | undefined,
): unknown {
  let pending: Promise<unknown>[] | null = null;
  for (const planned of fields) {
    if (typeof planned === 'string') {
      answer[planned] = type.name;
      continue;
    }
    const { key } = planned;
    try {
      const value = runField(execution, planned, row, above);
      answer[key] = value;
      if (isPromise(value)) (pending ??= []).push(value.then((there) => void (answer[key] = there)));
    } catch (error) {
      if (pending === null) throw error;
      return abandon(pending, error);
    }
  }
  return pending === null ? answer : Promise.all(pending).then(() => answer);
}
