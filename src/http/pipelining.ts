import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests that a connection may have sent ahead of its answers. Browsers send none ahead. */
const MAX_AHEAD = 32;

interface Waiting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Node tells only the answer in work that its connection closed. And for each request that is not destroyed by then it makes
 * an error with a stack: one piece of a flood holds thousands of requests.
 */
function drop({ request, response }: Waiting): void {
  request.destroy();
  response.destroy();
  response.emit('close');
}

/**
 * Handles the requests of a connection one after the other, each when the answer before it was written. Node would start
 * them all at once, and keep the answers that the client does not read. A connection too far ahead is closed.
 */
export function handleInOrder(handle: RequestListener): RequestListener {
  /** By connections with a request in work. */
  const ahead = new WeakMap<Socket, Waiting[]>();

  function start(socket: Socket, { request, response }: Waiting): void {
    response.once('close', () => {
      const queue = ahead.get(socket) ?? [];
      const next = socket.destroyed ? undefined : queue.shift();
      if (next) {
        start(socket, next);
        return;
      }
      ahead.delete(socket);
      queue.forEach(drop);
    });
    handle(request, response);
  }

  return (request, response) => {
    const { socket } = request;
    if (socket.destroyed) {
      drop({ request, response });
      return;
    }
    const queue = ahead.get(socket);
    if (!queue) {
      ahead.set(socket, []);
      start(socket, { request, response });
      return;
    }
    queue.push({ request, response });
    if (queue.length <= MAX_AHEAD) return;
    socket.destroy();
    queue.splice(0).forEach(drop);
  };
}
