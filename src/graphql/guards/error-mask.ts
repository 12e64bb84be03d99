import { PothosError, PothosValidationError } from '@pothos/core';
import { GraphQLError, valueFromASTUntyped, visit, type ASTNode, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { isMissingRow } from '../../db/prisma-errors.ts';
import { unavailable } from '../../db/unavailable.ts';
import { DomainError, InProgress, notFound, Unavailable } from '../../errors.ts';
import { INVALID_CURSOR } from '../../policies/seek.ts';
import { RateLimited } from '../../throttle/rate-limited.ts';

export const UNEXPECTED = 'Unexpected error. Include the X-Request-Id when you report this.';

/** The innermost error, without GraphQL's wrappers. */
function rootCause(error: unknown, hasWritten: boolean): unknown {
  if (error instanceof GraphQLError && error.originalError) return rootCause(error.originalError, hasWritten);
  return isMissingRow(error) ? notFound('row') : (unavailable(error, hasWritten) ?? error);
}

function located(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  return new GraphQLError(message, { ...place, extensions });
}

/** A located error with `retryAfterSeconds`, also as an HTTP header. `status`: of the whole answer, if set. */
function locatedWithRetry(
  error: unknown,
  cause: Unavailable | RateLimited | InProgress,
  status = {},
): GraphQLError {
  const { code, reason, details, retryAfterSeconds, message } = cause;
  const http = { ...status, headers: { 'Retry-After': String(retryAfterSeconds) } };
  return located(error, message, { code, reason, details, retryAfterSeconds, http });
}

/** The operation, as far as it is known. */
interface Operation {
  /** Whether the operation has committed anything. */
  readonly hasWritten?: boolean;
  readonly document?: ASTNode;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

const PAGE_SIZES = ['first', 'last'];
const CURSORS = ['after', 'before'];

/** Page arguments that Pothos may have refused in a part of a document, with what is wrong: sizes, or cursors. */
interface RefusedPage {
  readonly names: readonly string[];
  readonly message: string;
}

function refusedPage(part: ASTNode, { variableValues }: Operation): RefusedPage {
  const negative = new Set<string>();
  const given = new Set<string>();
  visit(part, {
    Argument: ({ name: { value: name }, value: node }) => {
      const value: unknown = valueFromASTUntyped(node, variableValues);
      if (PAGE_SIZES.includes(name) && Number(value) < 0) negative.add(name);
      if (typeof value === (CURSORS.includes(name) ? 'string' : 'number')) given.add(name);
    },
  });
  if (negative.size > 0) return { names: [...negative], message: 'Give a number of 0 or more.' };
  const names = CURSORS.filter((name) => given.has(name));
  const isMixed =
    names.length > 1 ||
    (given.has('before') && given.has('first')) ||
    (given.has('after') && given.has('last'));
  return { names, message: isMixed ? 'Give "first" with "after", or "last" with "before".' : INVALID_CURSOR };
}

/** Pothos may report a nested page at a field above it, since it reads both together. */
function badPage(error: unknown, operation: Operation): GraphQLError {
  const field = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  const parts = [field, operation.document].flatMap((part) => part ?? []);
  const refused = parts.map((part) => refusedPage(part, operation)).find(({ names }) => names.length > 0);
  const { names, message } = refused ?? { names: [], message: INVALID_CURSOR };
  const details = names.map((name) => ({ path: [name], code: 'invalid_value', message }));
  return located(error, message, { code: 'BAD_INPUT', reason: 'invalid_input', details });
}

/**
 * The error as a client may see it. DomainErrors and GraphQLErrors pass. Pothos' validation errors concern cursors and
 * page sizes. Any other error is a defect: it is masked and goes to `report`, as do database failures.
 */
export function maskError(
  error: unknown,
  report: (cause: unknown) => void,
  operation: Operation = {},
): GraphQLError {
  const cause = rootCause(error, operation.hasWritten ?? false);
  if (cause instanceof Unavailable) {
    report(cause);
    return locatedWithRetry(error, cause, { status: 503 });
  }
  if (cause instanceof RateLimited || cause instanceof InProgress) return locatedWithRetry(error, cause);
  if (cause instanceof DomainError) {
    const { code, reason, details } = cause;
    return located(error, cause.message, { code, reason, details });
  }
  if (cause instanceof PothosValidationError) return badPage(error, operation);
  if (cause instanceof GraphQLError && !(cause instanceof PothosError)) return cause;
  report(cause);
  return located(error, UNEXPECTED, { code: 'INTERNAL', reason: 'internal' });
}

/** Masks errors of execution, and logs the masked ones with the request's id. */
export function useErrorMask(): Plugin<object, Context> {
  return {
    onExecute: ({ args }) => {
      const context = args.contextValue as unknown as Context;
      return {
        onExecuteDone: ({ result, setResult }) => {
          const { errors } = result as ExecutionResult;
          if (!errors) return;
          const report = (err: unknown) => {
            if (err instanceof Unavailable) context.log.warn({ err, reason: err.reason }, 'unavailable');
            else context.log.error({ err }, 'unexpected error');
          };
          const operation = { ...args, hasWritten: context.hasWritten };
          const masked = errors.map((error) => maskError(error, report, operation));
          setResult({ ...(result as ExecutionResult), errors: masked });
        },
      };
    },
  };
}
