import {
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';
import type { Fault } from '../errors.ts';

type Path = readonly (string | number)[];
type InputObject = Readonly<Record<string, unknown>>;

/** What is wrong with a value, without its path. */
export type Finding = Omit<Fault, 'path'>;

/** A constraint of one field, on its coerced value. */
export type Check = (value: never) => Finding | null;

/** A constraint between the fields of one input object; fields with faults of their own are absent. */
export type Rule = (input: never) => readonly Fault[];

/** What the builder's fields and input types may carry in `extensions`. */
interface InputExtensions {
  readonly checks?: readonly Check[];
  readonly rules?: readonly Rule[];
  /** Whether a PATCH may clear the field with null. */
  readonly clearable?: boolean;
}

/** How values come: as the client's JSON, or coerced by GraphQL already (literals in the document). */
export type InputStage = 'raw' | 'coerced';

/** Nobody reads more, and a body of a mebibyte could have half a million. */
export const MAX_FAULTS = 100;

export interface FaultOptions {
  /** Says nothing of the names that would have been right, which tell strangers what the schema has. */
  readonly hidesNames?: boolean;
  /** GraphQL takes a lone item for a list of one; a contract that says a list means a list. */
  readonly wantsLists?: boolean;
}

interface Walk extends FaultOptions {
  readonly stage: InputStage;
  readonly faults: Fault[];
}

/** Marks a value that has faults and can't be used by rules. */
const FAULTY = Symbol('faulty');

function extensionsOf(element: { extensions: object }): InputExtensions {
  return element.extensions;
}

function fault(walk: Walk, path: Path, finding: Finding): typeof FAULTY {
  walk.faults.push({ path, ...finding });
  return FAULTY;
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * PostgreSQL's text takes neither NUL nor half of a surrogate pair. A byte order mark is no part of the text that it
 * begins (Unicode, 23.8), and whoever decodes the bytes takes it off: it would not be read back.
 */
function hasUnstorableText(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  return value.includes('\0') || !value.isWellFormed() || value.startsWith(BYTE_ORDER_MARK);
}

function walkLeaf(walk: Walk, type: GraphQLLeafType, value: unknown, path: Path): unknown {
  if (hasUnstorableText(value)) {
    const message =
      'Leave out NUL characters, unpaired surrogates and a byte order mark at the beginning; they are not text.';
    return fault(walk, path, { code: 'invalid_text', message });
  }
  if (walk.stage === 'coerced') return value;
  try {
    return type.parseValue(value);
  } catch (error) {
    return fault(walk, path, leafFinding(walk, type, error));
  }
}

function leafFinding({ hidesNames }: Walk, type: GraphQLLeafType, error: unknown): Finding {
  const message = error instanceof Error ? error.message : `This is no ${type.name}.`;
  if (!('getValues' in type)) return { code: 'invalid_value', message };
  if (hidesNames) return { code: 'invalid_value', message: `This is no ${type.name}.` };
  const allowed = type.getValues().map((value) => value.name);
  return { code: 'invalid_value', message: `Take one of ${allowed.join(', ')}.`, allowed };
}

function walkList(walk: Walk, itemType: GraphQLInputType, value: unknown, path: Path): unknown {
  if (!Array.isArray(value)) {
    if (walk.wantsLists) return fault(walk, path, { code: 'invalid_type', message: 'This must be a list.' });
    const item = walkValue(walk, itemType, value, path);
    return item === FAULTY ? FAULTY : [item];
  }
  const items: unknown[] = [];
  for (const [index, item] of value.entries()) {
    if (walk.faults.length >= MAX_FAULTS) return FAULTY;
    items.push(walkValue(walk, itemType, item, [...path, index]));
  }
  return items.includes(FAULTY) ? FAULTY : items;
}

function walkField(walk: Walk, field: GraphQLInputField, value: unknown, path: Path): unknown {
  const { checks = [], clearable } = extensionsOf(field);
  if (value === null && clearable === false) {
    return fault(walk, path, {
      code: 'required',
      message: 'This can be changed but not cleared; leave it out to keep it.',
    });
  }
  const coerced = walkValue(walk, field.type, value, path);
  if (coerced === FAULTY || coerced === null || coerced === undefined) return coerced;
  for (const check of checks) {
    const finding = check(coerced as never);
    if (finding) return fault(walk, path, finding);
  }
  return coerced;
}

function walkObject(walk: Walk, type: GraphQLInputObjectType, value: unknown, path: Path): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fault(walk, path, { code: 'invalid_type', message: 'This must be an object.' });
  }
  const given = value as InputObject;
  const fields = type.getFields();
  const names = walk.hidesNames ? '' : ` Fields: ${Object.keys(fields).join(', ')}.`;
  for (const name of Object.keys(given).filter((key) => !Object.hasOwn(fields, key))) {
    const message = `There is no field "${name}" to set.${names}`;
    fault(walk, [...path, name], { code: 'unknown_field', message });
  }
  const entries = Object.values(fields)
    .map((field): [string, unknown] => {
      const fieldValue = Object.hasOwn(given, field.name) ? given[field.name] : field.defaultValue;
      return [field.name, walkField(walk, field, fieldValue, [...path, field.name])];
    })
    .filter(([, coerced]) => coerced !== FAULTY && coerced !== undefined);
  const sound = Object.fromEntries(entries);
  for (const rule of extensionsOf(type).rules ?? []) {
    walk.faults.push(...rule(sound as never).map((found) => ({ ...found, path: [...path, ...found.path] })));
  }
  return sound;
}

function walkValue(walk: Walk, type: GraphQLInputType, value: unknown, path: Path): unknown {
  if (isNonNullType(type)) {
    const isMissing = value === undefined || value === null;
    if (isMissing) return fault(walk, path, { code: 'required', message: 'This is required.' });
    return walkValue(walk, type.ofType, value, path);
  }
  if (value === undefined || value === null) return value;
  if (isListType(type)) return walkList(walk, type.ofType, value, path);
  if (isInputObjectType(type)) return walkObject(walk, type, value, path);
  if (isLeafType(type)) return walkLeaf(walk, type, value, path);
  return value;
}

/**
 * Every fault of an input at once, up to a hundred, each with its path: shape, scalars, unknown fields, each field's
 * checks, and the rules between fields. GraphQL's own coercion would stop before the checks and name no path.
 */
export function findFaults(
  type: GraphQLInputType,
  value: unknown,
  path: Path,
  stage: InputStage,
  checks: readonly Check[] = [],
  options: FaultOptions = {},
): readonly Fault[] {
  const walk: Walk = { ...options, stage, faults: [] };
  const coerced = walkValue(walk, type, value, path);
  if (coerced !== FAULTY && coerced !== null && coerced !== undefined) {
    for (const check of checks) {
      const finding = check(coerced as never);
      if (finding) fault(walk, path, finding);
    }
  }
  return walk.faults.slice(0, MAX_FAULTS);
}
