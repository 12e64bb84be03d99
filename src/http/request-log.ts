import { randomUUID } from 'node:crypto';
import type { Context, Next } from 'koa';
import type { Logger } from 'pino';
import { createActivity, withActivity, type Activity } from '../telemetry/activity.ts';
import { requestServed, requestStarted, type Served } from '../telemetry/signals.ts';
import { executedBy, nameOperation } from './operation-name.ts';
import type { RouteName } from './route-pattern.ts';

/** The state that the outermost middleware sets on every request. */
export interface RequestState {
  readonly requestId: string;
  readonly log: Logger;
}

/**
 * The state of one request. A class: V8 keeps a getter of a single object, with all that it holds, until it collects the
 * whole heap.
 */
export class LazyRequestState implements RequestState {
  readonly requestId: string;
  readonly #makeLog: () => Logger;
  #log: Logger | undefined;

  constructor(requestId: string, makeLog: () => Logger) {
    this.requestId = requestId;
    this.#makeLog = makeLog;
  }

  /** Made when it is first used: making it redacts what it is bound to, which takes time, and most requests log nothing. */
  get log(): Logger {
    return (this.#log ??= this.#makeLog());
  }
}

/** Accepts a caller's id that is short, safe in logs and headers, and not one of our tokens. */
const VALID_REQUEST_ID = /^(?!kn_)[\w.:-]{1,128}$/i;

/** What the log tells of a request that was answered. */
function lineOf(served: Served, operations: readonly string[]): object {
  const { method, route, status, milliseconds, activity } = served;
  return {
    method,
    route,
    ...(operations.length > 0 ? { operations } : {}),
    // An answer that was not sent whole has no status for the client.
    ...(status === null ? { isCutOff: true } : { status }),
    milliseconds: Math.round(milliseconds),
    statements: activity.statements,
    sqlMilliseconds: Math.round(activity.sqlMilliseconds),
  };
}

/** Whether the answer was sent whole. Node also calls an answer finished whose connection was destroyed meanwhile. */
function isSent({ req: { socket }, res }: Context): boolean {
  return res.writableFinished && (!socket.destroyed || socket.writableFinished);
}

function servedBy(context: Context, activity: Activity, startedAt: number, route: RouteName): Served {
  const { method } = context;
  const executed = executedBy(context);
  return {
    activity,
    ...nameOperation(route, executed),
    method,
    route: route.pattern,
    status: isSent(context) ? context.res.statusCode : null,
    errorCodes: executed.errorCodes,
    startedAt,
    milliseconds: performance.now() - startedAt,
  };
}

/**
 * Gives every request an id and one line in the log: no path but its route's pattern, no query, no body, no token. Tells the
 * metrics and the traces of it.
 *
 * @param describe - names a request's route.
 */
export function identifyRequest(log: Logger, describe: (context: Context) => RouteName) {
  return async (context: Context, next: Next): Promise<void> => {
    const given = context.get('x-request-id');
    const requestId = VALID_REQUEST_ID.test(given) ? given : randomUUID();
    const activity = createActivity(requestId, context.get('traceparent'));
    const startedAt = performance.now();
    requestStarted.send(activity);
    const { traceId } = activity;
    const bindings = { requestId, ...(traceId === null ? {} : { traceId }) };
    context.state = new LazyRequestState(requestId, () => log.child(bindings));
    context.set('X-Request-Id', requestId);
    context.res.once('close', () => {
      const route = describe(context);
      const served = servedBy(context, activity, startedAt, route);
      const { operationNames } = executedBy(context);
      const planned = route.operation === null ? [] : [route.operation];
      const line = lineOf(served, operationNames.length > 0 ? operationNames : planned);
      log.info({ ...bindings, ...line }, 'request');
      requestServed.send(served);
    });
    await withActivity(activity, next);
  };
}
