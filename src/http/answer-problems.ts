import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { DomainError, Unavailable } from '../errors.ts';
import { methodNotAllowed, Problem, statusOf } from './problem.ts';

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof DomainError)) return null;
  const headers: Record<string, string> =
    error instanceof Unavailable ? { 'Retry-After': String(error.retryAfterSeconds) } : {};
  return new Problem(statusOf(error.code), error.reason, error.message, { headers });
}

const UNEXPECTED = new Problem(
  500,
  'internal',
  'Something went wrong here. Say the X-Request-Id when you report it.',
);

/** Writes what went wrong as `application/problem+json` (RFC 9457); logs what nobody foresaw. */
export async function answerProblems(context: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (error) {
    const problem = asProblem(error) ?? UNEXPECTED;
    const { log } = context.state as { log: Logger };
    if (problem === UNEXPECTED) log.error({ err: error }, 'unexpected error');
    if (error instanceof Unavailable) log.warn({ err: error, reason: error.reason }, 'unavailable');
    context.status = problem.status;
    context.set(problem.headers);
    context.body = JSON.stringify(problem.toBody(context.path));
    context.type = 'application/problem+json';
  }
}

/** The end of the line: a path that exists takes other methods (405), or there is nothing here (404). */
export function refuseUnknown(routers: readonly Router[]) {
  return (context: Context): void => {
    const layers = routers.flatMap((router) => router.match(context.path, context.method).path);
    const allowed = [...new Set(layers.flatMap((layer) => layer.methods))].sort().join(', ');
    if (allowed === '') throw new Problem(404, 'not_found', 'There is nothing at this path.');
    throw methodNotAllowed(allowed);
  };
}
