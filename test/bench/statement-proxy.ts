import { createServer, connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const HEAD_BYTES = 5;

/** Calls a function for each message that a client sends, with its type and what follows its length. */
function messages(onMessage: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
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
      if (!isStarting) onMessage(String.fromCharCode(rest[0] ?? 0), rest.subarray(head, length));
      rest = rest.subarray(length);
      isStarting = false;
    }
  };
}

/** A SELECT that a client has sent, with its parameters as texts. */
export interface SentStatement {
  readonly text: string;
  readonly parameters: readonly (string | null)[];
}

/** Reads the parts of a message. */
class MessageReader {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  text(): string {
    const end = this.#body.indexOf(0, this.#at);
    const text = this.#body.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  int16(): number {
    this.#at += 2;
    return this.#body.readInt16BE(this.#at - 2);
  }

  value(): string | null {
    const length = this.#body.readInt32BE(this.#at);
    this.#at += 4;
    if (length < 0) return null;
    this.#at += length;
    return this.#body.toString('utf8', this.#at - length, this.#at);
  }
}

/** Puts together what one connection prepares and what it binds. `Q` is a simple statement, `E` runs a prepared one. */
function recorder(onStatement: () => void, onSent: (sent: SentStatement) => void) {
  const texts = new Map<string, string>();
  return messages((type, body) => {
    if (type === 'Q' || type === 'E') onStatement();
    if (type === 'P') {
      const reader = new MessageReader(body);
      texts.set(reader.text(), reader.text());
    }
    if (type !== 'B') return;
    const reader = new MessageReader(body);
    reader.text();
    const text = texts.get(reader.text()) ?? '';
    for (let formats = reader.int16(); formats > 0; formats -= 1) reader.int16();
    const parameters = Array.from({ length: reader.int16() }, () => reader.value());
    if (/^\s*(SELECT|WITH)\b/iu.test(text)) onSent({ text, parameters });
  });
}

/** A proxy in front of PostgreSQL that counts and records statements, whichever client sends them. */
export async function startStatementProxy(databaseUrl: string) {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let count = 0;
  let sent: SentStatement[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    client.on(
      'data',
      recorder(
        () => (count += 1),
        (one) => sent.push(one),
      ),
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
      sent = [];
      return taken;
    },
    /** The SELECTs since the last call, with their parameters. */
    takeSent() {
      const taken = sent;
      sent = [];
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
