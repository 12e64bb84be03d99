import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { makeDrainable, type DrainableServer } from '../http/drain.ts';
import { createHttpServer } from '../http/server.ts';
import { answerStarting } from '../http/starting.ts';

/** A server that listens. */
export interface Listening extends DrainableServer {
  readonly port: number;
  /** Lets a handler answer from now on; until then the server answers 503. */
  readonly setHandler: (handler: RequestListener) => void;
}

/** Remedies for ports and hosts that the system refuses, by its error code. */
function explainListen(error: unknown, { port, host }: Config): Error {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} is in use. Stop the other program, or set PORT to another port.`);
    case 'EACCES':
      return new Error(`This user may not listen on port ${port}. Set PORT to 1024 or above.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new Error(
        `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all addresses.`,
      );
    default:
      return new Error(`The server cannot listen on ${host}, port ${port}.`, { cause: error });
  }
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
    server.listen(config.port, config.host);
    await once(server, 'listening');
  } catch (error) {
    throw explainListen(error, config);
  }
  const setHandler = (next: RequestListener) => {
    handler = next;
  };
  return { port: portOf(server, config), setHandler, drain: () => drainable.drain() };
}
