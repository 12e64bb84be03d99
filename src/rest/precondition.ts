import type { Context } from 'koa';
import { matchesStrongly, matchesWeakly, parseTagList, type TagList } from './entity-tag.ts';
import { Problem } from '../http/problem.ts';

/** The preconditions of a request (RFC 9110 §13.1). */
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
  throw new Problem(400, code, `Malformed ${name} header. Send * or quoted entity tags from ETag headers.`);
}

/**
 * Reads the preconditions of a request. On a GET a malformed `If-None-Match` matches nothing, since it only saves bytes.
 * On a write it is refused.
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

/** Whether the current tag satisfies `If-Match`. */
export function passesIfMatch({ ifMatch }: Preconditions, current: string): boolean {
  return ifMatch === null || matchesStrongly(ifMatch, current);
}

/** Whether `If-None-Match` names the current tag: the client has this representation. */
export function matchesIfNoneMatch({ ifNoneMatch }: Preconditions, current: string): boolean {
  return ifNoneMatch !== null && matchesWeakly(ifNoneMatch, current);
}

/** RFC 9110 §15.5.13. */
export function preconditionFailed(): Problem {
  const detail =
    'The resource does not meet the precondition, and nothing was changed. Read it again, then retry.';
  return new Problem(412, 'precondition_failed', detail);
}

/** Translates the core's stale version: 412 for a conditional request, 409 for any other. */
export function translateStale(preconditions: Preconditions, problem: Problem): Problem {
  if (problem.status !== 412) return problem;
  return isConditional(preconditions)
    ? preconditionFailed()
    : new Problem(409, problem.code, problem.message);
}
