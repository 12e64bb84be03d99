import { locatedError } from 'graphql';
import { addPath, pathToArray, type Path } from 'graphql/jsutils/Path.js';
import type { Arguments } from '../input/argument-rules.ts';
import { infoOf, type Execution } from './execution.ts';
import type { PlannedField, PlannedObject, Shape } from './plan.ts';
import { decide } from './decide.ts';

type Row = Readonly<Record<string, unknown>>;

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

/** A long list, whose rows are given in turns so that other requests run in between. */
async function completeInTurns(
  execution: Execution,
  planned: PlannedField,
  item: Shape,
  rows: AsyncIterable<unknown>,
  path: Path,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const one of rows) {
    const index = items.length;
    const completed = completeWhenThere(execution, planned, item, one, () => addPath(path, index, undefined));
    // An error is told below, once all rows have begun.
    if (isPromise(completed)) completed.catch(() => undefined);
    items.push(completed);
  }
  return Promise.all(items);
}

function completeList(
  execution: Execution,
  planned: PlannedField,
  item: Shape,
  value: unknown,
  path: Path,
): unknown {
  if (typeof value === 'object' && value !== null && Symbol.asyncIterator in value) {
    return completeInTurns(execution, planned, item, value as AsyncIterable<unknown>, path);
  }
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
  if (kind.of === 'property' || (kind.of === 'column' && decision.isLoaded)) return row[kind.name];
  const args = execution.args[index] as Arguments;
  const { context } = execution;
  const resolve =
    kind.of === 'schema' || kind.of === 'column' || !decision.isLoaded ? planned.field.resolve : kind.resolve;
  if (!resolve) return row[planned.field.name];
  return resolve(row, args, context, infoOf(execution, planned, path()));
}

/** The value of a leaf that is a property of its row; undefined where it is missing, wrong or not such a leaf. */
function plainLeaf({ decisions }: Execution, { index, shape }: PlannedField, row: Row): unknown {
  const property = decisions[index]?.property ?? null;
  if (property === null || shape.kind !== 'leaf') return undefined;
  const value = row[property];
  if (value === null || value === undefined) return shape.isRequired ? undefined : null;
  try {
    return shape.type.serialize(value) ?? undefined;
  } catch {
    return undefined;
  }
}

function runField(execution: Execution, planned: PlannedField, row: Row, above: Path | undefined): unknown {
  const plain = plainLeaf(execution, planned, row);
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
