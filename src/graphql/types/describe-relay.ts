import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Fields that the Relay plugin generates without a description (GraphQL Cursor Connections). */
const FIELD_DESCRIPTIONS: Readonly<Record<string, string>> = {
  pageInfo: 'Pagination information.',
  cursor: 'Cursor of this item. Pass it as `after` or `before` to continue from here.',
  totalCount: 'Number of items on all pages.',
  hasNextPage: 'Whether more items follow this page.',
  hasPreviousPage: 'Whether more items precede this page.',
  startCursor: 'Cursor of the first item. Null if the page is empty.',
  endCursor: 'Cursor of the last item. Null if the page is empty.',
  id: 'Globally unique ID. Its prefix names the type, e.g. `p_` for a property.',
};

/** Arguments that the Relay plugin generates without a description. */
const ARGUMENT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  first: 'Number of items from the start of the list. Defaults to 50; values above 100 count as 100.',
  after: 'Returns the items after this cursor. Use `endCursor` of the previous page.',
  last: 'Number of items from the end of the list. Values above 100 count as 100.',
  before: 'Returns the items before this cursor. Use `startCursor` of the following page.',
  id: 'ID of the object.',
  ids: 'IDs of the objects.',
};

/** The type that a connection or an edge is a list of; undefined for any other type. */
function itemTypeOf(type: GraphQLNamedType | undefined): string | undefined {
  if (!isObjectType(type)) return undefined;
  const { edges, node } = type.getFields();
  if (node) return getNamedType(node.type).name;
  return edges && itemTypeOf(getNamedType(edges.type));
}

function describeType(type: GraphQLObjectType | GraphQLInterfaceType): string | undefined {
  if (type.name === 'Node') return 'Object with a globally unique ID.';
  if (type.name === 'PageInfo') return 'Position of a page in its list.';
  const itemType = itemTypeOf(type);
  if (itemType === undefined) return undefined;
  return type.name.endsWith('Edge')
    ? `Item of a page of \`${itemType}\` objects, with its cursor.`
    : `Page of \`${itemType}\` objects (Relay connection).`;
}

/** A client's cache keys an object by its ID; an object without one belongs to the object that shows it. */
const EMBEDDED = 'Embedded: it has no ID.';

function describeEmbedded(type: GraphQLObjectType): void {
  const isPaging = type.name === 'PageInfo' || itemTypeOf(type) !== undefined;
  if (isPaging || 'id' in type.getFields()) return;
  type.description = `${type.description ?? ''} ${EMBEDDED}`;
}

/** Describes the types, fields and arguments that the Relay plugin generates, unless they have a description. */
export function describeRelay(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    type.description ??= describeType(type);
    if (isObjectType(type) && !roots.includes(type)) describeEmbedded(type);
    for (const field of Object.values(type.getFields())) {
      field.description ??= FIELD_DESCRIPTIONS[field.name];
      for (const argument of field.args) argument.description ??= ARGUMENT_DESCRIPTIONS[argument.name];
    }
  }
}
