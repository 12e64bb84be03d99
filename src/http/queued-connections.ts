import { once, on } from 'node:events';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Where a server that listens everywhere is met by its own process. */
const LOOPBACK: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Within this time nothing else can have come before one of ours; otherwise more may wait, and it is done again. */
const PROMPT_MILLISECONDS = 20;
const MOST_ROUNDS = 3;

/** Makes a connection to the server and waits until it is taken. */
async function connectOnce(server: Server, signal: AbortSignal): Promise<void> {
  const { address, port } = server.address() as AddressInfo;
  const taken = on(server, 'connection', { signal }) as AsyncIterableIterator<[Socket]>;
  const marker = connect(port, LOOPBACK[address] ?? address);
  try {
    await once(marker, 'connect', { signal });
    for await (const [{ remotePort }] of taken) if (remotePort === marker.localPort) return;
  } finally {
    marker.destroy();
  }
}

/**
 * Takes the connections that wait in the system's queue, which are reset when a server stops listening. A process that
 * is busy takes them one by one between other things, but in the order they came: once one of ours is taken, so are
 * all before it. Gives up when `signal` is aborted, or when the system lets nobody connect.
 */
export async function takeQueuedConnections(server: Server, signal: AbortSignal): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const startedAt = performance.now();
    try {
      await connectOnce(server, signal);
    } catch {
      return;
    }
    if (performance.now() - startedAt < PROMPT_MILLISECONDS) return;
  }
}
