import { PothosError, PothosValidationError } from '@pothos/core';
import { GraphQLError, valueFromASTUntyped, visit, type ASTNode, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../request/context.ts';
import { isMissingRow } from '../../db/prisma-errors.ts';
import { unavailable } from '../../db/unavailable.ts';
import { DomainError, notFound, Unavailable } from '../../errors.ts';
import { RateLimited } from '../../throttle/rate-limited.ts';

export const UNEXPECTED = 'Unexpected error';

/** What was thrown at the bottom, whatever wrapped it on the way. */
function rootCause(error: unknown, hasWritten: boolean): unknown {
  if (error instanceof GraphQLError && error.originalError) return rootCause(error.originalError, hasWritten);
  return isMissingRow(error) ? notFound('row') : (unavailable(error, hasWritten) ?? error);
}

function located(error: unknown, message: string, extensions: Record<string, unknown>): GraphQLError {
  const place = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};
  return new GraphQLError(message, { ...place, extensions });
}

/**
 * With when to try again, over HTTP in the header as well. `status`: of the whole answer, where it has one of its own.
 */
function locatedLater(error: unknown, cause: Unavailable | RateLimited, status = {}): GraphQLError {
  const { code, reason, details, retryAfterSeconds, message } = cause;
  const http = { ...status, headers: { 'Retry-After': String(retryAfterSeconds) } };
  return located(error, message, { code, reason, details, retryAfterSeconds, http });
}

/** What was asked, and what came of it, where it is known. */
interface Asked {
  /** Whether the operation has committed anything. */
  readonly hasWritten?: boolean;
  readonly document?: ASTNode;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

const PAGE_SIZES = ['first', 'last'];
const CURSORS = ['after', 'before'];

/** The arguments of pages, in a part of a document, that Pothos may have complained of: sizes below 0, or cursors. */
function pageArguments(part: ASTNode, { variableValues }: Asked): readonly string[] {
  const sizes = new Set<string>();
  const cursors = new Set<string>();
  visit(part, {
    Argument: ({ name, value }) => {
      const given: unknown = valueFromASTUntyped(value, variableValues);
      if (PAGE_SIZES.includes(name.value) && Number(given) < 0) sizes.add(name.value);
      if (CURSORS.includes(name.value) && typeof given === 'string') cursors.add(name.value);
    },
  });
  return [...(sizes.size > 0 ? sizes : cursors)];
}

/** Pothos reads pages below a row together with the row, so that the field it complains at may be one above. */
function badPage(error: unknown, message: string, asked: Asked): GraphQLError {
  const field = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  const parts = [field, asked.document].flatMap((part) => part ?? []);
  const [names = []] = parts.map((part) => pageArguments(part, asked)).filter((found) => found.length > 0);
  const details = names.map((name) => ({ path: [name], code: 'invalid_value', message }));
  return located(error, message, { code: 'BAD_INPUT', reason: 'invalid_input', details });
}

/**
 * What a client may know of an error. A DomainError was meant for it; a GraphQLError of the document's own is its
 * business; Pothos' complaints are about cursors and page sizes; anything else is a defect, which `report` is told, as
 * it is of a database that is away.
 */
export function maskError(error: unknown, report: (cause: unknown) => void, asked: Asked = {}): GraphQLError {
  const cause = rootCause(error, asked.hasWritten ?? false);
  if (cause instanceof Unavailable) {
    report(cause);
    return locatedLater(error, cause, { status: 503 });
  }
  if (cause instanceof RateLimited) return locatedLater(error, cause);
  if (cause instanceof DomainError) {
    const { code, reason, details } = cause;
    return located(error, cause.message, { code, reason, details });
  }
  if (cause instanceof PothosValidationError) return badPage(error, cause.message, asked);
  if (cause instanceof GraphQLError && !(cause instanceof PothosError)) return cause;
  report(cause);
  return located(error, UNEXPECTED, { code: 'INTERNAL', reason: 'internal' });
}

/** Masks what execution throws, and logs what it hides with the request's id. */
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
          const asked = { ...args, hasWritten: context.hasWritten };
          const masked = errors.map((error) => maskError(error, report, asked));
          setResult({ ...(result as ExecutionResult), errors: masked });
        },
      };
    },
  };
}
