import type { Socket } from 'node:net';

/** Connections that wait for their clients, each kind in the order in which they began to wait. */
export class WaitingConnections {
  /** Without a request that succeeded so far. */
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

  /** Takes out the connection that waits longest, of the larger kind: there the flood is. */
  takeLongest(): Socket | undefined {
    const [larger, smaller] =
      this.#unproven.size >= this.#proven.size
        ? [this.#unproven, this.#proven]
        : [this.#proven, this.#unproven];
    for (const sockets of [larger, smaller]) {
      for (const socket of sockets) {
        sockets.delete(socket);
        if (!socket.destroyed) return socket;
      }
    }
    return undefined;
  }
}
