import {
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLLeafType,
} from 'graphql';
import type { Fault } from '../../errors.ts';
import { choiceMessage, unknownFieldMessage } from '../../faults/faults.ts';
import type { Role } from '../../generated/prisma/enums.ts';

type Path = readonly (string | number)[];
type InputObject = Readonly<Record<string, unknown>>;
type Entries = readonly (readonly [name: string, value: unknown])[];

/** What is wrong with a value, without its path. */
export type Finding = Omit<Fault, 'path'>;

/** Who asks, and on which day of their workspace's; the request's context is one. */
export interface Asker {
  readonly viewer: { readonly role: Role };
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** What a command finds too, which is told along with other faults; alone it is left to the command, with the rest. */
interface Foreseeable {
  readonly isForeseen?: true;
}

/** A constraint of one field, on its coerced value; `asker` is null for the signed-out. */
export interface Check extends Foreseeable {
  (value: never, asker: Asker | null): Finding | null;
  /** Whether it checks each item of a list, and not the list. */
  readonly isOfItems?: true;
}

/** A constraint between the fields of one input object; `faulty` are those with faults of their own, absent from it. */
export interface Rule extends Foreseeable {
  (input: never, asker: Asker | null, faulty: readonly string[]): readonly Fault[];
}

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
  /** Who asks; null or absent for the signed-out. */
  readonly asker?: Asker | null;
  /** Says nothing of the names that would have been right, which tell strangers what the schema has. */
  readonly hidesNames?: boolean;
  /** GraphQL takes a lone item for a list of one; a contract that says a list means a list. */
  readonly wantsLists?: boolean;
}

/** What is wrong with an input, and what its command would find besides. */
export interface Found {
  readonly faults: readonly Fault[];
  readonly foreseen: readonly Fault[];
  /** The input, coerced, without what is faulty; null where nothing is left of it. */
  readonly sound: unknown;
}

interface Walk extends FaultOptions {
  readonly stage: InputStage;
  readonly faults: Fault[];
  readonly foreseen: Fault[];
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

/** What a decoder puts in the place of bytes that are no text (Unicode, 3.9): what was meant is lost. */
const REPLACEMENT = '\ufffd';

/**
 * PostgreSQL's text takes neither NUL nor half of a surrogate pair. A byte order mark is no part of the text that it
 * begins (Unicode, 23.8), and whoever decodes the bytes takes it off: it would not be read back.
 */
function textFinding(value: unknown): Finding | null {
  if (typeof value !== 'string') return null;
  if (value.includes('\0') || !value.isWellFormed() || value.startsWith(BYTE_ORDER_MARK)) {
    const message =
      'Leave out NUL characters, unpaired surrogates and a byte order mark at the beginning; they are not text.';
    return { code: 'invalid_text', message };
  }
  if (!value.includes(REPLACEMENT)) return null;
  const message = 'This has U+FFFD in it, which stands where bytes were not UTF-8. Send JSON in UTF-8.';
  return { code: 'invalid_text', message };
}

function walkLeaf(walk: Walk, type: GraphQLLeafType, value: unknown, path: Path): unknown {
  const finding = textFinding(value);
  if (finding) return fault(walk, path, finding);
  if (walk.stage === 'coerced') return value;
  try {
    return type.parseValue(value);
  } catch (error) {
    return fault(walk, path, leafFinding(walk, type, error));
  }
}

/** GraphQL's own scalars describe the value in JavaScript's words; these say what to give. */
const REMEDIES: Readonly<Record<string, string>> = {
  String: 'Give a text in quotes.',
  Boolean: 'Give true or false.',
  Int: 'Give a whole number.',
  Float: 'Give a number.',
  ID: 'Give an ID as a text in quotes.',
};

function leafFinding({ hidesNames }: Walk, type: GraphQLLeafType, error: unknown): Finding {
  const own = error instanceof Error ? error.message : `This is not a ${type.name}.`;
  if (!('getValues' in type)) return { code: 'invalid_value', message: REMEDIES[type.name] ?? own };
  if (hidesNames) return { code: 'invalid_value', message: `This is not a ${type.name}.` };
  const allowed = type.getValues().map((value) => value.name);
  return { code: 'invalid_value', message: choiceMessage(allowed), allowed };
}

function walkList(
  walk: Walk,
  itemType: GraphQLInputType,
  value: unknown,
  path: Path,
  checks: readonly Check[],
): unknown {
  if (!Array.isArray(value)) {
    if (walk.wantsLists) return fault(walk, path, { code: 'invalid_type', message: 'This must be a list.' });
    const item = walkChecked(walk, itemType, value, path, checks);
    return item === FAULTY ? FAULTY : [item];
  }
  const items: unknown[] = [];
  for (const [index, item] of value.entries()) {
    if (walk.faults.length >= MAX_FAULTS) return FAULTY;
    items.push(walkChecked(walk, itemType, item, [...path, index], checks));
  }
  // Rules between objects look at the sound ones, in their places; of texts the sound ones are enough.
  if (isInputObjectType(getNullableType(itemType))) return items.map((item) => (item === FAULTY ? {} : item));
  return items.filter((item) => item !== FAULTY);
}

function walkField(walk: Walk, field: GraphQLInputField, value: unknown, path: Path): unknown {
  const { checks = [], clearable } = extensionsOf(field);
  if (value === null && clearable === false) {
    return fault(walk, path, {
      code: 'required',
      message: 'This can be changed but not cleared; leave it out to keep it.',
    });
  }
  return walkChecked(walk, field.type, value, path, checks);
}

/** Walks a value and, where it is sound, its checks; those of items go down to the items of a list. */
function walkChecked(
  walk: Walk,
  type: GraphQLInputType,
  value: unknown,
  path: Path,
  checks: readonly Check[],
): unknown {
  const ofItems = checks.filter(({ isOfItems }) => isOfItems);
  const coerced = walkValue(walk, type, value, path, ofItems);
  if (coerced === FAULTY || coerced === null || coerced === undefined) return coerced;
  if (!Array.isArray(coerced)) return walkChecks(walk, checks, coerced, path);
  return walkChecks(
    walk,
    checks.filter(({ isOfItems }) => !isOfItems),
    coerced,
    path,
  );
}

function walkChecks(walk: Walk, checks: readonly Check[], coerced: unknown, path: Path): unknown {
  for (const check of checks) {
    const finding = check(coerced as never, walk.asker ?? null);
    if (finding && check.isForeseen) walk.foreseen.push({ path, ...finding });
    else if (finding) return fault(walk, path, finding);
  }
  return coerced;
}

function walkRules(walk: Walk, rules: readonly Rule[], entries: Entries, path: Path): unknown {
  const sound = Object.fromEntries(entries.filter(([, value]) => value !== FAULTY && value !== undefined));
  const faulty = entries.flatMap(([name, value]) => (value === FAULTY ? [name] : []));
  for (const rule of rules) {
    const found = rule(sound as never, walk.asker ?? null, faulty);
    const faults = rule.isForeseen ? walk.foreseen : walk.faults;
    faults.push(...found.map((one) => ({ ...one, path: [...path, ...one.path] })));
  }
  return sound;
}

/** What is said of a field that there is not. `names`: those that there are; null for strangers. */
function unknownField(names: readonly string[] | null): Finding {
  return { code: 'unknown_field', message: unknownFieldMessage(names), ...(names && { allowed: names }) };
}

function walkObject(walk: Walk, type: GraphQLInputObjectType, value: unknown, path: Path): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fault(walk, path, { code: 'invalid_type', message: 'This must be an object.' });
  }
  const given = value as InputObject;
  const fields = type.getFields();
  const names = walk.hidesNames ? null : Object.keys(fields);
  // More are not told, and a body has room for a hundred thousand of them.
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(fields, key));
  for (const name of unknown.slice(0, MAX_FAULTS)) fault(walk, [...path, name], unknownField(names));
  const entries: Entries = Object.values(fields).map((field) => {
    const fieldValue = Object.hasOwn(given, field.name) ? given[field.name] : field.defaultValue;
    return [field.name, walkField(walk, field, fieldValue, [...path, field.name])];
  });
  return walkRules(walk, extensionsOf(type).rules ?? [], entries, path);
}

