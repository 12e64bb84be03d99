import type { Context, Next } from 'koa';
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

/**
 * Checks the host and the scheme, since without PUBLIC_URL links are made with them.
 *
 * @throws Problem 400 for an invalid one.
 */
export async function assertHost(context: Context, next: Next): Promise<void> {
  const { protocol } = context;
  if (!hasValidHost(context) || (protocol !== 'http' && protocol !== 'https')) {
    throw new Problem(
      400,
      'malformed_request',
      'The Host or X-Forwarded-Proto header is invalid. Send a valid host and scheme.',
    );
  }
  await next();
}
