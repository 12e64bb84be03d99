import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import type { Logger } from 'pino';
import { answerClientErrors, refuseConnection, refuseMalformed } from './client-error.ts';
import { limitConnections, type ConnectionLimits } from './connection-limit.ts';
import { handleInOrder } from './pipelining.ts';
import { hurry } from '../turns.ts';
import { targetOf } from './target.ts';

const SECOND = 1000;

/** Limits of time and size for connections. Times are in milliseconds. */
export const SERVER_LIMITS = {
  /** For the headers of a request, a few kilobytes; a slower client only holds the connection. */
  headersTimeout: 15 * SECOND,
  /** For a request with its body: 1 MiB over a poor mobile connection, of about 150 kbit/s. */
  requestTimeout: 60 * SECOND,
  /** Between requests. Load balancers usually close idle connections after 60 s, and should close first. */
  keepAliveTimeout: 65 * SECOND,
  /** Without a byte in either direction: longer than any operation, for clients that stopped reading. */
  idleTimeout: 120 * SECOND,
  /** How often the first two are checked; they may be late by as much. */
  connectionsCheckingInterval: 5 * SECOND,
  /** Bytes of a request's headers: enough for a query in a GET, a token and a browser's headers. */
  maxHeaderSize: 16 * 1024,
  /** Then clients reconnect, so that a load balancer can spread long-lived ones. */
  maxRequestsPerSocket: 10_000,
} as const;

/** Default number of open connections; a network has an eighth of them. Each takes some 20 KB. */
export const MAX_CONNECTIONS = 4096;

/** Limits, log, drain, compression and streams each wait for an answer's end. Node.js warns above ten of them. */
const MAX_LISTENERS = 30;

export type ServerLimits = { readonly [Name in keyof typeof SERVER_LIMITS]: number } & ConnectionLimits;

/** Creates the HTTP server. `limits` overrides defaults. */
export function createHttpServer(
  handle: RequestListener,
  log: Logger,
  limits: Partial<ServerLimits> = {},
): Server {
  const { idleTimeout, maxRequestsPerSocket, maxConnections, trustedProxies, ...times } = {
    ...SERVER_LIMITS,
    maxConnections: MAX_CONNECTIONS,
    trustedProxies: 0,
    ...limits,
  };
  // A missing Host is answered as a problem, not by Node.
  const options: ServerOptions = { ...times, requireHostHeader: false };
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    hurry();
    response.setMaxListeners(MAX_LISTENERS);
    follow(request, response);
    if (isRefused(request.socket)) {
      refuseConnection(response, log);
      return;
    }
    const target = targetOf(request.url ?? '');
    if (target === null) {
      refuseMalformed(response, log);
      return;
    }
    request.url = target;
    handle(request, response);
  };
  const server = createServer(options, handleInOrder(answer));
  const { follow, isRefused } = limitConnections(server, { maxConnections, trustedProxies });
  server.timeout = idleTimeout;
  server.maxRequestsPerSocket = maxRequestsPerSocket;
  answerClientErrors(server, log);
  return server;
}
