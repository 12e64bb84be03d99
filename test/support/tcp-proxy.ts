import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort, waitFor } from './service.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'postgresql:': 5432, 'redis:': 6379 };

/** Stands between the tests and a database or Redis, which can so be made to go away and come back. */
export class TcpProxy {
  /** Leads to the same server by way of the proxy. */
  readonly url: string;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #port: number;
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  /** Goes on taking connections and bytes, and passes nothing on. */
  isDeaf = false;

  private constructor(target: URL, port: number) {
    this.#target = { host: target.hostname, port: Number(target.port || DEFAULT_PORTS[target.protocol]) };
    this.#port = port;
    const url = new URL(target);
    url.host = `127.0.0.1:${port}`;
    this.url = url.href;
  }

  /** An open proxy to whatever listens at a URL. */
  static async to(target: string): Promise<TcpProxy> {
    const proxy = new TcpProxy(new URL(target), await freePort());
    await proxy.open();
    return proxy;
  }

  #join(client: Socket): void {
    const server = connect(this.#target);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => this.isDeaf || to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  /** Takes connections, on the same port as before, and passes on what they say. */
  async open(): Promise<void> {
    this.isDeaf = false;
    // Another thread that starts a program holds a copy of the port that was closed, until the program runs.
    await waitFor(async () => {
      const server = createServer((client) => {
        this.#join(client);
      }).listen(this.#port, '127.0.0.1');
      await once(server, 'listening');
      this.#server = server;
    }, `port ${this.#port}`);
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
}
