import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';

/** The state that the outermost middleware sets on every request. */
export interface RequestState {
  requestId: string;
  log: Logger;
}

/** Accepts a caller's id that is short, safe in logs and headers, and not one of our tokens. */
const VALID_REQUEST_ID = /^(?!kn_)[\w.:-]{1,128}$/i;

/** What the log needs to know of the operations that a request executed. */
interface Executed {
  readonly context?: { readonly operationNames: readonly string[] };
}

/** Names of the operations of GraphQL and of the façade alike; empty before anything was executed. */
function operationsOf(state: Executed): { operations?: readonly string[] } {
  const { operationNames = [] } = state.context ?? {};
  return operationNames.length > 0 ? { operations: operationNames } : {};
}

/**
 * Gives every request an id and one line in the log: no path but its route's pattern, no query, no body, no token.
 *
 * @param routeOf - names a request's route.
 */
export function identifyRequest(log: Logger, routeOf: (context: Context) => string) {
  return async (context: Context, next: Next): Promise<void> => {
    const given = context.get('x-request-id');
    const requestId = VALID_REQUEST_ID.test(given) ? given : randomUUID();
    const requestLog = log.child({ requestId });
    Object.assign(context.state, { requestId, log: requestLog } satisfies RequestState);
    context.set('X-Request-Id', requestId);
    const startedAt = performance.now();
    context.res.once('close', () => {
      const { method, res } = context;
      const asked = { method, route: routeOf(context), ...operationsOf(context.state) };
      const milliseconds = Math.round(performance.now() - startedAt);
      // An answer that was not sent whole has no status for the client.
      const outcome = res.writableFinished ? { status: res.statusCode } : { isCutOff: true };
      requestLog.info({ ...asked, ...outcome, milliseconds }, 'request');
    });
    await next();
  };
}
