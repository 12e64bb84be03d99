import type { Context, Middleware, Next } from 'koa';
import helmet from 'koa-helmet';
import { REFERENCE_PATH } from './paths.ts';

const YEAR_SECONDS = 365 * 86_400;

/** Directives of a Content-Security-Policy (CSP Level 3). */
type Policy = Readonly<Record<string, readonly string[]>>;

/** Of answers that are no pages: whatever they are taken for, they load, run and frame nothing. */
const API_POLICY: Policy = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Of the reference: scripts and styles from here; Swagger UI carries its icons as data:. */
const REFERENCE_POLICY: Policy = {
  ...API_POLICY,
  'connect-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
};

interface Kind {
  readonly policy: Policy;
  /** For browsers that don't know frame-ancestors; undefined where it can't say what that says. */
  readonly frames?: 'deny' | 'sameorigin';
  readonly resources?: 'same-origin' | 'cross-origin';
}

function headersFor({ policy, frames, resources = 'same-origin' }: Kind): Middleware {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: policy },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: resources },
    referrerPolicy: { policy: 'no-referrer' },
    // Nothing is known of other hosts below this one.
    strictTransportSecurity: { maxAge: YEAR_SECONDS, includeSubDomains: false },
    xFrameOptions: frames ? { action: frames } : false,
    // For browsers and plug-ins that are gone, or with nothing to say to an API.
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/**
 * PDFs may be shown in frames: ours, and those of the web apps that may use the API. Older releases of Chromium apply
 * the policy to the page that they build around a PDF, which embeds it and has styles in place (crbug.com/271452).
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

/** Headers that tell browsers what not to do with an answer, on every one. `origins`: of web apps that may use the API. */
export function secureAnswers(origins: readonly string[]): Middleware {
  const api = headersFor({ policy: API_POLICY, frames: 'deny' });
  const reference = headersFor({ policy: REFERENCE_POLICY, frames: 'deny' });
  const files = fileHeaders(origins);
  const headersAt = (path: string): Middleware => {
    if (path === REFERENCE_PATH || path.startsWith(`${REFERENCE_PATH}/`)) return reference;
    return /^\/files\//i.test(path) ? files : api;
  };
  return async (context: Context, next: Next): Promise<void> => {
    // What is somebody's own is nobody's cache's.
    if (context.get('authorization')) context.set('Cache-Control', 'no-store');
    await headersAt(context.path)(context, next);
  };
}
