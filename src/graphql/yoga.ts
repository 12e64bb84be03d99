import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { GRAPHQL_PATH } from '../paths.ts';
import { maskError, useErrorMask } from './error-mask.ts';
import { schema } from './schema.ts';
import { useVariableCheck } from './variable-check.ts';

const WELCOME = `# KeyNest: sign in first, then put the token into the header
# { "Authorization": "Bearer kn_…" }

mutation SignIn {
  signIn(input: { email: "landlord@example.com", password: "keynest-demo" }) {
    token
    role
  }
}

query Portfolio {
  properties(first: 10) {
    edges {
      node {
        name
        units {
          label
          status
          tenants { name balance arrearsSince }
        }
      }
    }
  }
}
`;

export interface GraphqlOptions {
  /** GraphiQL at the endpoint. */
  readonly graphiql: boolean;
  readonly log: Logger;
}

/** GraphQL over HTTP at `/graphql`, and the pipeline that the façade executes through. */
export function createGraphql({ graphiql, log }: GraphqlOptions) {
  return createYoga<Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    landingPage: false,
    logging: false,
    batching: false,
    graphiql: graphiql ? { title: 'KeyNest GraphiQL', defaultQuery: WELCOME } : false,
    renderGraphiQL: async (page) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(page),
    maskedErrors: {
      maskError: (error) =>
        maskError(error, (err) => {
          log.error({ err }, 'unexpected error outside of execution');
        }),
    },
    plugins: [useVariableCheck(), useErrorMask()],
  });
}

export type Graphql = ReturnType<typeof createGraphql>;
