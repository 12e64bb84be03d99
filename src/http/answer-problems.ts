import type Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { DomainError, Unavailable } from '../errors.ts';
import { RateLimited } from '../throttle/rate-limited.ts';
import { isRestPath } from './api-path.ts';
import { isBrowser, PLAIN_PAGE_POLICY } from './page.ts';
import { methodNotAllowed, Problem, statusOf } from './problem.ts';

function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof DomainError)) return null;
  const waits = error instanceof Unavailable || error instanceof RateLimited;
  const headers: Record<string, string> = waits ? { 'Retry-After': String(error.retryAfterSeconds) } : {};
  return new Problem(statusOf(error.code), error.reason, error.message, { headers });
}

const UNEXPECTED = new Problem(
  500,
  'internal',
  'Unexpected error. Include the X-Request-Id when you report this.',
);

/** Answers errors as `application/problem+json` (RFC 9457), and logs unexpected ones. */
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

/** Whether a page answers: a person opened this address. The contract of /v1 has problems only, for browsers too. */
function isOpened(context: Context): boolean {
  return context.method === 'GET' && isBrowser(context) && !isRestPath(context.path);
}

/**
 * The last middleware: 405 for a path with other methods, else 404.
 *
 * @param pageOf - makes the page that a browser gets with the 404; absent: a problem like everybody.
 */
export function refuseUnknown(routers: readonly Router[], pageOf?: (path: string) => string) {
  return (context: Context): void => {
    const layers = routers.flatMap((router) => router.match(context.path, context.method).path);
    const allowed = [...new Set(layers.flatMap((layer) => layer.methods))].sort().join(', ');
    if (allowed === '' && pageOf && isOpened(context)) {
      context.status = 404;
      context.set('Content-Security-Policy', PLAIN_PAGE_POLICY);
      context.type = 'html';
      context.body = pageOf(context.path);
      return;
    }
    if (allowed === '')
      throw new Problem(404, 'not_found', 'No resource exists at this path. Check the URL.');
    throw methodNotAllowed(allowed);
  };
}
