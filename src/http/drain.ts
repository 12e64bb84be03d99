import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptQueuedConnections } from './queued-connections.ts';

const SECOND = 1000;

/** Time for sending an answer after its operation; then the connection is closed. */
const ANSWER_SECONDS = 5;

/** A request may lie unread in the system's buffers for a moment before it is in flight. */
const UNREAD_MILLISECONDS = 250;

export interface DrainOptions {
  /** Time limit of an operation (OPERATION_SECONDS). */
  readonly operationSeconds: number;
  /** How long the health check reports 503 before the server stops listening (DRAIN_SECONDS). */
  readonly noticeSeconds: number;
}

/** A server that can stop without losing requests. */
export interface DrainableServer {
  /**
   * Finishes the requests in flight. New connections are accepted until then, and until the notice is over, so that
   * load balancers see the health check fail. Then the server stops listening and finishes what arrived meanwhile. A
   * server that never had a connection skips the notice.
   */
  drain(): Promise<void>;
}

/** Tracks the open connections of a server, and whether it ever had one. */
function trackConnections(server: Server) {
  const sockets = new Set<Socket>();
  let hasConnected = false;
  server.on('connection', (socket) => {
    hasConnected = true;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    get hasConnected() {
      return hasConnected;
    },
    /**
     * Call this when nothing is in flight. The rest is idle or has sent no whole request yet, which Node does not count
     * as idle; browsers open connections in advance.
     */
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Tracks the requests of a server that are not answered yet. */
function trackRequests(server: Server) {
  const inFlight = new Set<ServerResponse>();
  let areLast = false;
  server.prependListener('request', (_request, response) => {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    if (areLast) response.setHeader('Connection', 'close');
  });
  return {
    get areAllAnswered() {
      return inFlight.size === 0;
    },
    /** Makes clients send their next request to another process. */
    makeLast() {
      areLast = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    },
    /** Resolves once the requests now in flight are answered. */
    async answered(): Promise<void> {
      const open = [...inFlight].filter(({ closed }) => !closed);
      await Promise.all(open.map((response) => once(response, 'close')));
    },
  };
}

/** Makes a server drainable. Call this before it listens. */
export function makeDrainable(
  server: Server,
  { operationSeconds, noticeSeconds }: DrainOptions,
): DrainableServer {
  const requests = trackRequests(server);
  const connections = trackConnections(server);

  /** Closes connections once nothing is in flight and no request has arrived for a moment. */
  async function closeConnections(): Promise<void> {
    do {
      await requests.answered();
      await sleep(UNREAD_MILLISECONDS);
    } while (!requests.areAllAnswered);
    connections.close();
  }

  async function drain(): Promise<void> {
    requests.makeLast();
    const done = new AbortController();
    const longest = (noticeSeconds + operationSeconds + ANSWER_SECONDS) * SECOND;
    const timeout = sleep(longest, undefined, { signal: done.signal }).catch(() => undefined);
    const notice = connections.hasConnected ? sleep(noticeSeconds * SECOND) : undefined;
    await Promise.race([timeout, Promise.all([notice, requests.answered()])]);
    await Promise.race([timeout, acceptQueuedConnections(server, done.signal)]);
    const closed = once(server, 'close');
    // The HTTP server's own close() would reset connections with an unread request.
    NetServer.prototype.close.call(server);
    await Promise.race([timeout, Promise.all([closeConnections(), closed])]);
    done.abort();
    server.closeAllConnections();
  }

  return { drain };
}
