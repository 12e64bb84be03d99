import { locatedError } from 'graphql';
import { addPath, pathToArray, type Path } from 'graphql/jsutils/Path.js';
import type { Arguments } from '../input/argument-rules.ts';
import { infoOf, type Execution, type PlainLeaf, type Row } from './execution.ts';
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

/** The value of a plain leaf in the answer; undefined where it is missing or wrong. */
function valueOfLeaf({ property, isRequired, type }: PlainLeaf, row: Row): unknown {
  const value = row[property];
  if (value === null || value === undefined) return isRequired ? undefined : null;
  try {
    return type.serialize(value) ?? undefined;
  } catch {
    return undefined;
  }
}

/** The leaves of an object that has nothing else. Known once its first row is done. */
function leavesOf({ decisions }: Execution, { fields }: PlannedObject): readonly PlainLeaf[] | null {
  const leaves: PlainLeaf[] = [];
  for (const field of fields) {
    const leaf = typeof field === 'string' ? null : decisions[field.index]?.leaf;
    if (!leaf) return null;
    leaves.push(leaf);
  }
  return leaves;
}

/** The answer of an object of plain leaves; null where a value is missing or wrong. */
function runLeaves(object: PlannedObject, leaves: readonly PlainLeaf[], row: Row): unknown {
  const answer = object.begin();
  for (const leaf of leaves) {
    const value = valueOfLeaf(leaf, row);
    if (value === undefined) return null;
    answer[leaf.key] = value;
  }
  return answer;
}

function runField(execution: Execution, planned: PlannedField, row: Row, above: Path | undefined): unknown {
  const leaf = execution.decisions[planned.index]?.leaf;
  const plain = leaf ? valueOfLeaf(leaf, row) : undefined;
  if (plain !== undefined) return plain;
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

/** The answer of an object; a promise where a field of it is one. */
export function runObject(
  execution: Execution,
  object: PlannedObject,
  row: Row,
  above: Path | undefined,
): unknown {
  const { index } = object;
  const leaves = execution.leaves[index];
  const plain = leaves ? runLeaves(object, leaves, row) : null;
  if (plain !== null) return plain;
  const answer = runFields(execution, object, row, above);
  if (leaves === undefined) execution.leaves[index] = leavesOf(execution, object);
  return answer;
}

function runFields(execution: Execution, object: PlannedObject, row: Row, above: Path | undefined): unknown {
  const answer = object.begin();
  const pending: Promise<unknown>[] = [];
  for (const planned of object.fields) {
    if (typeof planned === 'string') {
      answer[planned] = object.type.name;
      continue;
    }
    const { key } = planned;
    try {
      const value = runField(execution, planned, row, above);
      answer[key] = value;
      if (isPromise(value)) pending.push(value.then((there) => void (answer[key] = there)));
    } catch (error) {
      if (pending.length === 0) throw error;
      return abandon(pending, error);
    }
  }
  return pending.length === 0 ? answer : Promise.all(pending).then(() => answer);
}
