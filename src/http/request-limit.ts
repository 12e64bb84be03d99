import type { Context, Next } from 'koa';
import { GRAPHQL_PATH } from './paths.ts';
import { Problem } from './problem.ts';
import { refuseGraphql } from './refuse-graphql.ts';
import { formatSeconds } from '../throttle/rate-limited.ts';
import type { CostMeter } from '../request/cost-meter.ts';
import type { LimitState, RequestLimit } from '../throttle/request-limit.ts';
import { isApiPath } from './api-path.ts';
import { clientNetwork } from '../throttle/client-network.ts';
import { RefusedTokens, type Credentials } from './refused-tokens.ts';

/** Names of the policies (draft-ietf-httpapi-ratelimit-headers §3): of requests, and of what operations cost. */
const REQUESTS = '"default"';
const COST = '"cost"';

export interface RequestLimitOptions {
  /** Null: no limit. */
  readonly limit: RequestLimit | null;
  /** Parts of the key that the requests of a caller share. */
  readonly callerOf: (context: Context) => readonly string[];
  /** The meter of a request's cost; null: no limit. */
  readonly costMeterOf: (context: Context) => CostMeter | null;
}

/** Many clients may send the same invalid token, e.g. `Bearer null`, so it is remembered per network. */
function credentialsOf(context: Context): Credentials {
  return { authorization: context.get('authorization'), network: clientNetwork(context.ip) };
}

/** A limit with the caller's state. */
interface Policy {
  readonly name: string;
  readonly limit: { readonly quota: number; readonly windowSeconds: number };
  readonly state: LimitState;
}

function setLimitHeaders(context: Context, policies: readonly Policy[]): void {
  if (policies.length === 0) return;
  const limits = policies.map(({ name, limit }) => `${name};q=${limit.quota};w=${limit.windowSeconds}`);
  const states = policies.map(({ name, state }) => `${name};r=${state.remaining};t=${state.resetSeconds}`);
  context.set('RateLimit-Policy', limits.join(', '));
  context.set('RateLimit', states.join(', '));
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

/** Adds the policy of cost to the headers. */
async function tellCost(
  context: Context,
  policies: readonly Policy[],
  meter: CostMeter | null,
): Promise<void> {
  if (!meter) return;
  setLimitHeaders(context, [...policies, { name: COST, limit: meter.limit, state: await meter.state() }]);
}

/**
 * Limits the API requests of each caller, and sets the RateLimit headers. `refuseEarly` runs before the token is looked
 * up, to spare the database the query for callers over their limit; `count` runs after it.
 */
export function limitRequests({ limit, callerOf, costMeterOf }: RequestLimitOptions) {
  const refused = new RefusedTokens();
  const isLimited = ({ path }: Context) => isApiPath(path);

  const refuseEarly = async (context: Context, next: Next): Promise<void> => {
    const resetSeconds = limit && isLimited(context) ? refused.secondsLeft(credentialsOf(context)) : 0;
    if (!limit || resetSeconds === 0) {
      await next();
      return;
    }
    const state = { remaining: 0, resetSeconds, isOver: true };
    setLimitHeaders(context, [{ name: REQUESTS, limit, state }]);
    refuse(context, state);
  };
  /** The policy of requests, after this one was counted. */
  const countRequest = async (context: Context): Promise<readonly Policy[]> => {
    if (!limit) return [];
    const state = await limit.count(callerOf(context));
    if (state.isOver) refused.add(credentialsOf(context), state.resetSeconds);
    return [{ name: REQUESTS, limit, state }];
  };
  const count = async (context: Context, next: Next): Promise<void> => {
    if (!isLimited(context)) {
      await next();
      return;
    }
    const policies = await countRequest(context);
    setLimitHeaders(context, policies);
    const over = policies.find(({ state }) => state.isOver);
    if (over) {
      refuse(context, over.state);
      return;
    }
    try {
      await next();
    } finally {
      // Only now is it known what the operations cost.
      await tellCost(context, policies, costMeterOf(context));
    }
  };
  return { refuseEarly, count };
}
