import type Router from '@koa/router';
import type { Context } from 'koa';
import { GRAPHQL_PATH, HEALTH_PATH } from './paths.ts';
import { referencePattern } from './reference.ts';

/** Logged for a path that no route serves: a client may have put anything into it. */
const UNMATCHED = 'unmatched';

/**
 * Makes a function that names a request's route by its pattern, such as `/v1/properties/:id`. The pattern is ours, so
 * nothing that a client sent gets into the log with it.
 */
export function describeRoute(routers: readonly Router[]) {
  return ({ path, method }: Context): string => {
    if (path === GRAPHQL_PATH || path === HEALTH_PATH) return path;
    const matches = routers.map((router) => router.match(path, method));
    const layers = [
      ...matches.flatMap((match) => match.pathAndMethod),
      ...matches.flatMap((match) => match.path),
    ];
    return layers[0]?.path.toString() ?? referencePattern(path) ?? UNMATCHED;
  };
}
