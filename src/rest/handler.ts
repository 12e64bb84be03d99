import { Kind, OperationTypeNode } from 'graphql';
import type { Context, Next } from 'koa';
import { CSV_TYPE, sendCsv } from './csv.ts';
import { sendPdf } from '../http/files.ts';
import { bytesInTurns, hasLongList } from '../http/json-in-turns.ts';
import { PDF_TYPE, preferredType } from './media-types.ts';
import { bodyOf } from './parse-body.ts';
import { translateBody } from './translate-body.ts';
import { runOperation, type Core } from './core.ts';
import { entityTagOf } from './entity-tag.ts';
import { guardWrite, UNGUARDED } from './guard.ts';
import { parameterProblem, readParameters } from './parameters.ts';
import {
  translateStale,
  matchesIfNoneMatch,
  passesIfMatch,
  preconditionFailed,
  readPreconditions,
  type Preconditions,
} from './precondition.ts';
import { Problem, type ProblemItem } from '../http/problem.ts';
import type { AnyPdf, AnyRoute, RouteInput } from './route.ts';

/** `origin`: the public one; behind a proxy the request's own may differ. */
function linkToNext(context: Context, origin: string, cursor: string): string {
  const query = new URLSearchParams(context.search);
  query.set('cursor', cursor);
  return `<${origin}${context.path}?${query}>; rel="next"`;
}

/** @throws Problem 401 without a session, unless the route is public. */
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

/** Sends what was presented. A long report is written here, where an error of any row is still a problem. */
async function sendJson(context: Context, { method }: AnyRoute, presented: unknown): Promise<void> {
  if (method !== 'GET' || !hasLongList(presented)) {
    context.body = presented;
    return;
  }
  context.type = 'json';
  context.body = await bytesInTurns(presented);
}

/** Sends a route's answer; 304 for a GET if the client has it already (RFC 9110 §13.1.2). */
async function answer(
  context: Context,
  route: AnyRoute,
  input: RouteInput,
  data: unknown,
  preconditions: Preconditions,
): Promise<void> {
  if (route.csv && preferredType(context, route) === CSV_TYPE) {
    sendCsv(context, route.csv(data, input));
    return;
  }
  const presented = route.present(data, input);
  const tag = entityTagOf(route, data, presented);
  const isTaggedRead = route.method === 'GET' && tag !== null;
  if (isTaggedRead && !passesIfMatch(preconditions, tag)) throw preconditionFailed();
  const location = route.location?.(data);
  if (route.showsSecret) context.set('Cache-Control', 'no-store');
  if (tag !== null) context.set('ETag', tag);
  if (location) context.set('Location', `/v1${location}`);
  context.status = location ? 201 : 200;
  if (isTaggedRead && matchesIfNoneMatch(preconditions, tag)) context.status = 304;
  else await sendJson(context, route, presented);
}

/** The problem of bad parameters; a read's other parameters are tried, so that all faults come at once. */
async function badParameters<Session>(
  core: Core<Session>,
  route: AnyRoute,
  input: Pick<RouteInput, 'params' | 'query'>,
  faults: readonly ProblemItem[],
  session: Session,
): Promise<Problem> {
  // The first GET of a receipt issues it.
  const [operation] = route.document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.QUERY) return parameterProblem(faults);
  const { problem } = await runOperation(core, route, { ...input, body: {} }, session);
  return parameterProblem([...faults, ...(problem?.status === 400 ? problem.errors : [])]);
}

/** The route of a request, or its dry run, which makes no resource. */
function inMode(route: AnyRoute, query: RouteInput['query']): AnyRoute {
  if (query['dryRun'] !== true || !route.dryRun) return route;
  const { location: _location, version: _version, ...rest } = route;
  return { ...rest, ...route.dryRun };
}

/** Sends the PDF of a route. @throws Problem as the route's operation does. */
async function answerPdf<Session>(
  core: Core<Session>,
  { route, pdf }: { readonly route: AnyRoute; readonly pdf: AnyPdf },
  context: Context,
  input: RouteInput,
): Promise<void> {
  const session = core.sessionOf(context);
  const { data, problem } = await runOperation(core, { ...route, ...pdf }, input, session);
  if (problem) throw problem;
  const url = pdf.url(data);
  if (url !== null) sendPdf(context, await core.openFile(session, url));
}

/** Runs a request's operation and sends the answer. `read`: the GET of the resource that it changes, if any. */
export function handle<Session>(core: Core<Session>, row: AnyRoute, read: AnyRoute | undefined) {
  const isWrite = row.method === 'PATCH' || row.method === 'DELETE' || row.changes !== undefined;
  return async (context: Context & { params?: Record<string, string> }): Promise<void> => {
    const session = core.sessionOf(context);
    const { values: query, faults } = readParameters(row, context.URL.searchParams);
    const route = inMode(row, query);
    if (faults.length > 0)
      throw await badParameters(core, route, { params: context.params ?? {}, query }, faults, session);
    const preconditions = readPreconditions(context, isWrite);
    const body = translateBody(route, bodyOf(context));
    const input = { params: context.params ?? {}, query, body };
    if (route.csv || route.pdf) context.vary('Accept');
    if (route.pdf && preferredType(context, route) === PDF_TYPE) {
      await answerPdf(core, { route, pdf: route.pdf }, context, input);
      return;
    }
    const makeGuard = () => guardWrite(core, { route, read }, input, session, preconditions);
    const guard = isWrite ? await makeGuard() : UNGUARDED;
    const { data, problem } = await runOperation(core, route, input, session, guard);
    // A conflict may come from a concurrent change; that the precondition failed comes first then.
    const isOvertaken =
      problem?.status === 409 && isWrite && guard.expectedVersion !== (await makeGuard()).expectedVersion;
    if (problem) throw isOvertaken ? preconditionFailed() : translateStale(preconditions, problem);
    await answer(context, route, input, data, preconditions);
    const cursor = route.next?.(data);
    if (cursor) context.set('Link', linkToNext(context, core.originOf(session), cursor));
  };
}
