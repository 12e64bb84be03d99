import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../request/context.ts';
import { GRAPHQL_PATH } from '../http/paths.ts';
import { useCurrentRent } from './current-rent.ts';
import { maskError, useErrorMask } from './guards/error-mask.ts';
import { useCostLimit } from './limits/cost.ts';
import { OPERATION_SECONDS, useDeadline } from './limits/deadline.ts';
import { useShapeLimits } from './limits/document-shape.ts';
import { useTextLimits } from './limits/document-text.ts';
import { recentDocuments } from './limits/recent-documents.ts';
import { MAX_BATCH, useRequestLimits } from './limits/request.ts';
import { usePlannedExecution } from './execution/planned-execution.ts';
import { useErrorCodes, useOperationNames } from './operation-names.ts';
import { schema } from './schema.ts';
import { useVariableCheck } from './input/variable-check.ts';

export interface GraphqlOptions {
  /** Whether introspection is available, for GraphiQL. */
  readonly graphiql: boolean;
  readonly log: Logger;
  /** Time limit of an operation, also for the façade. */
  readonly operationSeconds?: number;
  /** False executes queries field by field, for the proof that a plan gives the same. */
  readonly isPlanned?: boolean;
}

/** GraphQL over HTTP at `/graphql`, and the pipeline that the façade executes through. */
export function createGraphql({
  graphiql,
  log,
  operationSeconds = OPERATION_SECONDS,
  isPlanned = true,
}: GraphqlOptions) {
  return createYoga<Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    landingPage: false,
    logging: false,
    // Koa answers preflights.
    cors: false,
    multipart: false,
    batching: { limit: MAX_BATCH },
    parserAndValidationCache: recentDocuments(),
    // http/serve-graphiql.ts answers browsers; yoga would encode nine megabytes for each.
    graphiql: false,
    maskedErrors: {
      maskError: (error) =>
        maskError(error, (err) => {
          log.error({ err }, 'unexpected error outside of execution');
        }),
    },
    plugins: [
      useRequestLimits(),
      useTextLimits(),
      useShapeLimits({ hasIntrospection: graphiql }),
      useVariableCheck(),
      useCostLimit(),
      useOperationNames(),
      ...(isPlanned ? [usePlannedExecution()] : []),
      useCurrentRent(),
      useDeadline(operationSeconds),
      useErrorMask(),
      useErrorCodes(),
    ],
  });
}

export type Graphql = ReturnType<typeof createGraphql>;
