import { readFileSync } from 'node:fs';
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  type GraphQLNamedType,
} from 'graphql';
import { schema } from '../../src/graphql/schema.ts';

const sorted = lexicographicSortSchema(schema);
const types = Object.values(sorted.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

interface Element {
  readonly name: string;
  readonly description: string | null | undefined;
}

/** A type with everything in it that a client may use. */
function elementsOf(type: GraphQLNamedType): Element[] {
  const own = { name: type.name, description: type.description };
  const below = (name: string, description: string | null | undefined) => ({
    name: `${type.name}.${name}`,
    description,
  });
  if (isEnumType(type))
    return [own, ...type.getValues().map((value) => below(value.name, value.description))];
  if (isInputObjectType(type)) {
    return [own, ...Object.values(type.getFields()).map((field) => below(field.name, field.description))];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field) => [
    below(field.name, field.description),
    ...field.args.map((argument) => below(`${field.name}(${argument.name})`, argument.description)),
  ]);
  return [own, ...fields];
}

test('the schema that runs is the one that is printed in schema/schema.graphql', () => {
  const printed = readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
  expect(printed.trim()).toBe(printSchema(sorted).trim());
});

/** The types that a value may show. */
function typesBelow(type: GraphQLNamedType): GraphQLNamedType[] {
  if (isInterfaceType(type)) return [...schema.getPossibleTypes(type)];
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields()).map((field) => getNamedType(field.type));
}

test('every object type is what some field leads to', () => {
  const reached = new Set<GraphQLNamedType>([schema.getQueryType()!, schema.getMutationType()!]);
  // What is added in the meantime is walked through as well.
  for (const type of reached) typesBelow(type).forEach((below) => reached.add(below));
  const names = new Set([...reached].map(({ name }) => name));
  expect(types.filter((type) => isObjectType(type) && !names.has(type.name))).toEqual([]);
});

test('every type, field, argument and value has a description', () => {
  const bare = types.flatMap(elementsOf).filter(({ description }) => !description?.trim());
  expect(bare.map(({ name }) => name)).toEqual([]);
});

const MAX_WORDS = 20;

/** Words and phrases of descriptions that do not name their subject. */
const VAGUE =
  /\b(what|who(m|se|ever)|none|nobody|anybody|somebody|such|when absent|in any case|standing so|as what|(the|this|that|a|no) one)\b/i;

/** The sentences of a description; neither abbreviations nor section numbers end one. */
function sentencesOf(description: string): string[] {
  return description.replaceAll('e.g. ', 'e.g.\u00a0').split(/(?<=[.!?])[ \n]+/);
}

const sentences = types
  .flatMap(elementsOf)
  .flatMap(({ name, description }) => sentencesOf(description ?? '').map((text) => ({ name, text })));

describe('the sentences of descriptions', () => {
  test(`have at most ${MAX_WORDS} words`, () => {
    expect(sentences.filter(({ text }) => text.split(/\s+/).length > MAX_WORDS)).toEqual([]);
  });

  test('begin with a capital letter, a number or code, and end with a full stop', () => {
    expect(sentences.filter(({ text }) => !/^[A-Z0-9`].*\.$/s.test(text))).toEqual([]);
  });

  test('name their subject instead of "what", "none" or "such"', () => {
    expect(sentences.filter(({ text }) => VAGUE.test(text))).toEqual([]);
  });
});

test('every amount in an input has its limits, which Money itself has not', () => {
  const open = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === 'Money')
    .filter(({ field }) => !((field.extensions['checks'] as unknown[] | undefined)?.length ?? 0));
  expect(open.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
});
