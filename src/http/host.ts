import type { Context, Next } from 'koa';
import { HEALTH_PATH, METRICS_PATH } from './paths.ts';
import { Problem } from './problem.ts';

/** A name or an address, optionally with a port (RFC 9110 §7.2). */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** HTTP/1.0 has no Host header, and some load balancers use it for health checks. */
function hasValidHost({ host, req }: Context): boolean {
  const { host: given = [] } = req.headersDistinct;
  if (given.length > 1) return false;
  return host === ''
    ? req.httpVersionMajor === 1 && req.httpVersionMinor === 0
    : HOST.test(host) && URL.canParse(`http://${host}`);
}

/** Probes and Prometheus call a process by its own address, and get no links. */
const OPEN_PATHS: ReadonlySet<string> = new Set([HEALTH_PATH, METRICS_PATH]);

/** The host without its port, in small letters. */
const nameOf = (host: string) => host.toLowerCase().replace(/:\d+$/, '');

/** Whether a host is in the list. An entry without a port stands for every port. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => one === host.toLowerCase() || one === nameOf(host));
}

/**
 * Checks the host and the scheme, since without PUBLIC_URL links are made with them.
 *
 * @param allowed - the hosts that callers may use; none for all.
 * @throws Problem 400 for an invalid one, or one that is not in the list.
 */
export function assertHost(allowed: readonly string[]) {
  return async (context: Context, next: Next): Promise<void> => {
    const { host, path, protocol } = context;
    if (!hasValidHost(context) || (protocol !== 'http' && protocol !== 'https')) {
      throw new Problem(
        400,
        'malformed_request',
        'The Host or X-Forwarded-Proto header is invalid. Send a valid host and scheme.',
      );
    }
    if (allowed.length > 0 && !OPEN_PATHS.has(path) && !isAllowedHost(host, allowed)) {
      throw new Problem(
        400,
        'malformed_request',
        'The server does not answer for this host. Use an address that its operator allows.',
      );
    }
    await next();
  };
}
