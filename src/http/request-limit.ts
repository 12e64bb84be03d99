import type { Context, Next } from 'koa';
import { GRAPHQL_PATH } from './paths.ts';
import { Problem } from './problem.ts';
import { refuseGraphql } from './refuse-graphql.ts';
import { formatSeconds } from '../throttle/rate-limited.ts';
import type { LimitState, RequestLimit } from '../throttle/request-limit.ts';
import { isApiPath } from './api-path.ts';
import { clientNetwork } from '../throttle/client-network.ts';
import { RefusedTokens, type Credentials } from './refused-tokens.ts';

/** Name of the only policy (draft-ietf-httpapi-ratelimit-headers §3). */
const POLICY_NAME = '"default"';

export interface RequestLimitOptions {
  /** Null: no limit. */
  readonly limit: RequestLimit | null;
  /** Parts of the key that the requests of a caller share. */
  readonly callerOf: (context: Context) => readonly string[];
}

/** Many clients may send the same invalid token, e.g. `Bearer null`, so it is remembered per network. */
function credentialsOf(context: Context): Credentials {
  return { authorization: context.get('authorization'), network: clientNetwork(context.ip) };
}

function setLimitHeaders(context: Context, { quota, windowSeconds }: RequestLimit, state: LimitState): void {
  const { remaining, resetSeconds } = state;
  context.set('RateLimit-Policy', `${POLICY_NAME};q=${quota};w=${windowSeconds}`);
  context.set('RateLimit', `${POLICY_NAME};r=${remaining};t=${resetSeconds}`);
}

/** Answers 429 as the path's interface does: a GraphQL error or a problem. */
function refuse(context: Context, { resetSeconds }: LimitState): void {
  const message = `Too many requests. Try again in ${formatSeconds(resetSeconds)}.`;
  const problem = new Problem(429, 'rate_limited', message, {
    headers: { 'Retry-After': String(resetSeconds) },
  });
  if (context.path !== GRAPHQL_PATH) throw problem;
  refuseGraphql(context, problem);
}

/**
 * Limits the API requests of each caller, and sets the RateLimit headers. `refuseEarly` runs before the token is looked
 * up, to spare the database the query for callers over their limit; `count` runs after it.
 */
export function limitRequests({ limit, callerOf }: RequestLimitOptions) {
  const refused = new RefusedTokens();
  const isLimited = ({ path }: Context) => isApiPath(path);

  const respond = async (context: Context, requestLimit: RequestLimit, state: LimitState, next: Next) => {
    setLimitHeaders(context, requestLimit, state);
    if (state.isOver) refuse(context, state);
    else await next();
  };
  const refuseEarly = async (context: Context, next: Next): Promise<void> => {
    const resetSeconds = limit && isLimited(context) ? refused.secondsLeft(credentialsOf(context)) : 0;
    if (!limit || resetSeconds === 0) await next();
    else await respond(context, limit, { remaining: 0, resetSeconds, isOver: true }, next);
  };
  const count = async (context: Context, next: Next): Promise<void> => {
    if (!limit || !isLimited(context)) {
      await next();
      return;
    }
    const state = await limit.count(callerOf(context));
    if (state.isOver) refused.add(credentialsOf(context), state.resetSeconds);
    await respond(context, limit, state, next);
  };
  return { refuseEarly, count };
}
