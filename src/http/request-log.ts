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

/** Sets an id on every request and logs one line for it, without query, body or token. */
export function identifyRequest(log: Logger) {
  return async (context: Context, next: Next): Promise<void> => {
    const given = context.get('x-request-id');
    const requestId = VALID_REQUEST_ID.test(given) ? given : randomUUID();
    const requestLog = log.child({ requestId });
    Object.assign(context.state, { requestId, log: requestLog } satisfies RequestState);
    context.set('X-Request-Id', requestId);
    const startedAt = performance.now();
    context.res.once('close', () => {
      const { method, path, res } = context;
      const milliseconds = Math.round(performance.now() - startedAt);
      // An answer that was not sent whole has no status for the client.
      const outcome = res.writableFinished ? { status: res.statusCode } : { isCutOff: true };
      requestLog.info({ method, path, ...outcome, milliseconds }, 'request');
    });
    await next();
  };
}
