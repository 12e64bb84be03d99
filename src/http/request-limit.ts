import type { Context, Next } from 'koa';
import { GRAPHQL_PATH } from './paths.ts';
import { Problem } from './problem.ts';
import { formatSeconds } from '../throttle/rate-limited.ts';
import type { LimitState, RequestLimit } from '../throttle/request-limit.ts';
import { isApiPath } from './api-path.ts';
import { clientNetwork } from '../throttle/client-network.ts';
import { RefusedTokens, type Claim } from './refused-tokens.ts';

/** Of the one policy there is (draft-ietf-httpapi-ratelimit-headers §3). */
const POLICY_NAME = '"default"';

export interface RequestLimitOptions {
  /** Null: requests are not bounded. */
  readonly limit: RequestLimit | null;
  /** Parts of the name by which a caller's requests belong together. */
  readonly callerOf: (context: Context) => readonly string[];
}

/** A token that is none may come from anybody, e.g. `Bearer null`: each network answers for its own. */
function claimOf(context: Context): Claim {
  return { authorization: context.get('authorization'), network: clientNetwork(context.ip) };
}

function describe(context: Context, { quota, windowSeconds }: RequestLimit, state: LimitState): void {
  const { remaining, resetSeconds } = state;
  context.set('RateLimit-Policy', `${POLICY_NAME};q=${quota};w=${windowSeconds}`);
  context.set('RateLimit', `${POLICY_NAME};r=${remaining};t=${resetSeconds}`);
}

/** Answers in the shape that the client's interface has for errors: GraphQL's, or else a problem. */
function refuse(context: Context, { resetSeconds }: LimitState): void {
  const message = `Too many requests. Wait ${formatSeconds(resetSeconds)}.`;
  const headers = { 'Retry-After': String(resetSeconds) };
  if (context.path !== GRAPHQL_PATH) throw new Problem(429, 'rate_limited', message, { headers });
  const extensions = {
    code: 'RATE_LIMITED',
    reason: 'rate_limited',
    details: [],
    retryAfterSeconds: resetSeconds,
  };
  context.status = 429;
  context.set(headers);
  context.body = JSON.stringify({ errors: [{ message, extensions }] });
  context.type = context.accepts('application/json', 'application/graphql-response+json') || 'json';
}

/**
 * Bounds the requests of each caller to the API, and says on every answer how they stand. Two steps: `refuseKnown`
 * stands before whoever looks up whose a token is, and spares the database the question when the answer is known to be
 * no; `count` stands behind.
 */
export function limitRequests({ limit, callerOf }: RequestLimitOptions) {
  const refused = new RefusedTokens();
  const isLimited = ({ path }: Context) => isApiPath(path);

  const settle = async (context: Context, requestLimit: RequestLimit, state: LimitState, next: Next) => {
    describe(context, requestLimit, state);
    if (state.isOver) refuse(context, state);
    else await next();
  };
  const refuseKnown = async (context: Context, next: Next): Promise<void> => {
    const resetSeconds = limit && isLimited(context) ? refused.secondsLeft(claimOf(context)) : 0;
    if (!limit || resetSeconds === 0) await next();
    else await settle(context, limit, { remaining: 0, resetSeconds, isOver: true }, next);
  };
  const count = async (context: Context, next: Next): Promise<void> => {
    if (!limit || !isLimited(context)) {
      await next();
      return;
    }
    const state = await limit.count(callerOf(context));
    if (state.isOver) refused.add(claimOf(context), state.resetSeconds);
    await settle(context, limit, state, next);
  };
  return { refuseKnown, count };
}
