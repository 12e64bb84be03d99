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
import { useLongAnswers } from './limits/long-answers.ts';
import { MAX_BATCH, useRequestLimits } from './limits/request.ts';
import { usePlannedExecution } from './execution/planned-execution.ts';
import { useErrorCodes, useOperationNames } from './operation-names.ts';
import {
  DOCUMENT_ID,
  useNoPersistedOperations,
  usePersistedOperations,
  type PersistedOperations,
} from './persisted-operations.ts';
import { schema } from './schema.ts';
import { useVariableCheck } from './input/variable-check.ts';

export interface GraphqlOptions {
  /** Whether introspection is available, for GraphiQL. */
  readonly graphiql: boolean;
  readonly log: Logger;
  /** Documents that clients run by their ids; none when absent. */
  readonly persisted?: PersistedOperations | null;
  /** Time limit of an operation, also for the façade. */
  readonly operationSeconds?: number;
  /** False executes queries field by field, for the proof that a plan gives the same. */
  readonly isPlanned?: boolean;
}

const maskWith = (log: Logger) => ({
  maskError: (error: unknown) =>
    maskError(error, (err) => {
      log.error({ err }, 'unexpected error outside of execution');
    }),
});

/** GraphQL over HTTP at `/graphql`, and the pipeline that the façade executes through. */
export function createGraphql({
  graphiql,
  persisted = null,
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
    extraParamNames: persisted ? [DOCUMENT_ID] : [],
    batching: { limit: MAX_BATCH },
    // http/read-body.ts limits bodies. Yoga would pipe each through a stream, though it is read and parsed already.
    maxRequestBodySize: false,
    parserAndValidationCache: recentDocuments(),
    // http/serve-graphiql.ts answers browsers.
    graphiql: false,
    maskedErrors: maskWith(log),
    plugins: [
      useRequestLimits(),
      persisted ? usePersistedOperations(persisted) : useNoPersistedOperations(),
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
      useLongAnswers(),
    ],
  });
}

export type Graphql = ReturnType<typeof createGraphql>;
