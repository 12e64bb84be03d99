import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { makeDrainable, type DrainableServer } from '../http/drain.ts';
import { explainListen } from './explain-listen.ts';
import { createHttpServer } from '../http/server.ts';
import { answerStarting } from '../http/starting.ts';

/** Connections that the system keeps until they are taken, as far as it lets. Beyond it, newcomers are lost for a second. */
const MAX_QUEUED = 4096;

/** A server that listens. */
export interface Listening extends DrainableServer {
  readonly port: number;
  /** Lets a handler answer from now on; until then the server answers 503. */
  readonly setHandler: (handler: RequestListener) => void;
}

function portOf(server: Server, config: Config): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : config.port;
}

/**
 * Takes the port before anything else is opened.
 *
 * @throws Error with the remedy.
 */
export async function listen(config: Config, log: Logger): Promise<Listening> {
  let handler = answerStarting;
  const { operationSeconds, drainSeconds: noticeSeconds, maxConnections, trustedProxies } = config;
  const limits = { maxConnections, trustedProxies };
  const server = createHttpServer(
    (request, response) => {
      handler(request, response);
    },
    log,
    limits,
  );
  const drainable = makeDrainable(server, { operationSeconds, noticeSeconds });
  try {
    server.listen({ port: config.port, host: config.host, backlog: MAX_QUEUED });
    await once(server, 'listening');
  } catch (error) {
    throw explainListen(error, config);
  }
  const setHandler = (next: RequestListener) => {
    handler = next;
  };
  return { port: portOf(server, config), setHandler, drain: () => drainable.drain() };
}