function walkValue(
  walk: Walk,
  type: GraphQLInputType,
  value: unknown,
  path: Path,
  ofItems: readonly Check[] = [],
): unknown {
  if (isNonNullType(type)) {
    const isMissing = value === undefined || value === null;
    if (isMissing) return fault(walk, path, { code: 'required', message: 'This is required.' });
    return walkValue(walk, type.ofType, value, path, ofItems);
  }
  if (value === undefined || value === null) return value;
  if (isListType(type)) return walkList(walk, type.ofType, value, path, ofItems);
  if (isInputObjectType(type)) return walkObject(walk, type, value, path);
  if (isLeafType(type)) return walkLeaf(walk, type, value, path);
  return value;
}

/**
 * Every fault of an input at once, each with its path: shape, scalars, unknown fields, each field's checks, and the
 * rules between fields. GraphQL's own coercion would stop before the checks and name no path.
 */
export function findFaults(
  type: GraphQLInputType,
  value: unknown,
  path: Path,
  stage: InputStage,
  checks: readonly Check[] = [],
  options: FaultOptions = {},
): Found {
  const walk: Walk = { ...options, stage, faults: [], foreseen: [] };
  const coerced = walkValue(walk, type, value, path);
  const isGiven = coerced !== FAULTY && coerced !== null && coerced !== undefined;
  const sound = isGiven ? walkChecks(walk, checks, coerced, path) : null;
  return { faults: walk.faults, foreseen: walk.foreseen, sound: sound === FAULTY ? null : sound };
}

/** Whether one path is the other, or leads to it. */
function leadsTo(path: Path, other: Path): boolean {
  return path.every((step, depth) => step === other[depth]);
}

/**
 * What inputs are refused for, at most a hundred faults; none while only their command would object. `between`: what
 * the command would object to. A value that has a fault has no other one at or below its path.
 */
export function faultsToTell(found: readonly Found[], between: readonly Fault[]): readonly Fault[] {
  const faults = found.flatMap((one) => one.faults);
  if (faults.length === 0) return [];
  const foreseen = [...found.flatMap((one) => one.foreseen), ...between];
  const others = foreseen.filter(({ path }) => !faults.some((fault) => leadsTo(fault.path, path)));
  // A rule of the input and the command may foresee the same.
  const once = new Map(others.map((fault) => [`${fault.path.join('/')} ${fault.code}`, fault]));
  return [...faults, ...once.values()].slice(0, MAX_FAULTS);
}
