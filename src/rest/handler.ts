import type { Context, Next } from 'koa';
import { translateBody } from './body.ts';
import { runOperation, type Core } from './core.ts';
import { entityTagOf } from './entity-tag.ts';
import { guardWrite, UNGUARDED } from './guard.ts';
import { readParameters } from './parameters.ts';
import {
  inTermsOf,
  isKnown,
  isMatched,
  preconditionFailed,
  readPreconditions,
  type Preconditions,
} from './precondition.ts';
import { Problem } from '../http/problem.ts';
import type { AnyRoute } from './route.ts';

/** `origin`: that links are made with; the one the request came to may be a proxy's name for this server. */
function linkToNext(context: Context, origin: string, cursor: string): string {
  const query = new URLSearchParams(context.search);
  query.set('cursor', cursor);
  return `<${origin}${context.path}?${query}>; rel="next"`;
}

/** @throws Problem 401 for the signed-out, where the route is not public. */
export function assertSignedIn<Session>(core: Core<Session>, route: AnyRoute) {
  return async (context: Context, next: Next): Promise<void> => {
    if (!route.isPublic && !core.isSignedIn(core.sessionOf(context))) {
      throw new Problem(401, 'unauthenticated', 'Sign in first: send `Authorization: Bearer <token>`.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    await next();
  };
}

/** Sends what a route presents; for a GET, 304 when the client has it already (RFC 9110 §13.1.2). */
function answer(context: Context, route: AnyRoute, data: unknown, preconditions: Preconditions): void {
  const presented = route.present(data);
  const tag = entityTagOf(route, data, presented);
  const isTaggedRead = route.method === 'GET' && tag !== null;
  if (isTaggedRead && !isMatched(preconditions, tag)) throw preconditionFailed();
  const location = route.location?.(data);
  if (route.showsSecret) context.set('Cache-Control', 'no-store');
  if (tag !== null) context.set('ETag', tag);
  if (location) context.set('Location', `/v1${location}`);
  context.status = location ? 201 : 200;
  if (isTaggedRead && isKnown(preconditions, tag)) context.status = 304;
  else context.body = presented;
}

/** Carries a request to the core and its answer back. `read` is the GET of the same path, where there is one. */
export function handle<Session>(core: Core<Session>, route: AnyRoute, read: AnyRoute | undefined) {
  const isWrite = route.method === 'PATCH' || route.method === 'DELETE';
  return async (context: Context & { params?: Record<string, string> }): Promise<void> => {
    const session = core.sessionOf(context);
    const query = readParameters(route, context.URL.searchParams);
    const preconditions = readPreconditions(context, isWrite);
    const body = translateBody(route, context.request.body);
    const input = { params: context.params ?? {}, query, body };
    const makeGuard = () => guardWrite(core, { route, read }, input, session, preconditions);
    const guard = isWrite ? await makeGuard() : UNGUARDED;
    const { data, problem } = await runOperation(core, route, input, session, guard);
    // Who lost a race may be refused for what the winner made of it; but that they were too late comes first.
    const isLate =
      problem?.status === 409 && isWrite && guard.expectedVersion !== (await makeGuard()).expectedVersion;
    if (problem) throw isLate ? preconditionFailed() : inTermsOf(preconditions, problem);
    answer(context, route, data, preconditions);
    const cursor = route.next?.(data);
    if (cursor) context.set('Link', linkToNext(context, core.originOf(session), cursor));
  };
}
