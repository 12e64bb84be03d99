import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';

/** What the outermost middleware gives to every request. */
export interface RequestState {
  requestId: string;
  log: Logger;
}

/** A caller's own id is taken when it is short, can't break a log line or a header, and is no token of ours. */
const SANE_REQUEST_ID = /^(?!kn_)[\w.:-]{1,128}$/i;

/** Gives every request an id and one line in the log: no query, no body, no token. */
export function nameRequest(log: Logger) {
  return async (context: Context, next: Next): Promise<void> => {
    const given = context.get('x-request-id');
    const requestId = SANE_REQUEST_ID.test(given) ? given : randomUUID();
    const requestLog = log.child({ requestId });
    Object.assign(context.state, { requestId, log: requestLog } satisfies RequestState);
    context.set('X-Request-Id', requestId);
    const startedAt = performance.now();
    context.res.once('close', () => {
      const { method, path, res } = context;
      const milliseconds = Math.round(performance.now() - startedAt);
      // A status that was not sent whole was not the answer.
      const outcome = res.writableFinished ? { status: res.statusCode } : { isCutOff: true };
      requestLog.info({ method, path, ...outcome, milliseconds }, 'request');
    });
    await next();
  };
}
