import type { Context } from 'koa';
import type { ErrorCode } from '../errors.ts';
import type { Problem } from './problem.ts';

/** GraphQL's code for a status; every other refusal of a request is bad input. */
const CODES: Readonly<Record<number, ErrorCode>> = { 429: 'RATE_LIMITED', 503: 'UNAVAILABLE' };

/** Answers a request to /graphql that is refused before its document is read: an error of GraphQL in JSON. */
export function refuseGraphql(context: Context, { status, code: reason, message, headers }: Problem): void {
  const retryAfterSeconds = headers['Retry-After'];
  const extensions = {
    code: CODES[status] ?? 'BAD_INPUT',
    reason,
    details: [],
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds: Number(retryAfterSeconds) }),
  };
  context.status = status;
  context.set({ ...headers });
  context.body = JSON.stringify({ errors: [{ message, extensions }] });
  context.type = context.accepts('application/json', 'application/graphql-response+json') || 'json';
}
