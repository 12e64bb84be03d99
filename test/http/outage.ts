import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A store behind a door of its own, which can be shut, and opened again. */
export interface Door {
  /** The store's URL, by way of the door. */
  readonly url: string;
  /** Cuts every connection and takes no other. */
  shut(): Promise<void>;
  /** Takes connections and lets nothing through, as a store that hangs. */
  stall(): void;
  open(): Promise<void>;
}

/** Puts a door in front of whatever listens at a URL. */
export async function doorTo(target: string): Promise<Door> {
  const url = new URL(target);
  const port = Number(url.port || (url.protocol === 'redis:' ? 6379 : 5432));
  const sockets = new Set<Socket>();
  let isStalled = false;
  const server = createServer((near) => {
    const far = connect(port, url.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes) => isStalled || far.write(bytes));
    far.on('data', (bytes) => isStalled || near.write(bytes));
  });
  let at = 0;
  const open = async () => {
    isStalled = false;
    server.listen(at, '127.0.0.1');
    await once(server, 'listening');
    at = (server.address() as AddressInfo).port;
  };
  const shut = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await open();
  url.host = `127.0.0.1:${at}`;
  return {
    url: url.href,
    open,
    shut,
    stall: () => {
      isStalled = true;
    },
  };
}
