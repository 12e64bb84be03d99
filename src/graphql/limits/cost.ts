import { complexityFromQuery } from '@pothos/plugin-complexity';
import { getOperationAST, GraphQLError, Kind, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { MAX_COST } from './field-costs.ts';
import { documentRefusal } from './refusal.ts';

/** What is told of an operation's cost in `extensions.cost`. */
export interface Cost {
  readonly requested: number;
  readonly maximum: number;
}

/**
 * The cost of the one operation that is executed, with its variables; what `@skip` and `@include` leave out counts too.
 *
 * @throws GraphQLError when an argument can't be known.
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
  const more = before > 0 ? `, and ${grouped.format(before)} is spent by the batch before it` : '';
  return documentRefusal(
    'query_too_costly',
    `This operation would cost ${grouped.format(requested)}${more}; a request may cost ${grouped.format(MAX_COST)}. Ask for smaller pages with \`first\`, fewer lists within lists, or send several requests.`,
  );
}

/** What an operation comes to; an argument that can't be known is refused with the words that execution would use. */
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
 * Refuses operations that would cost too much before any of their fields is resolved, and says in every other answer
 * what it cost. The operations of a batch share one maximum.
 */
export function useCostLimit(): Plugin {
  const spent = new WeakMap<Request, number>();
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      // Yoga puts the request into the context; the façade's documents are ours and come without.
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
