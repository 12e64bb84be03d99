import type { Context, Next } from 'koa';
import { Problem } from './problem.ts';

/** A name or an address, perhaps with a port (RFC 9110 §7.2); what would end it in a URL is no part of it. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** HTTP/1.0 knows no Host header, and some load balancers ask for the health check in it. */
function isNamed({ host, req }: Context): boolean {
  const { host: given = [] } = req.headersDistinct;
  if (given.length > 1) return false;
  return host === ''
    ? req.httpVersionMajor === 1 && req.httpVersionMinor === 0
    : HOST.test(host) && URL.canParse(`http://${host}`);
}

/**
 * @throws Problem 400 for a host that is none, or a scheme that a proxy can't have been asked by: links are made with
 * them, where there is no PUBLIC_URL.
 */
export async function assertHost(context: Context, next: Next): Promise<void> {
  const { protocol } = context;
  if (!isNamed(context) || (protocol !== 'http' && protocol !== 'https')) {
    throw new Problem(400, 'malformed_request', 'The request names no host that it could have come to.');
  }
  await next();
}
