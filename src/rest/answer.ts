import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { DomainError } from '../errors.ts';
import { Problem, statusOf } from './problem.ts';

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  return error instanceof DomainError ? new Problem(statusOf(error.code), error.reason, error.message) : null;
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
    if (problem === UNEXPECTED) {
      const { log } = context.state as { log: Logger };
      log.error({ err: error }, 'unexpected error');
    }
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
    throw new Problem(405, 'method_not_allowed', `This path takes ${allowed}.`, {
      headers: { Allow: allowed },
    });
  };
}
