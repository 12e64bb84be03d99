import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ExecutionResult } from 'graphql';
import type { Context } from 'koa';
import type { Caller } from '../idempotency/keyed-request.ts';
import type { Answers, Effect } from './answers.ts';
import { problemOf } from './core-error.ts';
import type { BodyBudget } from '../http/body-budget.ts';
import type { Problem } from '../http/problem.ts';
import type { AnyRoute, RouteInput } from './route.ts';

/** The core as the façade uses it. */
export interface Core<Session> {
  /** Runs an operation of the core for the request's session. */
  execute<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: object,
    session: Session,
  ): Promise<ExecutionResult<Result>>;
  /** The session that earlier middleware made for the request. */
  sessionOf(context: Context): Session;
  isSignedIn(session: Session): boolean;
  /** Bounds the unfinished bodies of all requests of the process. */
  readonly bodyBudget: BodyBudget;
  /** Scheme and authority of absolute links. */
  originOf(session: Session): string;
  /** The owner of idempotency keys; for signed-in sessions only. */
  callerOf(session: Session): Caller;
  /** The first answers to requests with an idempotency key. */
  readonly answers: Answers;
  /** Whether the session still sees the subject of a stored answer. */
  isStillVisible(session: Session, subjectId: string | null): Promise<boolean>;
  /** The PDF behind a link that the session was given, with its file's name. */
  openFile(session: Session, url: string): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }>;
  /** Tells the core whether the request's effect is due or done. */
  setEffect(session: Session, effect: Effect): void;
}

/** The outcome of an operation: its data, or the problem. */
export type Outcome =
  { readonly data: unknown; readonly problem: null } | { readonly data: null; readonly problem: Problem };

/** Runs a route's operation; `more` adds variables. */
export async function runOperation<Session>(
  core: Core<Session>,
  route: AnyRoute,
  input: RouteInput,
  session: Session,
  more: object = {},
): Promise<Outcome> {
  const variables = { ...route.variables(input), ...more };
  const { data, errors } = await core.execute<unknown, unknown>(route.document, variables, session);
  const [error] = errors ?? [];
  if (error) return { data: null, problem: problemOf(route, Object.keys(input.params), error) };
  return { data, problem: null };
}
