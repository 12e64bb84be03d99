import cors from '@koa/cors';
import type { Context, Middleware, Next } from 'koa';
import { isApiPath } from './api-path.ts';

/** How long browsers cache a preflight; Chromium's maximum. */
const MAX_AGE_SECONDS = 7200;

/** Headers that a web app may send. */
const REQUEST_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-Id',
];

/** Headers that a web app may read, besides the safelisted ones. */
const RESPONSE_HEADERS = [
  'Accept-Patch',
  'Allow',
  'Content-Disposition',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Repr-Digest',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
];

/**
 * Allows web apps of these origins to use the API (Fetch standard, CORS protocol). Tokens travel in a header, so
 * credentials such as cookies are not allowed. Runs outside the error handler, so that apps can read errors too.
 */
export function allowOrigins(origins: readonly string[]): Middleware {
  const allow = cors({
    origin: (context) => {
      const origin = context.get('origin');
      return origins.includes(origin) ? origin : '';
    },
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: REQUEST_HEADERS,
    exposeHeaders: RESPONSE_HEADERS,
    maxAge: MAX_AGE_SECONDS,
  });
  return async (context: Context, next: Next): Promise<void> => {
    if (isApiPath(context.path)) await allow(context, next);
    else await next();
  };
}
