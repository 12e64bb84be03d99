import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { validate, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Context } from '../request/context.ts';
import { schema } from './schema.ts';
import type { Graphql } from './yoga.ts';

/** Documents that have been found valid; each is checked once. */
const valid = new WeakSet<DocumentNode>();

function assertValid(document: DocumentNode): void {
  if (valid.has(document)) return;
  const errors = validate(schema, document);
  if (errors.length > 0)
    throw new AggregateError(errors, 'A document of the façade does not fit the schema.');
  valid.add(document);
}

/** JSON has no undefined: what is undefined was not given. */
function given(variables: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}

/**
 * Runs operations for the façade, in process, through the same plugins and the same masking as /graphql, without
 * HTTP and without parsing: the documents come parsed.
 */
export function createExecute(graphql: Graphql) {
  return async <Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: object,
    context: Context,
  ): Promise<ExecutionResult<Result>> => {
    assertValid(document);
    context.interface = 'rest';
    const { execute, contextFactory } = graphql.getEnveloped(context as never);
    const contextValue: unknown = await contextFactory();
    const result: unknown = await execute({
      schema,
      document,
      variableValues: given(variables),
      contextValue,
    });
    return result as ExecutionResult<Result>;
  };
}
