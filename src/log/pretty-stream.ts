import type { DestinationStream } from 'pino';
import pretty from 'pino-pretty';

/** Writes log lines for a person at a terminal. */
export function prettyStream(): DestinationStream {
  return pretty({ colorize: true, ignore: 'pid,hostname' });
}
