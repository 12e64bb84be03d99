import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ExecutionResult } from 'graphql';
import type { Context } from 'koa';
import type { Caller } from '../idempotency/keyed-request.ts';
import type { Answers, Effect } from './answers.ts';
import { problemOf } from './core-error.ts';
import type { Problem } from '../http/problem.ts';
import type { AnyRoute, RouteInput } from './route.ts';

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
  /** Scheme and authority that absolute links are made with. */
  originOf(session: Session): string;
  /** Whom an idempotency key belongs to; asked for the signed-in only. */
  callerOf(session: Session): Caller;
  /** Where the first answers to requests with an idempotency key are kept. */
  readonly answers: Answers;
  /** Whether the one who sent the request still sees what a kept answer tells of. */
  isStillSeen(session: Session, subjectId: string | null): Promise<boolean>;
  /** Says what a request with an idempotency key has to do yet, or has done. */
  hold(session: Session, effect: Effect): void;
}

/** What came of an operation: its data, or what the core refused. */
export type Outcome =
  { readonly data: unknown; readonly problem: null } | { readonly data: null; readonly problem: Problem };

/** Runs the operation of a route; `more` goes to its variables. */
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
