import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

import type { ExecutionResult } from 'graphql';
import type { Context, Next } from 'koa';
import { translateBody } from './body.ts';
import { problemOf } from './core-error.ts';
import { readParameters } from './parameters.ts';
import { Problem } from './problem.ts';
import type { AnyRoute } from './route.ts';

/** What the façade needs from whoever sets it up. */
export interface Core<Session> {
  /** Runs an operation of the core as the one who sent the request. */
  execute<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: object,
    session: Session,
  ): Promise<ExecutionResult<Result>>;
  /** The request's session, made before the façade. */
  sessionOf(context: Context): Session;
  isSignedIn(session: Session): boolean;
}

function linkToNext(context: Context, cursor: string): string {
  const url = new URL(context.href);
  url.searchParams.set('cursor', cursor);
  return `<${url.href}>; rel="next"`;
}

/** @throws Problem 401 for the signed-out, where the route is not public. */
export function assertSignedIn<Session>(core: Core<Session>, route: AnyRoute) {
  return async (context: Context, next: Next): Promise<void> => {
    if (!route.isPublic && !core.isSignedIn(core.sessionOf(context))) {
      throw new Problem(401, 'unauthenticated', 'Send a valid token: `Authorization: Bearer <token>`.', {
        headers: { 'WWW-Authenticate': 'Bearer' },
      });
    }
    await next();
  };
}

/** Carries a request to the core and its answer back. */
export function handle<Session>(core: Core<Session>, route: AnyRoute) {
  return async (context: Context & { params?: Record<string, string> }): Promise<void> => {
    const query = readParameters(route, context.URL.searchParams);
    const params = context.params ?? {};
    const body = translateBody(route, context.request.body);
    const variables = route.variables({ params, query, body });
    const { data, errors } = await core.execute(route.document, variables, core.sessionOf(context));
    const [error] = errors ?? [];
    if (error) throw problemOf(route, Object.keys(params), error);
    const location = route.location?.(data);
    const cursor = route.next?.(data);
    if (location) context.set('Location', `/v1${location}`);
    if (cursor) context.set('Link', linkToNext(context, cursor));
    context.status = location ? 201 : 200;
    context.body = route.present(data);
  };
}
