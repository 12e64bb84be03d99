import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { Problem } from './problem.ts';

const TIMEOUT = new Problem(408, 'request_timeout', 'The request did not arrive in time.');
const TOO_LARGE = new Problem(431, 'headers_too_large', 'The head of a request is at most 16 KiB.');
const MALFORMED = new Problem(400, 'malformed_request', 'This is no HTTP request.');
const NO_TUNNELS = new Problem(405, 'method_not_allowed', 'This server opens no tunnels.', {
  headers: { Allow: 'GET, HEAD, POST, PATCH, DELETE' },
});
const NO_EXPECTATIONS = new Problem(
  417,
  'expectation_failed',
  'Of all expectations only 100-continue is met. Leave the Expect header out.',
);

/** For a client that is still sending to take notice of the answer; a reset would make it lose the answer. */
const LINGER_MILLISECONDS = 1000;

/** Node's code for what went wrong before there was a request to answer. */
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

/** An answer as it goes over the wire, for a connection on which there is no request that it could belong to. */
function write(problem: Problem, requestId: string): string {
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

/** The answer to a request that could be parsed, and asks for nothing that could exist. */
export function refuseMalformed(response: ServerResponse, log: Logger): void {
  answer(response, MALFORMED, log);
}

function hangUp(socket: Duplex, text: string): void {
  socket.end(text);
  setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
}

/** Answers on a connection on which nothing else will be answered. `cut`: the request that did not arrive whole. */
function refuse(
  socket: Duplex,
  problem: Problem,
  code: string,
  cut: ServerResponse | null,
  log: Logger,
): void {
  const requestId = cut?.getHeader('X-Request-Id')?.toString() ?? randomUUID();
  log.info({ status: problem.status, code, requestId }, 'bad request');
  const text = write(problem, requestId);
  // A request that has been refused must not be completed and then done after all.
  if (cut) socket.end(text, () => socket.destroy());
  else hangUp(socket, text);
}

/**
 * Answers what never became a request, or not a whole one: in the shape of all problems (RFC 9457), then hangs up. A
 * line in the log says what it was; nothing that the client sent gets into it.
 */
export function answerClientErrors(server: Server, log: Logger): void {
  /** The last answer on a connection, made or being made. */
  const last = new WeakMap<Duplex, ServerResponse>();
  const refused = new WeakSet<Duplex>();
  server.prependListener('request', ({ socket }, response) => {
    last.set(socket, response);
  });
  server.on('checkExpectation', (_request, response: ServerResponse) => {
    answer(response, NO_EXPECTATIONS, log);
  });
  server.on('connect', (_request, socket: Duplex) => {
    // Node hands the socket over without a listener, and a reset that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    refuse(socket, NO_TUNNELS, 'CONNECT', null, log);
  });
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    const response = last.get(socket);
    const problem = problemFor(code);
    const isAnswering = response !== undefined && !response.writableFinished;
    if (problem && isAnswering && response.req.complete) {
      // What is malformed comes after the request that is being answered: its answer is the last.
      if (!response.headersSent) response.setHeader('Connection', 'close');
      return;
    }
    const isInTheMiddle = isAnswering && response.headersSent;
    if (!problem || isInTheMiddle || !socket.writable) {
      socket.destroy();
      return;
    }
    refused.add(socket);
    refuse(socket, problem, code, isAnswering ? response : null, log);
  });
}
