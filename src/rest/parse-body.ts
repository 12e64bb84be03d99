import type { Context, Next } from 'koa';
import { isUtf8 } from '../http/charset.ts';
import { hasBody } from '../http/has-body.ts';
import { parseJson } from '../http/parse-json.ts';
import { Problem } from '../http/problem.ts';
import { MAX_BODY_BYTES, readBody, SIGNED_OUT_BODY_BYTES } from '../http/read-body.ts';
import type { Core } from './core.ts';
import { offeredTypes, preferredType } from './media-types.ts';
import type { AnyRoute } from './route.ts';

const JSON_TYPES = ['application/json'];
const PATCH_TYPES = [...JSON_TYPES, 'application/merge-patch+json'];

/** @throws Problem 415 for a body that is not JSON in UTF-8. */
export async function assertMediaType(context: Context, next: Next): Promise<void> {
  if (hasBody(context.req)) assertJson(context);
  await next();
}

function assertJson(context: Context): void {
  const types = context.method === 'PATCH' ? PATCH_TYPES : JSON_TYPES;
  if (context.is(types) === false) {
    throw new Problem(415, 'unsupported_media_type', `Send the body as ${types.join(' or ')}.`, {
      headers: context.method === 'PATCH' ? { 'Accept-Patch': types.join(', ') } : {},
    });
  }
  const { charset } = context.request;
  if (charset !== '' && !isUtf8(charset)) throw NOT_UTF8;
}

/** @throws Problem 406 if the client accepts none of the types that the route offers. */
export function assertAcceptable(route: AnyRoute) {
  const offered = offeredTypes(route);
  return async (context: Context, next: Next): Promise<void> => {
    if (preferredType(context, route) === null) {
      const detail = `Responses are ${offered.join(' or ')}. Send an Accept header that includes ${offered.length > 1 ? 'one of them' : 'it'}.`;
      throw new Problem(406, 'not_acceptable', detail);
    }
    await next();
  };
}

const NOT_UTF8 = new Problem(
  415,
  'unsupported_media_type',
  'The charset is not supported. Send JSON in UTF-8.',
);

interface BodyState {
  body?: unknown;
}

/** The parsed body of a request; undefined without one. */
export function bodyOf(context: Context): unknown {
  return (context.state as BodyState).body;
}

/**
 * Reads and parses the body of a POST or PATCH; a signed-out caller's is small.
 * @throws Problem 400, 408, 413, 415 or 503 for a body that cannot be read.
 */
export function parseBody<Session>(core: Core<Session>) {
  return async (context: Context, next: Next): Promise<void> => {
    const isSignedIn = core.isSignedIn(core.sessionOf(context));
    const maxBytes = isSignedIn ? MAX_BODY_BYTES : SIGNED_OUT_BODY_BYTES.rest;
    if (hasBody(context.req) && context.method !== 'GET') {
      (context.state as BodyState).body = parseJson(await readBody(context, maxBytes, core.bodyBudget));
    }
    await next();
  };
}
