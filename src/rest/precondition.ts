import type { Context } from 'koa';
import { matchesStrongly, matchesWeakly, parseTagList, type TagList } from './entity-tag.ts';
import { Problem } from '../http/problem.ts';

/** What a request makes its execution depend on (RFC 9110 §13.1). */
export interface Preconditions {
  readonly ifMatch: TagList | null;
  readonly ifNoneMatch: TagList | null;
}

function readField(context: Context, name: 'If-Match' | 'If-None-Match'): TagList | null {
  const field = context.headers[name.toLowerCase()] as string | undefined;
  if (field === undefined) return null;
  const tags = parseTagList(field);
  if (tags) return tags;
  const code = `invalid_${name.toLowerCase().replaceAll('-', '_')}`;
  throw new Problem(400, code, `${name} is * or a list of entity tags as ETag gave them, in double quotes.`);
}

/**
 * The conditions of a request. On a GET a malformed `If-None-Match` matches nothing, since it only asks to save bytes;
 * whatever a write depends on has to be readable.
 *
 * @throws Problem 400 `invalid_if_match` or `invalid_if_none_match`.
 */
export function readPreconditions(context: Context, isWrite: boolean): Preconditions {
  const ifMatch = readField(context, 'If-Match');
  if (isWrite) return { ifMatch, ifNoneMatch: readField(context, 'If-None-Match') };
  const field = context.headers['if-none-match'];
  return { ifMatch, ifNoneMatch: field === undefined ? null : (parseTagList(field) ?? []) };
}

export function isConditional({ ifMatch, ifNoneMatch }: Preconditions): boolean {
  return ifMatch !== null || ifNoneMatch !== null;
}

/** Whether `If-Match` lets a request through that finds a representation with this tag. */
export function isMatched({ ifMatch }: Preconditions, current: string): boolean {
  return ifMatch === null || matchesStrongly(ifMatch, current);
}

/** Whether `If-None-Match` says that the client has this representation already. */
export function isKnown({ ifNoneMatch }: Preconditions, current: string): boolean {
  return ifNoneMatch !== null && matchesWeakly(ifNoneMatch, current);
}

/** RFC 9110 §15.5.13. */
export function preconditionFailed(): Problem {
  const detail =
    'This is no longer what your ETag was given for, and nothing was changed. Read it again, then decide.';
  return new Problem(412, 'precondition_failed', detail);
}

/** The core's "somebody was faster" in the terms of the request: 412 if it depended on that, 409 if it did not. */
export function inTermsOf(preconditions: Preconditions, problem: Problem): Problem {
  if (problem.status !== 412) return problem;
  return isConditional(preconditions)
    ? preconditionFailed()
    : new Problem(409, problem.code, problem.message);
}
