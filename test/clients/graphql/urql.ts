import { Client, fetchExchange, type TypedDocumentNode } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { introspectionFromSchema, type GraphQLSchema } from 'graphql';
import { PAGE, type Cache, type OperationName, type Variables } from './cache.ts';
import { embeddedTypes, listRules } from './cache-rules.ts';
import * as documents from './documents.ts';

type Anything = TypedDocumentNode<unknown, Variables>;
const documentOf = (operation: OperationName) => documents[operation] as unknown as Anything;

export function urqlCache(schema: GraphQLSchema) {
  return cacheExchange({
    schema: introspectionFromSchema(schema),
    keys: Object.fromEntries(embeddedTypes(schema).map((type) => [type, () => null])),
    resolvers: listRules(schema, () => relayPagination()),
    logger: (severity, message) => {
      if (severity !== 'debug') throw new Error(`Graphcache: ${message}`);
    },
  });
}

export function openUrql(origin: string, token: string, schema: GraphQLSchema): Cache {
  const client = new Client({
    url: `${origin}/graphql`,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    preferGetMethod: false,
    exchanges: [urqlCache(schema), fetchExchange],
  });
  const known = { requestPolicy: 'cache-only' } as const;
  let after: string | null = null;
  const shown = () => client.readQuery(documents.UnitPage, { first: PAGE, after: null }, known)?.data;
  return {
    async read(operation, variables = {}) {
      const fresh = { requestPolicy: 'network-only' } as const;
      const { error } = await client.query(documentOf(operation), variables, fresh).toPromise();
      if (error) throw error;
    },
    cached: (operation, variables = {}) =>
      client.readQuery(documentOf(operation), variables, known)?.data ?? null,
    async change(operation, variables) {
      const { data, error } = await client.mutation(documentOf(operation), variables).toPromise();
      if (error) throw error;
      return data;
    },
    async loadUnits() {
      const { data, error } = await client.query(documents.UnitPage, { first: PAGE, after }).toPromise();
      if (error) throw error;
      after = data?.units.pageInfo.endCursor ?? null;
    },
    labels: () => shown()?.units.edges.map(({ node }) => node.label) ?? [],
  };
}
