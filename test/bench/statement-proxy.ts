import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** `Q` runs a simple statement, `E` a prepared one. */
const RUN = new Set(['Q', 'E'].map((letter) => letter.charCodeAt(0)));
const HEAD_BYTES = 5;

/** Counts the messages that run a statement, in what a client sends. */
function counter(onStatement: () => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isStarting = true;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      // The first message has a length but no type.
      const head = isStarting ? HEAD_BYTES - 1 : HEAD_BYTES;
      if (rest.length < head) return;
      const length = rest.readUInt32BE(head - 4) + (isStarting ? 0 : 1);
      if (rest.length < length) return;
      if (!isStarting && RUN.has(rest[0] ?? 0)) onStatement();
      rest = rest.subarray(length);
      isStarting = false;
    }
  };
}

/** A proxy in front of PostgreSQL that counts statements, whichever client sends them. */
export async function startStatementProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    client.on(
      'data',
      counter(() => (count += 1)),
    );
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    /** Statements since the last call. */
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
