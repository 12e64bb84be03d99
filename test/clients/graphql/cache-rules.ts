import {
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

const PAGE_ARGUMENTS = ['first', 'last', 'after', 'before'];

function objectTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'),
  );
}

function isConnection(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name.endsWith('Connection');
}

/** Arguments that make another list, in contrast to another page of the same list. */
function listArguments(field: GraphQLField<unknown, unknown>): string[] {
  return field.args.map(({ name }) => name).filter((name) => !PAGE_ARGUMENTS.includes(name));
}

/** Types without an id of their own: a cache keeps them in the object that shows them. */
export function embeddedTypes(schema: GraphQLSchema): string[] {
  return objectTypes(schema)
    .filter((type) => !Object.hasOwn(type.getFields(), 'id'))
    .map(({ name }) => name);
}

/** Every list of the schema: by type and field, what `rule` makes of the arguments that tell lists apart. */
export function listRules<Rule>(
  schema: GraphQLSchema,
  rule: (keyArguments: string[]) => Rule,
): Record<string, Record<string, Rule>> {
  return Object.fromEntries(
    objectTypes(schema).map((type) => {
      const lists = Object.values(type.getFields()).filter(isConnection);
      return [type.name, Object.fromEntries(lists.map((field) => [field.name, rule(listArguments(field))]))];
    }),
  );
}
