import { connect } from 'node:net';

/** A request's head, byte by byte as it goes over the wire: in Latin-1, since that is what a head is in. */
export interface Head {
  readonly method: string;
  readonly target: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const LINE = '\r\n';
const PATIENCE_MILLISECONDS = 10_000;

/** A body out of its chunks (RFC 9112 §7.1). */
function unchunked(body: string): string {
  const size = parseInt(body, 16);
  if (!(size > 0)) return '';
  const start = body.indexOf(LINE) + LINE.length;
  return body.slice(start, start + size) + unchunked(body.slice(start + size + LINE.length));
}

function parsedAnswer(bytes: Buffer): WireAnswer | null {
  const [head = '', ...rest] = bytes.toString('latin1').split(LINE + LINE);
  const [first = '', ...lines] = head.split(LINE);
  const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1]);
  if (Number.isNaN(status)) return null;
  const headers = new Headers(
    lines.map((line): [string, string] => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trim()];
    }),
  );
  const body = rest.join(LINE + LINE);
  const whole = headers.get('transfer-encoding') === 'chunked' ? unchunked(body) : body;
  return { status, headers, text: Buffer.from(whole, 'latin1').toString() };
}

/** Sends a head and a body as they are; null when the server hangs up without a word. */
export function sendRaw(
  origin: string,
  { method, target, fields }: Head,
  body: string,
): Promise<WireAnswer | null> {
  const { hostname, port } = new URL(origin);
  const length = Buffer.byteLength(body);
  const sized = length > 0 ? [['Content-Length', String(length)] as const] : [];
  const lines = [...fields, ...sized, ['Connection', 'close'] as const].map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head =
    [`${method} ${target} HTTP/1.1`, `Host: ${hostname}:${port}`, ...lines].join(LINE) + LINE + LINE;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setTimeout(PATIENCE_MILLISECONDS, () =>
      socket.destroy(new Error(`No answer to ${method} ${target}`)),
    );
    socket.on('data', (chunk) => chunks.push(chunk));
    // What was answered before a reset counts.
    socket.on('error', (error) => {
      if (chunks.length === 0) reject(error);
    });
    socket.on('close', () => {
      resolve(parsedAnswer(Buffer.concat(chunks)));
    });
    socket.write(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]));
  });
}
