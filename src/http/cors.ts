import cors from '@koa/cors';
import type { Context, Middleware, Next } from 'koa';
import { isApiPath } from './api-path.ts';

/** How long browsers cache a preflight; Chromium's maximum. */
const MAX_AGE_SECONDS = 7200;

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
 * Allows web apps of these origins to use the API (Fetch standard, CORS protocol), with any header that they ask for:
 * libraries add their own, such as Apollo's names of the client or a trace. Tokens travel in a header, so credentials
 * such as cookies are not allowed. Runs outside the error handler, so that apps can read errors too.
 */
export function allowOrigins(origins: readonly string[]): Middleware {
  const allow = cors({
    origin: (context) => {
      const origin = context.get('origin');
      return origins.includes(origin) ? origin : '';
    },
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    exposeHeaders: RESPONSE_HEADERS,
    maxAge: MAX_AGE_SECONDS,
  });
  return async (context: Context, next: Next): Promise<void> => {
    if (isApiPath(context.path)) await allow(context, next);
    else await next();
  };
}
