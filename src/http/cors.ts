import cors from '@koa/cors';
import type { Context, Middleware, Next } from 'koa';
import { isApiPath } from './api-path.ts';

/** How long a browser may go without asking again, in seconds; Chromium remembers no longer than this. */
const MAX_AGE_SECONDS = 7200;

/** What a web app may send. */
const REQUEST_HEADERS = [
  'Accept',
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'X-Request-Id',
];

/** What it may read besides the few headers that every web app may. */
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
 * Lets web apps of these origins use the API (Fetch standard, CORS protocol). Tokens travel in a header that the app
 * sets, so that no cookies and other credentials are allowed. Stands outside of what answers errors, which an app must
 * be able to read as well.
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
