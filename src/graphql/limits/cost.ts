import { complexityFromQuery } from '@pothos/plugin-complexity';
import { getOperationAST, GraphQLError, Kind, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { MAX_COST } from './field-costs.ts';
import { knownCost } from './known-costs.ts';
import { documentRefusal } from './refusal.ts';
import { costOfResult } from './result-cost.ts';
import { RateLimited } from '../../throttle/rate-limited.ts';

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
export function costOfOperation(args: ExecutionArgs): number {
  const { document, operationName, variableValues } = args;
  return knownCost(document, operationName, variableValues ?? {}, () => workOutCost(args));
}

function workOutCost({
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

/** The error of a caller whose window has no room for the operation. */
function outOfCost({ code, reason, details, retryAfterSeconds, message }: RateLimited): GraphQLError {
  const http = { status: 429, headers: { 'Retry-After': String(retryAfterSeconds) } };
  return new GraphQLError(message, { extensions: { code, reason, details, retryAfterSeconds, http } });
}

/** Takes a cost from the caller's window; the error if it has no room. */
async function reserve({ costMeter }: Context, cost: number): Promise<GraphQLError | null> {
  try {
    await costMeter?.reserve(cost);
    return null;
  } catch (error) {
    if (error instanceof RateLimited) return outOfCost(error);
    throw error;
  }
}

/** What an executed operation cost, without its ledgers. One that failed cost what was asked for. */
function costOfExecuted(args: ExecutionArgs, { data, errors }: ExecutionResult, requested: number): number {
  return errors ? requested : Math.min(requested, costOfResult(args, data));
}

/**
 * Refuses too costly operations before execution, and reports the cost in every other answer. The operations of a batch
 * share one maximum. The cost is also taken from the caller's minute: of GraphQL what may be needed, corrected afterwards by
 * what there was; of the façade, whose documents are ours, what there was.
 */
export function useCostLimit(): Plugin {
  const spent = new WeakMap<Request, number>();
  return {
    onExecute: async ({ args, setResultAndStopExecution }) => {
      // Yoga adds the request to the context. The façade has none.
      const context = args.contextValue as unknown as Context & { request?: Request };
      const { request, costMeter } = context;
      const requested = examine(args);
      if (requested instanceof GraphQLError) {
        setResultAndStopExecution({ errors: [requested] });
        return;
      }
      const before = (request && spent.get(request)) ?? 0;
      if (request && before + requested > MAX_COST) {
        const cost: Cost = { requested, maximum: MAX_COST };
        setResultAndStopExecution({ errors: [tooCostly(requested, before)], extensions: { cost } });
        return;
      }
      if (request) spent.set(request, before + requested);
      const reserved = request ? requested : 1;
      const refusal = await reserve(context, reserved);
      if (refusal) {
        setResultAndStopExecution({ errors: [refusal] });
        return;
      }
      // Without a request there is no maximum, and none for its ledgers.
      if (request) context.ledgerBudget.allow(MAX_COST - before - requested);
      return {
        onExecuteDone: async ({ result, setResult }) => {
          const executed = result as ExecutionResult;
          const { cost: ledgers } = context.ledgerBudget;
          await costMeter?.settle(reserved, costOfExecuted(args, executed, requested) + ledgers);
          const cost: Cost = { requested: requested + ledgers, maximum: MAX_COST };
          if (request) setResult({ ...executed, extensions: { ...executed.extensions, cost } });
        },
      };
    },
  };
}
