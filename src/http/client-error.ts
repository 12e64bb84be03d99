import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { Problem } from './problem.ts';

const TIMEOUT = new Problem(408, 'request_timeout', 'The request did not arrive in time. Send it again.');
const TOO_LARGE = new Problem(
  431,
  'headers_too_large',
  'The request headers exceed 16 KiB. Send fewer or shorter headers.',
);
const MALFORMED = new Problem(
  400,
  'malformed_request',
  'The request is malformed. Send a valid HTTP/1.1 request.',
);
const NO_CONNECT = new Problem(
  405,
  'method_not_allowed',
  'CONNECT is not supported. Use GET, HEAD, POST, PATCH or DELETE.',
  {
    headers: { Allow: 'GET, HEAD, POST, PATCH, DELETE' },
  },
);
const NO_EXPECTATIONS = new Problem(
  417,
  'expectation_failed',
  'Only the expectation 100-continue is supported. Leave out the Expect header.',
);

const BUSY = new Problem(
  503,
  'server_busy',
  'Too many connections are open at once. Close some, or try again later.',
  { headers: { 'Retry-After': '5' } },
);

/** Time for a client that is still sending to read the answer; a reset would lose it. */
const LINGER_MILLISECONDS = 1000;

/** The problem for Node's code of an error while parsing. */
function problemFor(code: string): Problem | null {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return TIMEOUT;
  if (code === 'HPE_HEADER_OVERFLOW') return TOO_LARGE;
  return code.startsWith('HPE_') ? MALFORMED : null;
}

function bodyAndHeaders(problem: Problem, requestId: string) {
  const body = JSON.stringify(problem.toBody());
  const headers = {
    ...problem.headers,
    'X-Request-Id': requestId,
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { body, headers };
}

/** The answer as text, for a connection without a parsed request. */
function serialize(problem: Problem, requestId: string): string {
  const { body, headers } = bodyAndHeaders(problem, requestId);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const { status } = problem;
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', body].join('\r\n');
}

function answer(response: ServerResponse, problem: Problem, log: Logger): void {
  const requestId = randomUUID();
  const { body, headers } = bodyAndHeaders(problem, requestId);
  log.info({ status: problem.status, requestId }, 'bad request');
  response.writeHead(problem.status, headers).end(body);
}

/** Refuses a parsed request with an invalid target. */
export function refuseMalformed(response: ServerResponse, log: Logger): void {
  answer(response, MALFORMED, log);
}

/** Refuses a request on a connection beyond the limit. */
export function refuseConnection(response: ServerResponse, log: Logger): void {
  answer(response, BUSY, log);
}

function hangUp(socket: Duplex, text: string): void {
  socket.end(text);
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
}

/** Sends the last answer on a connection. `incomplete`: the response to the request that did not arrive whole. */
function refuse(
  socket: Duplex,
  problem: Problem,
  code: string,
  incomplete: ServerResponse | null,
  log: Logger,
): void {
  const requestId = incomplete?.getHeader('X-Request-Id')?.toString() ?? randomUUID();
  log.info({ status: problem.status, code, requestId }, 'bad request');
  const text = serialize(problem, requestId);
  // A refused request must not be completed and executed after all.
  if (incomplete) socket.end(text, () => socket.destroy());
  else hangUp(socket, text);
}

/**
 * Answers malformed and incomplete requests with a problem (RFC 9457), then closes the connection. Logs the error's code
 * and nothing that the client sent.
 */
export function answerClientErrors(server: Server, log: Logger): void {
  /** The response in work on each connection. Kept for longer, it would hold all that its request has read. */
  const last = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();
  server.prependListener('request', ({ socket }, response) => {
    last.set(socket, response);
    response.once('close', () => {
      if (last.get(socket) === response) last.delete(socket);
    });
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    answer(response, NO_EXPECTATIONS, log);
  });
  server.on('connect', (_request, socket: Duplex) => {
    // Node hands over the socket without an error listener, and an unhandled reset would end the process.
    socket.on('error', () => socket.destroy());
    refuse(socket, NO_CONNECT, 'CONNECT', null, log);
  });
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    const response = last.get(socket);
    const problem = problemFor(code);
    const isAnswering = response !== undefined && !response.writableFinished;
    if (problem && isAnswering && response.req.complete) {
      // The malformed bytes follow a complete request: its answer is the last on this connection.
      if (!response.headersSent) response.setHeader('Connection', 'close');
      return;
    }
    const isPartlySent = isAnswering && response.headersSent;
    if (!problem || isPartlySent || !socket.writable) {
      socket.destroy();
      return;
    }
    refused.add(socket);
    refuse(socket, problem, code, isAnswering ? response : null, log);
  });
}
