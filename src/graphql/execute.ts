import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { validate, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Context } from '../request/context.ts';
import { schema } from './schema.ts';
import type { Graphql } from './yoga.ts';

/** Documents that are known to be valid. */
const valid = new WeakSet<DocumentNode>();

function assertValid(document: DocumentNode): void {
  if (valid.has(document)) return;
  const errors = validate(schema, document);
  if (errors.length > 0)
    throw new AggregateError(errors, 'A document of the façade is not valid for the schema.');
  valid.add(document);
}

/** Drops undefined variables: JSON has no undefined. */
function withoutUndefined(variables: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined));
}

/** Runs the façade's parsed documents in process, with the same plugins and error masking as /graphql. */
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
      variableValues: withoutUndefined(variables),
      contextValue,
    });
    return result as ExecutionResult<Result>;
  };
}
