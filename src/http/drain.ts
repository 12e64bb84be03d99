import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeQueuedConnections } from './queued-connections.ts';

const SECOND = 1000;

/** What an answer may take besides its operation; then what is left is cut off. */
const ANSWER_SECONDS = 5;

/** A request that a connection has brought lies in the system's buffers for a moment before it is one in flight. */
const UNREAD_MILLISECONDS = 250;

/** How a server ends. */
export interface Landing {
  /** How long an operation may take (OPERATION_SECONDS). */
  readonly operationSeconds: number;
  /** For how long it tells whoever asks that it is not ready, before it stops listening (DRAIN_SECONDS). */
  readonly noticeSeconds: number;
}

/** A server's requests in flight. */
export interface Flight {
  /**
   * Lets requests in flight end. Until they have, and the notice is over, new connections are still taken, so that
   * whoever asks whether the process is ready is told that it is not; then none are, and what came meanwhile may end as
   * well. A server that nobody ever came to has nobody to tell.
   */
  land(): Promise<void>;
}

/** Whether anybody ever came to a server, and who is still there. */
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
     * For when nothing is in flight: what is left is idle, or has brought no whole request yet, which to Node is not
     * idle; browsers open connections in advance.
     */
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** The requests of a server that have not been answered yet. */
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
    /** Has the client of each send its next one to a process that stays. */
    makeLast() {
      areLast = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    },
    /** Once those are answered that are in flight now. */
    async answered(): Promise<void> {
      const open = [...inFlight].filter(({ closed }) => !closed);
      await Promise.all(open.map((response) => once(response, 'close')));
    },
  };
}

/** Counts the requests of a server, to be called before it listens. */
export function trackFlight(server: Server, { operationSeconds, noticeSeconds }: Landing): Flight {
  const requests = trackRequests(server);
  const connections = trackConnections(server);

  /** Closes connections once nothing is in flight and nothing has come on any of them for a while. */
  async function closeConnections(): Promise<void> {
    do {
      await requests.answered();
      await sleep(UNREAD_MILLISECONDS);
    } while (!requests.areAnswered);
    connections.close();
  }

  async function land(): Promise<void> {
    requests.makeLast();
    const done = new AbortController();
    const longest = (noticeSeconds + operationSeconds + ANSWER_SECONDS) * SECOND;
    const late = sleep(longest, undefined, { signal: done.signal }).catch(() => undefined);
    const notice = connections.isKnown ? sleep(noticeSeconds * SECOND) : undefined;
    await Promise.race([late, Promise.all([notice, requests.answered()])]);
    await Promise.race([late, takeQueuedConnections(server, done.signal)]);
    const closed = once(server, 'close');
    // The HTTP server's own close() would reset connections that have brought a request which nobody has read yet.
    NetServer.prototype.close.call(server);
    await Promise.race([late, Promise.all([closeConnections(), closed])]);
    done.abort();
    server.closeAllConnections();
  }

  return { land };
}
