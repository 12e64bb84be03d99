import type { IncomingMessage } from 'node:http';
import type { Context, Next } from 'koa';
import { hasBody } from './has-body.ts';
import { MAX_BODY_BYTES } from './read-body.ts';

/** For a client to read its answer before its connection is closed. */
const LINGER_MILLISECONDS = 1_000;

/** Whether a body is short enough to be read for nothing. Chunks can go on for ever. */
function isShort({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length']) <= MAX_BODY_BYTES;
}

/** Closes the connection once the answer is sent. Closed at once, it could lose the answer on its way. */
function closeAfterAnswer({ req, res, socket }: Context): void {
  res.setHeader('Connection', 'close');
  // Node calls this after such an answer, and goes on to read in the same turn.
  socket.destroySoon = () => {
    setImmediate(() => {
      socket.pause();
      socket.end();
    });
    setTimeout(() => socket.destroy(), req.complete ? 0 : LINGER_MILLISECONDS).unref();
  };
}

/**
 * Closes the connection of a request that is answered before its body has arrived. Node would read the rest, however long,
 * so that the connection can be used again; that is left to it where the body is short.
 */
export async function closeUnread(context: Context, next: Next): Promise<void> {
  await next();
  const { req, res } = context;
  if (req.complete || res.headersSent || !hasBody(req) || isShort(req)) return;
  closeAfterAnswer(context);
}
