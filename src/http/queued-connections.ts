import { once, on } from 'node:events';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** The loopback address for a server that listens on all addresses. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** If our own connection took longer, more connections may be queued, and another round follows. */
const PROMPT_MILLISECONDS = 20;
const MAX_ROUNDS = 3;

/** Connects to the server and waits until it accepts. */
async function connectOnce(server: Server, signal: AbortSignal): Promise<void> {
  const { address, port } = server.address() as AddressInfo;
  const accepted = on(server, 'connection', { signal }) as AsyncIterableIterator<[Socket]>;
  const marker = connect(port, LOOPBACK[address] ?? address);
  try {
    await once(marker, 'connect', { signal });
    for await (const [{ remotePort }] of accepted) if (remotePort === marker.localPort) return;
  } finally {
    marker.destroy();
  }
}

/**
 * Accepts the connections in the system's queue, which would be reset when the server stops listening. Connections are
 * accepted in order: once one of our own is accepted, so are all before it. Gives up when `signal` is aborted or a
 * connection fails.
 */
export async function acceptQueuedConnections(server: Server, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const startedAt = performance.now();
    try {
      await connectOnce(server, signal);
    } catch {
      return;
    }
    if (performance.now() - startedAt < PROMPT_MILLISECONDS) return;
  }
}
