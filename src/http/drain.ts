import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than any request may take (OPERATION_SECONDS and its answer); then what is left is cut off. */
const PATIENCE_MILLISECONDS = 20_000;

/** A server's requests in flight. */
export interface Flight {
  /**
   * Lets requests in flight end. Until they have, new connections are still taken, so that whoever asks whether the
   * process is ready is told that it is not; then none are, and what came meanwhile may end as well.
   */
  land(): Promise<void>;
}

/** Counts the requests of a server, to be called before it listens. */
export function trackFlight(server: Server, patienceMilliseconds = PATIENCE_MILLISECONDS): Flight {
  const inFlight = new Set<ServerResponse>();
  let isLanding = false;
  server.prependListener('request', (_request, response) => {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    // The client's next request goes to a process that stays.
    if (isLanding) response.setHeader('Connection', 'close');
  });

  const ended = async (response: ServerResponse): Promise<void> => {
    if (!response.closed) await once(response, 'close');
  };

  async function land(): Promise<void> {
    isLanding = true;
    for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
    const patience = new AbortController();
    const late = sleep(patienceMilliseconds, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([late, Promise.all([...inFlight].map(ended))]);
    const closed = once(server, 'close');
    server.close();
    server.closeIdleConnections();
    await Promise.race([late, closed]);
    patience.abort();
    server.closeAllConnections();
  }

  return { land };
}
