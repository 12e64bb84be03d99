import type { IncomingMessage, ServerResponse } from 'node:http';
import { hasBody } from './has-body.ts';
import { MAX_BODY_BYTES } from './read-body.ts';

/** For a client to read its answer before its connection is closed. */
const LINGER_MILLISECONDS = 1_000;

/** Whether what is left of a body is short enough to be read for nothing. Chunks can go on for ever. */
function isShort(request: IncomingMessage): boolean {
  const { headers } = request;
  return headers['transfer-encoding'] === undefined && Number(headers['content-length']) <= MAX_BODY_BYTES;
}

/**
 * Closes the connection of a request that was answered before its body was read. Node reads such a body to its end, however
 * long, so that the connection can be used again. That is left to it where the body is short.
 */
export function closeUnread(request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request) || isShort(request)) return;
  response.once('finish', () => {
    if (request.complete) return;
    const { socket } = request;
    // Node goes on to read in this turn. Closed at once, the connection could lose the answer.
    setImmediate(() => {
      socket.pause();
      socket.end();
    });
    setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref();
  });
}
