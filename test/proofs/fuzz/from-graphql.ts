import fc from 'fast-check';
import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import { ID_PREFIXES } from '../../../src/ids.ts';
import { hostileValue, withHostilePlace } from './hostile.ts';
import { json, list, object, type Node } from './json.ts';
import {
  soundDate,
  soundEmail,
  soundInstant,
  soundLine,
  soundMoney,
  soundMonth,
  soundTime,
} from './sound-text.ts';

const PEOPLE = ['user', 'manager', 'contractor'];

/** Names of a place's rows. */
const ROWS = [
  ...['property', 'unit', 'tenant', 'payment', 'ticket', 'form', 'lease'],
  ...['session', 'apiKey', 'invitation', ...PEOPLE],
  ...['vacantUnit', 'coTenant', 'servedForm', 'emptyProperty'],
];
const STRANGERS = [
  ...Object.keys(ID_PREFIXES).map((noun) => `no${noun}`),
  ...['otherProperty', 'otherUnit', 'otherTenant', 'otherForm', 'otherUser'],
];

/** Words that say where a value stands: those of the field that is asked for, of the input and of the member. */
type Words = readonly string[];

/** A word's rows: of `unitId` those whose names end in `unit`; the people are all users. */
function rowsOf(word: string): readonly string[] {
  if (/user/i.test(word)) return PEOPLE;
  const nouns = ROWS.filter((row) => word.toLowerCase().includes(row.toLowerCase()));
  return ROWS.filter((row) => nouns.some((noun) => row.toLowerCase().endsWith(noun.toLowerCase())));
}

/** The rows that an id is likely to be of: those that the nearest words name. */
function likelyRows(words: Words): readonly string[] {
  const nearest = words.toReversed().map(rowsOf);
  return nearest.find((rows) => rows.length > 0) ?? ROWS;
}

function soundId(words: Words): fc.Arbitrary<Node> {
  const id = fc.oneof(
    { arbitrary: fc.constantFrom(...likelyRows(words)), weight: 8 },
    { arbitrary: fc.constantFrom(...ROWS), weight: 1 },
    { arbitrary: fc.constantFrom(...STRANGERS), weight: 1 },
  );
  return id.map((name) => json(`{{${name}}}`));
}

/** Credentials that open something; everything else is a line of text. */
function soundString(words: Words): fc.Arbitrary<Node> {
  const name = words.at(-1) ?? '';
  const known = /token/i.test(name)
    ? '{{invitationToken}}'
    : /password|current/i.test(name)
      ? '{{password}}'
      : /email/i.test(name)
        ? '{{landlordEmail}}'
        : null;
  return known === null ? soundLine(50) : fc.oneof(fc.constant(json(known)), soundLine(50));
}

const SCALARS: Readonly<Record<string, (words: Words) => fc.Arbitrary<Node>>> = {
  ID: soundId,
  String: soundString,
  // A version is 1 in a place that nothing has changed yet.
  Int: (words) => (/version/i.test(words.at(-1) ?? '') ? fc.constant(json(1)) : fc.nat(40).map(json)),
  Float: () => fc.nat(100).map(json),
  Boolean: () => fc.boolean().map(json),
  Money: () => soundMoney(1, 1_000_000_000),
  Date: () => soundDate,
  DateTime: () => soundInstant,
  DateOrInstant: () => fc.oneof(soundDate, soundInstant),
  YearMonth: () => soundMonth,
  Time: () => soundTime,
  EmailAddress: () => soundEmail,
};

type Member = GraphQLInputField | GraphQLArgument;
type NamedNode = readonly [name: string, value: Node];

/** A member by its name. */
function named(member: Member, words: Words): fc.Arbitrary<NamedNode> {
  return fromInputType(member.type, [...words, member.name]).map((node): NamedNode => [member.name, node]);
}

function isRequired({ type, defaultValue }: Member): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

/** What is required always, and some of the rest: a few, or now and then any number. */
export function soundMembers(members: readonly Member[], words: Words): fc.Arbitrary<readonly NamedNode[]> {
  const required = members.filter(isRequired).map((member) => named(member, words));
  const optional = members.filter((member) => !isRequired(member)).map((member) => named(member, words));
  const few = fc.subarray(optional, { maxLength: Math.min(3, optional.length) });
  const chosen = fc.oneof({ arbitrary: few, weight: 4 }, { arbitrary: fc.subarray(optional), weight: 1 });
  return chosen.chain((some) => fc.tuple(...required, ...some));
}

/** How many ways there are to choose a member, those of input objects counted one by one. */
function waysInto({ type }: Member): number {
  const inner = getNullableType(type);
  return isInputObjectType(inner) ? Object.keys(inner.getFields()).length : 1;
}

function hostileNode({ name, type }: Member, words: Words): fc.Arbitrary<Node> {
  const inner = getNullableType(type);
  const here = [...words, name];
  if (!isInputObjectType(inner)) return withHostilePlace(fromInputType(type, here));
  return hostileMembers(Object.values(inner.getFields()), [...here, inner.name]).map(object);
}

/** What is required, and one member, required or not, that is hostile or holds something hostile. */
export function hostileMembers(members: readonly Member[], words: Words): fc.Arbitrary<readonly NamedNode[]> {
  const choices = members.map((chosen) => {
    const needed = members.filter((member) => member !== chosen && isRequired(member));
    const hostile = hostileNode(chosen, words).map((node): NamedNode => [chosen.name, node]);
    const arbitrary = fc.tuple(hostile, ...needed.map((member) => named(member, words)));
    return { arbitrary, weight: waysInto(chosen) };
  });
  return choices.length === 0 ? fc.constant([]) : fc.oneof(...choices);
}

/** Values that an input type takes, or nearly: rows that there are, days that may come. */
export function fromInputType(type: GraphQLInputType, words: Words): fc.Arbitrary<Node> {
  if (isNonNullType(type)) return fromInputType(type.ofType, words);
  if (isListType(type)) {
    return fc.array(fromInputType(type.ofType, words), { maxLength: 3 }).map(list);
  }
  if (isEnumType(type)) {
    return fc.constantFrom(...type.getValues()).map(({ name }): Node => ({ kind: 'enum', name }));
  }
  if (isInputObjectType(type)) {
    return soundMembers(Object.values(type.getFields()), [...words, type.name]).map(object);
  }
  return (SCALARS[type.name] ?? (() => hostileValue))(words);
}
