import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** The Relay plugin makes these by one pattern and leaves them without words (GraphQL Cursor Connections). */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  pageInfo: 'Where this page stands among the others.',
  cursor: 'Give it as `after` or `before` to go on from this row.',
  totalCount: 'How many there are on all pages.',
  hasNextPage: 'Whether there are rows after this page.',
  hasPreviousPage: 'Whether there are rows before this page.',
  startCursor: 'The cursor of the first row; null on an empty page.',
  endCursor: 'The cursor of the last row; null on an empty page.',
  id: 'Unique among everything; its prefix tells the noun.',
};

const ARGUMENT_WORDS: Readonly<Record<string, string>> = {
  first: 'At most this many rows from the beginning; 50 when absent, 100 at most.',
  after: 'Rows after the one with this cursor.',
  last: 'At most this many rows from the end.',
  before: 'Rows before the one with this cursor.',
  id: 'Its id.',
  ids: 'Their ids.',
};

function typeWords(name: string): string | undefined {
  if (name === 'Node') return 'Anything with an id.';
  if (name === 'PageInfo') return 'Where a page stands among the others.';
  if (name.endsWith('Connection')) return 'A page of rows.';
  return name.endsWith('Edge') ? 'A row of a page, with its cursor.' : undefined;
}

/** Says what the Relay plugin's types, fields and arguments are, wherever nothing is said yet. */
export function describeRelay(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if ((!isObjectType(type) && !isInterfaceType(type)) || type.name.startsWith('__')) continue;
    type.description ??= typeWords(type.name);
    for (const field of Object.values(type.getFields())) {
      field.description ??= FIELD_WORDS[field.name];
      for (const argument of field.args) argument.description ??= ARGUMENT_WORDS[argument.name];
    }
  }
}
