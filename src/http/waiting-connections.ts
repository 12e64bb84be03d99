import type { Socket } from 'node:net';

/** Connections that wait for their clients, each kind in the order in which they began to wait. */
export class WaitingConnections {
  /** Without an answered request so far. A flood has most of its connections here. */
  readonly #unproven = new Set<Socket>();
  /** Between two requests, or with an answer that the client has not read. */
  readonly #proven = new Set<Socket>();

  add(socket: Socket, isProven: boolean): void {
    this.remove(socket);
    (isProven ? this.#proven : this.#unproven).add(socket);
  }

  remove(socket: Socket): void {
    this.#unproven.delete(socket);
    this.#proven.delete(socket);
  }

  /** Takes out the connection that waits longest, those without an answered request first. */
  takeLongest(): Socket | undefined {
    for (const sockets of [this.#unproven, this.#proven]) {
      for (const socket of sockets) {
        sockets.delete(socket);
        if (!socket.destroyed) return socket;
      }
    }
    return undefined;
  }
}
