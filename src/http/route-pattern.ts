import type Router from '@koa/router';
import type { Context } from 'koa';
import { GRAPHQL_PATH, HEALTH_PATH, LIVE_PATH } from './paths.ts';
import { pagePattern } from './pages.ts';

/** Paths that are served without a router. */
const FIXED: readonly string[] = [GRAPHQL_PATH, HEALTH_PATH, LIVE_PATH];

/** Logged for a path that no route serves: a client may have put anything into it. */
const UNMATCHED = 'unmatched';

/** A request's route, in names of ours only. */
export interface RouteName {
  /** Such as `/v1/properties/:id`. */
  readonly pattern: string;
  /** The operation, such as `GetProperty`; null for a path without one, or a method that it does not take. */
  readonly operation: string | null;
}

/**
 * Makes a function that names a request's route by its pattern and operation. Both are ours, so nothing that a client sent
 * gets into the log with them.
 *
 * @param morePaths - more paths that are served without a router.
 */
export function describeRoute(routers: readonly Router[], morePaths: readonly string[] = []) {
  const fixed = [...FIXED, ...morePaths];
  return ({ path, method }: Context): RouteName => {
    if (fixed.includes(path)) return { pattern: path, operation: null };
    const page = pagePattern(path);
    if (page !== null) return { pattern: page, operation: null };
    const matches = routers.map((router) => router.match(path, method));
    const served = matches.flatMap((match) => match.pathAndMethod)[0];
    const layer = served ?? matches.flatMap((match) => match.path)[0];
    const pattern = layer?.path.toString() ?? UNMATCHED;
    return { pattern, operation: served?.name ?? null };
  };
}
