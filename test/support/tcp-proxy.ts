import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort, waitFor } from './service.ts';

/** Stands between the tests and a server, so that the server can be made to go away and come back. */
export class TcpProxy {
  readonly #target: { readonly host: string; readonly port: number };
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  #isDeaf = false;
  port = 0;

  constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
  }

  #join(client: Socket): void {
    const server = connect(this.#target);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => this.#isDeaf || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  /** Takes connections, on the same port as before. */
  async open(): Promise<void> {
    if (this.port === 0) this.port = await freePort();
    // Another thread that starts a program holds a copy of the port that was closed, until the program runs.
    await waitFor(async () => {
      const server = createServer((client) => {
        this.#join(client);
      }).listen(this.port, '127.0.0.1');
      await once(server, 'listening');
      this.#server = server;
    }, `port ${this.port}`);
  }

  /** Breaks every connection; new ones are refused. */
  async cut(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const socket of this.#sockets) socket.destroy();
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    await closed;
  }

  /** Goes on taking connections and bytes, and passes nothing on. */
  set isDeaf(isDeaf: boolean) {
    this.#isDeaf = isDeaf;
  }
}
