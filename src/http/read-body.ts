import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import type { BodyBudget } from './body-budget.ts';
import { Problem } from './problem.ts';

const KIBIBYTE = 1024;

/** The largest body of a signed-in caller. */
export const MAX_BODY_BYTES = 1024 * KIBIBYTE;

/** The largest body of a signed-out caller, who only signs in or accepts an invitation. */
export const SIGNED_OUT_BODY_BYTES = { rest: 16 * KIBIBYTE, graphql: 64 * KIBIBYTE } as const;

/** How often the rate of a body is measured. */
const CHECK_MILLISECONDS = 5_000;

/** Bytes that must arrive between two checks: a tenth of a poor mobile connection. */
const MIN_BYTES_PER_CHECK = 8 * KIBIBYTE;

/** Chunks cost time each, however small. A body may have some small ones; beyond them they must have a mean size. */
const SMALL_CHUNKS = 500;
const MEAN_CHUNK_BYTES = 128;

const RETRY_AFTER_SECONDS = 5;

/** Closes the connection after the response, so that the rest of the body is not waited for. */
const CLOSE = { Connection: 'close' };

function tooLarge(maxBytes: number): Problem {
  return new Problem(413, 'body_too_large', `The body is larger than ${maxBytes} bytes. Send a smaller one.`);
}

function tooManyChunks(): Problem {
  return new Problem(413, 'too_many_chunks', 'The body comes in too many small chunks. Send larger ones.');
}

function tooSlow(): Problem {
  return new Problem(408, 'request_timeout', 'The body arrives too slowly. Send it again.', {
    headers: CLOSE,
  });
}

function noRoom(): Problem {
  const headers = { ...CLOSE, 'Retry-After': String(RETRY_AFTER_SECONDS) };
  return new Problem(503, 'server_busy', 'Too many requests are arriving at once. Try again later.', {
    headers,
  });
}

/** @throws Problem 415 for a compressed body, 413 for a body whose length is declared and too large. */
function assertHead(context: Context, maxBytes: number): void {
  const encoding = context.get('content-encoding').trim().toLowerCase();
  if (encoding !== '' && encoding !== 'identity') {
    throw new Problem(
      415,
      'unsupported_media_type',
      'Compressed requests are not supported. Send the body without `Content-Encoding`.',
      { headers: { 'Accept-Encoding': 'identity' } },
    );
  }
  if (Number(context.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
}

/** Collects one body. `budget` bounds the bodies of all requests together. */
class BodyCollector {
  readonly #request: IncomingMessage;
  readonly #maxBytes: number;
  readonly #budget: BodyBudget;
  readonly #chunks: Buffer[] = [];
  #received = 0;
  #checked = 0;

  constructor(request: IncomingMessage, maxBytes: number, budget: BodyBudget) {
    this.#request = request;
    this.#maxBytes = maxBytes;
    this.#budget = budget;
  }

  /** The problem of one more chunk; null if it was added. */
  #add(chunk: Buffer): Problem | null {
    if (!this.#budget.reserve(chunk.length)) return noRoom();
    this.#received += chunk.length;
    if (this.#received > this.#maxBytes) return tooLarge(this.#maxBytes);
    this.#chunks.push(chunk);
    if (this.#chunks.length > SMALL_CHUNKS + this.#received / MEAN_CHUNK_BYTES) return tooManyChunks();
    return null;
  }

  /** The problem of a body that arrives too slowly; null if enough has arrived since the last check. */
  #check(): Problem | null {
    const isSlow = this.#received - this.#checked < MIN_BYTES_PER_CHECK;
    this.#checked = this.#received;
    return isSlow ? tooSlow() : null;
  }

  collect(): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const settle = (problem: Problem | null, isComplete = false) => {
        if (!problem && !isComplete) return;
        clearInterval(timer);
        this.#request.off('data', add).off('end', end).off('close', abort);
        this.#budget.release(this.#received);
        // What still arrives waits in the connection; see closeUnread.
        if (problem) this.#request.pause();
        if (problem) reject(problem);
        else resolve(Buffer.concat(this.#chunks));
      };
      const timer = setInterval(() => {
        settle(this.#check());
      }, CHECK_MILLISECONDS);
      const add = (chunk: Buffer) => {
        settle(this.#add(chunk));
      };
      const end = () => {
        settle(null, true);
      };
      const abort = () => {
        settle(new Problem(400, 'malformed_request', 'The body ended early. Send it whole.'));
      };
      this.#request.on('data', add).once('end', end).once('close', abort);
    });
  }
}

/**
 * Reads a request's body, which is not decompressed. Refuses it before reading where the headers are enough.
 *
 * @throws Problem 413 for a body that is too large or in too many chunks, 415 for a compressed one, 408 for one that arrives
 *   too slowly, 503 if the process holds too many unfinished bodies.
 */
export async function readBody(context: Context, maxBytes: number, budget: BodyBudget): Promise<Buffer> {
  assertHead(context, maxBytes);
  const { req } = context;
  if (req.readableEnded) return Buffer.alloc(0);
  return new BodyCollector(req, maxBytes, budget).collect();
}
