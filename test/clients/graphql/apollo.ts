import {
  ApolloClient,
  HttpLink,
  type ApolloLink,
  InMemoryCache,
  type TypePolicy,
  type TypedDocumentNode,
} from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import type { GraphQLSchema } from 'graphql';
import { PAGE, type Cache, type OperationName, type Variables } from './cache.ts';
import { embeddedTypes, listRules } from './cache-rules.ts';
import * as documents from './documents.ts';

type Anything = TypedDocumentNode<unknown, Variables>;
const documentOf = (operation: OperationName) => documents[operation] as unknown as Anything;

/**
 * Apollo keeps an object without `id` in the object that shows it. Without `merge` it would replace the whole of it with
 * the fields of the last query, and read those of the others again.
 */
export function apolloCache(schema: GraphQLSchema): InMemoryCache {
  const lists = listRules(schema, (keyArguments) => relayStylePagination(keyArguments));
  const embedded = new Set(embeddedTypes(schema));
  const policies = Object.entries(lists).map(([type, fields]): [string, TypePolicy] => [
    type,
    embedded.has(type) ? { fields, merge: true } : { fields },
  ]);
  return new InMemoryCache({ typePolicies: Object.fromEntries(policies) });
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
