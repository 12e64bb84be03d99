import type { Context, Next } from 'koa';
import { Problem } from '../rest/problem.ts';

/** HTTP/1.0 knows no Host header, and some load balancers ask for the health check in it. */
function isNamed({ host, req }: Context): boolean {
  return host === ''
    ? req.httpVersionMajor === 1 && req.httpVersionMinor === 0
    : URL.canParse(`http://${host}`);
}

/** @throws Problem 400 for a host that is none: links are made with it, where there is no PUBLIC_URL. */
export async function assertHost(context: Context, next: Next): Promise<void> {
  if (!isNamed(context)) throw new Problem(400, 'malformed_request', 'The request names no host.');
  await next();
}
