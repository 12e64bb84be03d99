import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeQueuedConnections } from './queued-connections.ts';

const SECOND = 1000;

/** Seconds that a response may take besides its operation; then its connection is closed. */
const ANSWER_SECONDS = 5;

/** A request waits in the system's buffers for a moment before Node reads it. */
const UNREAD_MILLISECONDS = 250;

export interface DrainOptions {
  /** Seconds that an operation may take (OPERATION_SECONDS). */
  readonly operationSeconds: number;
  /** Seconds for which the server answers health checks with "unavailable" before it stops listening (DRAIN_SECONDS). */
  readonly noticeSeconds: number;
}

/** A server whose requests and connections are tracked, so that it can end without cutting them off. */
export interface DrainableServer {
  /**
   * Lets requests in flight finish, then closes the server. It accepts connections until the notice is over, so that
   * health checks learn that it is not ready. A server that never had a connection skips the notice.
   */
  drain(): Promise<void>;
}

/** Tracks the open connections of a server, and whether it ever had one. */
function trackConnections(server: Server) {
  const sockets = new Set<Socket>();
  let isKnown = false;
  server.on('connection', (socket) => {
    isKnown = true;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    get isKnown() {
      return isKnown;
    },
    /**
     * Closes every connection. To be called when no request is in flight: the others are idle, or have not sent a whole
     * request. Node does not count the latter as idle; browsers open such connections in advance.
     */
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Tracks the requests of a server that have no response yet. */
function trackRequests(server: Server) {
  const inFlight = new Set<ServerResponse>();
  let areLast = false;
  server.prependListener('request', (_request, response) => {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    if (areLast) response.setHeader('Connection', 'close');
  });
  return {
    get areAnswered() {
      return inFlight.size === 0;
    },
    /** Closes each connection after its response, so that clients send their next request to another process. */
    makeLast() {
      areLast = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    },
    /** Waits until the requests in flight now have their responses. */
    async answered(): Promise<void> {
      const open = [...inFlight].filter(({ closed }) => !closed);
      await Promise.all(open.map((response) => once(response, 'close')));
    },
  };
}

/** Tracks a server's requests and connections. Call it before the server listens. */
export function makeDrainable(
  server: Server,
  { operationSeconds, noticeSeconds }: DrainOptions,
): DrainableServer {
  const requests = trackRequests(server);
  const connections = trackConnections(server);

  /** Closes the connections once no request is in flight and none has arrived for a while. */
  async function closeConnections(): Promise<void> {
    do {
      await requests.answered();
      await sleep(UNREAD_MILLISECONDS);
    } while (!requests.areAnswered);
    connections.close();
  }

  async function drain(): Promise<void> {
    requests.makeLast();
    const done = new AbortController();
    const longest = (noticeSeconds + operationSeconds + ANSWER_SECONDS) * SECOND;
    const late = sleep(longest, undefined, { signal: done.signal }).catch(() => undefined);
    const notice = connections.isKnown ? sleep(noticeSeconds * SECOND) : undefined;
    await Promise.race([late, Promise.all([notice, requests.answered()])]);
    await Promise.race([late, takeQueuedConnections(server, done.signal)]);
    const closed = once(server, 'close');
    // The HTTP server's own close() would reset connections whose request has arrived but is still unread.
    NetServer.prototype.close.call(server);
    await Promise.race([late, Promise.all([closeConnections(), closed])]);
    done.abort();
    server.closeAllConnections();
  }

  return { drain };
}
