import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { hurry } from '../turns.ts';
import { clientNetwork } from '../throttle/client-network.ts';
import { hasBody } from './has-body.ts';
import { WaitingConnections } from './waiting-connections.ts';

/** The least status of a refusal, which proves no honest client. */
const REFUSED = 400;

/** A network's share of all connections. */
const NETWORK_SHARE = 1 / 8;

export interface ConnectionLimits {
  /** Connections of all clients. */
  readonly maxConnections: number;
  /** Proxies in front: then every connection comes from a proxy, and networks have no share. */
  readonly trustedProxies: number;
}

/** Connections that share a limit. */
class Group {
  readonly waiting = new WaitingConnections();
  readonly #most: number;
  #open = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get isEmpty(): boolean {
    return this.#open === 0;
  }

  /** Makes room by closing the connection that waits longest for its client. False if none waits. */
  open(): boolean {
    this.#open += 1;
    if (this.#open <= this.#most) return true;
    const longest = this.waiting.takeLongest();
    longest?.destroy();
    return longest !== undefined;
  }

  close(socket: Socket): void {
    this.#open -= 1;
    this.waiting.remove(socket);
  }
}

/** The connections of a server, in a group for each network and one for all. */
class Connections {
  readonly #all: Group;
  readonly #networks = new Map<string, Group>();
  readonly #groups = new WeakMap<Socket, readonly Group[]>();
  readonly #most: number;
  readonly #hasShares: boolean;
  /** Connections that came when every other one was being answered. */
  readonly refused = new WeakSet<Socket>();

  constructor({ maxConnections, trustedProxies }: ConnectionLimits) {
    this.#all = new Group(maxConnections);
    this.#most = Math.max(1, Math.floor(maxConnections * NETWORK_SHARE));
    this.#hasShares = trustedProxies === 0;
  }

  #groupOf(network: string): Group {
    const group = this.#networks.get(network) ?? new Group(this.#most);
    this.#networks.set(network, group);
    return group;
  }

  open(socket: Socket): void {
    const network = this.#hasShares ? clientNetwork(socket.remoteAddress ?? '') : null;
    const group = network === null ? null : this.#groupOf(network);
    const groups = group ? [group, this.#all] : [this.#all];
    this.#groups.set(socket, groups);
    for (const one of groups) if (!one.open()) this.refused.add(socket);
    this.wait(socket, false);
    socket.once('close', () => {
      for (const one of groups) one.close(socket);
      if (network !== null && group?.isEmpty === true) this.#networks.delete(network);
    });
  }

  /** From now on the server waits for the client. */
  wait(socket: Socket, isProven: boolean): void {
    if (socket.destroyed) return;
    for (const { waiting } of this.#groups.get(socket) ?? []) waiting.add(socket, isProven);
  }

  /** From now on the client waits for the server. */
  work(socket: Socket): void {
    for (const { waiting } of this.#groups.get(socket) ?? []) waiting.remove(socket);
  }
}

/** Follows one request: until its body is there, the server waits; until its answer is written, the client does. */
function follow(connections: Connections, request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  const work = () => {
    if (!response.writableEnded) connections.work(socket);
  };
  const wait = () => {
    connections.wait(socket, response.statusCode < REFUSED);
  };
  if (hasBody(request)) request.once('end', work);
  else work();
  // The answer is with the socket: from here it takes as long as the client takes to read it.
  response.once('prefinish', wait);
  response.once('close', wait);
}

/**
 * Limits the connections of one network, and of all. Beyond the limit, the connection that waits longest for its client is
 * closed: one that idles, that sends its request too slowly, or that does not read its answer. A connection with a request
 * in work is never closed. So a network's honest clients get through beside its hostile ones.
 *
 * `follow` is to be called with each request when its handling begins. `isRefused`: whether a connection came when no
 * other one could be closed; its request is to be refused.
 */
export function limitConnections(server: Server, limits: ConnectionLimits) {
  const connections = new Connections(limits);
  server.on('connection', (socket: Socket) => {
    hurry();
    connections.open(socket);
  });
  return {
    follow: (request: IncomingMessage, response: ServerResponse): void => {
      follow(connections, request, response);
    },
    isRefused: (socket: Socket): boolean => connections.refused.has(socket),
  };
}
