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
