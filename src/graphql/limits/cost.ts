import { complexityFromQuery } from '@pothos/plugin-complexity';
import { getOperationAST, GraphQLError, Kind, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { MAX_COST } from './field-costs.ts';
import { documentRefusal } from './refusal.ts';

/** The cost of an operation in `extensions.cost`. */
export interface Cost {
  readonly requested: number;
  readonly maximum: number;
}

/**
 * The cost of the executed operation with its variables. Fields left out by `@skip` and `@include` count too.
 *
 * @throws GraphQLError for an invalid argument.
 */
export function costOfOperation({
  schema,
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs): number {
  const operation = getOperationAST(document, operationName);
  if (!operation) return 0;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const { complexity } = complexityFromQuery(
    { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] },
    { schema, ctx: contextValue as Context, variables: { ...variableValues } },
  );
  return complexity;
}

const grouped = new Intl.NumberFormat('en-CA');

function tooCostly(requested: number, before: number): GraphQLError {
  const earlier = before > 0 ? `, and earlier ones of the batch cost ${grouped.format(before)}` : '';
  return documentRefusal(
    'query_too_costly',
    `This operation costs ${grouped.format(requested)}${earlier}. A request may cost at most ${grouped.format(MAX_COST)}. Ask for smaller pages with \`first\` or fewer nested lists, or send several requests.`,
  );
}

/** The cost of an operation, or the error that execution would give for an invalid argument. */
function examine(args: ExecutionArgs): number | GraphQLError {
  try {
    return costOfOperation(args);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, nodes = null } = error;
    return new GraphQLError(message, {
      nodes,
      extensions: documentRefusal('invalid_request', '').extensions,
    });
  }
}

/**
 * Refuses too costly operations before execution, and reports the cost in every other answer. The operations of a batch
 * share one maximum.
 */
export function useCostLimit(): Plugin {
  const spent = new WeakMap<Request, number>();
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      // Yoga adds the request to the context. The façade has none, and its documents are not limited.
      const { request } = args.contextValue as { request?: Request };
      if (!request) return;
      const requested = examine(args);
      if (requested instanceof GraphQLError) {
        setResultAndStopExecution({ errors: [requested] });
        return;
      }
      const before = spent.get(request) ?? 0;
      const cost: Cost = { requested, maximum: MAX_COST };
      if (before + requested > MAX_COST) {
        setResultAndStopExecution({ errors: [tooCostly(requested, before)], extensions: { cost } });
        return;
      }
      spent.set(request, before + requested);
      return {
        onExecuteDone: ({ result, setResult }) => {
          const executed = result as ExecutionResult;
          setResult({ ...executed, extensions: { ...executed.extensions, cost } });
        },
      };
    },
  };
}
