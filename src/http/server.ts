import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Logger } from 'pino';
import { answerClientErrors, refuseMalformed } from './client-error.ts';
import { targetOf } from './target.ts';

const SECOND = 1000;

/** How long and how much a client may take of a connection. In milliseconds, where it is time. */
export const SERVER_LIMITS = {
  /** For the head of a request, a few kilobytes at most: who takes longer is holding the connection, not sending. */
  headersTimeout: 15 * SECOND,
  /** For a request with its body: 1 MiB over a poor mobile connection, of about 150 kbit/s. */
  requestTimeout: 60 * SECOND,
  /** Between requests. Longer than load balancers keep idle connections, 60 s as a rule, so that they close first. */
  keepAliveTimeout: 65 * SECOND,
  /** Without a byte in either direction: longer than any answer takes to make, for who has stopped reading it. */
  idleTimeout: 120 * SECOND,
  /** How often the first two are looked after; they are late by as much. */
  connectionsCheckingInterval: 5 * SECOND,
  /** Bytes of a request's head: a query in a GET, a token and a browser's own fields fit in well. */
  maxHeaderSize: 16 * 1024,
  /** Then the connection is made anew, so that a balancer can spread clients that never hang up. */
  maxRequestsPerSocket: 10_000,
} as const;

export type ServerLimits = { readonly [Name in keyof typeof SERVER_LIMITS]: number };

/** The HTTP server, for the process and for tests alike. `limits`: what differs from the usual ones. */
export function createHttpServer(
  handle: RequestListener,
  log: Logger,
  limits: Partial<ServerLimits> = {},
): Server {
  const { idleTimeout, maxRequestsPerSocket, ...times } = { ...SERVER_LIMITS, ...limits };
  // A missing Host is answered like everything else that is wrong, and not by Node.
  const options: ServerOptions = { ...times, requireHostHeader: false };
  const server = createServer(options, (request, response) => {
    const target = targetOf(request.url ?? '');
    if (target === null) {
      refuseMalformed(response, log);
      return;
    }
    request.url = target;
    handle(request, response);
  });
  server.timeout = idleTimeout;
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  answerClientErrors(server, log);
  return server;
}
