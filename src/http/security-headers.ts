import type { Context, Middleware, Next } from 'koa';
import helmet from 'koa-helmet';

const YEAR_SECONDS = 365 * 86_400;

/** Directives of a Content-Security-Policy (CSP Level 3). */
type Policy = Readonly<Record<string, readonly string[]>>;

/** For answers that are not pages: even if a browser renders them, nothing is loaded, run or framed. */
const API_POLICY: Policy = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

interface HeaderOptions {
  readonly policy: Policy;
  /** X-Frame-Options, for browsers without frame-ancestors; undefined if it can't express the same. */
  readonly frames?: 'deny' | 'sameorigin';
  readonly resources?: 'same-origin' | 'cross-origin';
}

function headersFor({ policy, frames, resources = 'same-origin' }: HeaderOptions): Middleware {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: resources },
    referrerPolicy: { policy: 'no-referrer' },
    // Subdomains may be other people's servers.
    strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: false },
    xFrameOptions: frames ? { action: frames } : false,
    // Obsolete, or of no use for an API.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/**
 * PDFs may be framed by this origin and by the allowed web apps. Older releases of Chromium apply the policy to their PDF
 * viewer page, which needs object-src and inline styles (crbug.com/271452).
 */
function fileHeaders(origins: readonly string[]): Middleware {
  const policy = {
    ...API_POLICY,
    'frame-ancestors': ["'self'", ...origins],
    'object-src': ["'self'"],
    'style-src': ["'unsafe-inline'"],
  };
  return headersFor(
    origins.length > 0 ? { policy, resources: 'cross-origin' } : { policy, frames: 'sameorigin' },
  );
}

/** Sets security headers on every answer; pages set a policy of their own. `origins`: web apps that may use the API. */
export function setSecurityHeaders(origins: readonly string[]): Middleware {
  const api = headersFor({ policy: API_POLICY, frames: 'deny' });
  const files = fileHeaders(origins);
  const headersAt = (path: string): Middleware => (/^\/files\//i.test(path) ? files : api);
  return async (context: Context, next: Next): Promise<void> => {
    // Answers to signed-in callers must not be cached.
    if (context.get('authorization')) context.set('Cache-Control', 'no-store');
    await headersAt(context.path)(context, next);
  };
}
