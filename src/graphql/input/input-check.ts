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

/** A fault of a value, without its path. */
export type Finding = Omit<Fault, 'path'>;

/** The parts of the request's context that checks use. */
export interface CheckContext {
  readonly viewer: { readonly role: Role };
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Marks checks that the command repeats. Their faults are reported here only together with other faults. */
interface CommandCheck {
  readonly isCommandCheck?: true;
}

/** A constraint on the coerced value of a field. The context is null without a session. */
export interface Check extends CommandCheck {
  (value: never, checkContext: CheckContext | null): Finding | null;
  /** Whether it checks each item of a list instead of the list. */
  readonly isOfItems?: true;
}

/** A constraint between the fields of an input object. Fields in `faulty` have faults and are absent from it. */
export interface Rule extends CommandCheck {
  (input: never, checkContext: CheckContext | null, faulty: readonly string[]): readonly Fault[];
}

/** Extensions of the builder's fields and input types. */
interface InputExtensions {
  readonly checks?: readonly Check[];
  readonly rules?: readonly Rule[];
  /** Whether an update can clear the field with null. */
  readonly clearable?: boolean;
}

/** Stage of values: the client's JSON, or already coerced by GraphQL (literals of the document). */
export type InputStage = 'raw' | 'coerced';

/** Maximum number of reported faults. A body of one mebibyte could have half a million. */
export const MAX_FAULTS = 100;

export interface FaultOptions {
  /** Null or absent without a session. */
  readonly checkContext?: CheckContext | null;
  /** Omits the known names from messages, which would reveal the schema without a session. */
  readonly hidesNames?: boolean;
  /** Refuses a single item in place of a list, which GraphQL itself would accept. */
  readonly wantsLists?: boolean;
}

/** Faults of an input, and faults that its command would also report. */
export interface Found {
  readonly faults: readonly Fault[];
  readonly commandFaults: readonly Fault[];
  /** The coerced input without values that have faults; null if the whole input has a fault. */
  readonly sound: unknown;
}

interface Walk extends FaultOptions {
  readonly stage: InputStage;
  readonly faults: Fault[];
  readonly commandFaults: Fault[];
}

/** Replaces a value with faults, which rules must not use. */
const FAULTY = Symbol('faulty');

function extensionsOf(element: { extensions: object }): InputExtensions {
  return element.extensions;
}

function fault(walk: Walk, path: Path, finding: Finding): typeof FAULTY {
  walk.faults.push({ path, ...finding });
  return FAULTY;
}

const BYTE_ORDER_MARK = '\ufeff';

/** Decoders replace invalid bytes with this character (Unicode, 3.9), so the original text is lost. */
const REPLACEMENT = '\ufffd';

/**
 * PostgreSQL text cannot store NUL or an unpaired surrogate. Decoders remove a leading byte order mark (Unicode, 23.8),
 * so it would not be read back.
 */
function textFinding(value: unknown): Finding | null {
  if (typeof value !== 'string') return null;
  if (value.includes('\0') || !value.isWellFormed() || value.startsWith(BYTE_ORDER_MARK)) {
    const message =
      'This contains a NUL character, an unpaired surrogate or a leading byte order mark. Remove it.';
    return { code: 'invalid_text', message };
  }
  if (!value.includes(REPLACEMENT)) return null;
  const message = 'This contains U+FFFD, which replaces bytes that are not UTF-8. Send JSON in UTF-8.';
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
      message: 'This cannot be cleared. Leave it out to keep its value.',
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
    const finding = check(coerced as never, walk.checkContext ?? null);
    if (finding && check.isCommandCheck) walk.commandFaults.push({ path, ...finding });
    else if (finding) return fault(walk, path, finding);
  }
  return coerced;
}

function walkRules(walk: Walk, rules: readonly Rule[], entries: Entries, path: Path): unknown {
  const sound = Object.fromEntries(entries.filter(([, value]) => value !== FAULTY && value !== undefined));
  const faulty = entries.flatMap(([name, value]) => (value === FAULTY ? [name] : []));
  for (const rule of rules) {
    const found = rule(sound as never, walk.checkContext ?? null, faulty);
    const faults = rule.isCommandCheck ? walk.commandFaults : walk.faults;
    faults.push(...found.map((fault) => ({ ...fault, path: [...path, ...fault.path] })));
  }
  return sound;
}

/** `unknown_field`. `names` are the known fields; null if the caller cannot see them. */
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
  // A body can have a hundred thousand unknown fields, more than are reported.
  const unknown = Object.keys(given).filter((key) => !Object.hasOwn(fields, key));
  for (const name of unknown.slice(0, MAX_FAULTS)) fault(walk, [...path, name], unknownField(names));
  const entries: Entries = Object.values(fields).map((field) => {
    // Defaults are the schema's own, and coerced already.
    const isDefault = !Object.hasOwn(given, field.name) && field.defaultValue !== undefined;
    if (isDefault) return [field.name, field.defaultValue];
    return [field.name, walkField(walk, field, given[field.name], [...path, field.name])];
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
  if (walk.faults.length >= MAX_FAULTS) return FAULTY;
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
 * Finds every fault of an input with its path: types, scalars, unknown fields, checks of fields and rules between
 * fields. GraphQL's own coercion would stop before the checks and give no path.
 */
export function findFaults(
  type: GraphQLInputType,
  value: unknown,
  path: Path,
  stage: InputStage,
  checks: readonly Check[] = [],
  options: FaultOptions = {},
): Found {
  const walk: Walk = { ...options, stage, faults: [], commandFaults: [] };
  const coerced = walkValue(walk, type, value, path);
  const isGiven = coerced !== FAULTY && coerced !== null && coerced !== undefined;
  const sound = isGiven ? walkChecks(walk, checks, coerced, path) : null;
  return { faults: walk.faults, commandFaults: walk.commandFaults, sound: sound === FAULTY ? null : sound };
}

/** Whether a path equals another path or is a prefix of it. */
function isPrefixOf(path: Path, other: Path): boolean {
  return path.every((step, depth) => step === other[depth]);
}

/**
 * Faults to report for inputs, at most `MAX_FAULTS`. Without faults of its own, an input is left to its command.
 * `fromCommand` are the faults that the command would report. A path with a fault gets no further fault at or below it.
 */
export function faultsToReport(found: readonly Found[], fromCommand: readonly Fault[]): readonly Fault[] {
  const faults = found.flatMap((input) => input.faults);
  if (faults.length === 0) return [];
  const commandFaults = [...found.flatMap((input) => input.commandFaults), ...fromCommand];
  const others = commandFaults.filter(({ path }) => !faults.some((fault) => isPrefixOf(fault.path, path)));
  // A rule of the input and the command may report the same fault.
  const once = new Map(others.map((fault) => [`${fault.path.join('/')} ${fault.code}`, fault]));
  return [...faults, ...once.values()].slice(0, MAX_FAULTS);
}
