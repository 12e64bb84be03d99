import {
  ApolloClient,
  HttpLink,
  type ApolloLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import type { GraphQLSchema } from 'graphql';
import { PAGE, type Cache, type OperationName, type Variables } from './cache.ts';
import { listRules } from './cache-rules.ts';
import * as documents from './documents.ts';

type Anything = TypedDocumentNode<unknown, Variables>;
const documentOf = (operation: OperationName) => documents[operation] as unknown as Anything;

/** Apollo keeps an object without `id` in the object that shows it, so that lists are all it has to be told. */
export function apolloCache(schema: GraphQLSchema): InMemoryCache {
  const lists = listRules(schema, (keyArguments) => relayStylePagination(keyArguments));
  return new InMemoryCache({
    typePolicies: Object.fromEntries(Object.entries(lists).map(([type, fields]) => [type, { fields }])),
  });
}

export function openApollo(origin: string, token: string, schema: GraphQLSchema): Cache {
  const uri = `${origin}/graphql`;
  const link: ApolloLink = new HttpLink({ uri, headers: { authorization: `Bearer ${token}` } });
  const client = new ApolloClient({ link, cache: apolloCache(schema) });
  let after: string | null = null;
  const shown = () => client.readQuery({ query: documents.UnitPage, variables: { first: PAGE } });
  return {
    async read(operation, variables = {}) {
      await client.query({ query: documentOf(operation), variables, fetchPolicy: 'network-only' });
    },
    cached: (operation, variables = {}) => client.readQuery({ query: documentOf(operation), variables }),
    async change(operation, variables) {
      const { data } = await client.mutate({ mutation: documentOf(operation), variables });
      return data;
    },
    async loadUnits() {
      const variables = { first: PAGE, after };
      await client.query({ query: documents.UnitPage, variables, fetchPolicy: 'network-only' });
      after = shown()?.units.pageInfo.endCursor ?? null;
    },
    labels: () => shown()?.units.edges.map(({ node }) => node.label) ?? [],
  };
}
