import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Value = { stringValue?: string; intValue?: number | string; arrayValue?: { values: Value[] } };
interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly { key: string; value: Value }[];
  readonly status: { code?: number };
}

export interface CollectedSpan extends Omit<RawSpan, 'attributes'> {
  readonly attributes: Readonly<Record<string, unknown>>;
}

const read = ({ stringValue, intValue, arrayValue }: Value): unknown =>
  stringValue ?? arrayValue?.values.map(read) ?? Number(intValue);

/** An OpenTelemetry collector that takes OTLP over HTTP, and keeps what it gets. */
export class Collector {
  readonly endpoint: string;
  readonly spans: CollectedSpan[] = [];
  /** All that came, as text. */
  readonly bodies: string[] = [];
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  readonly close: () => void;

  private constructor(server: ReturnType<typeof createServer>) {
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.close = () => {
      server.close();
      server.closeAllConnections();
    };
  }

  static async start(): Promise<Collector> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const collector = new Collector(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { authorization } = request.headers;
        collector.requests.push({ path: request.url ?? '', authorization });
        collector.#take(Buffer.concat(chunks).toString());
        response.setHeader('content-type', 'application/json');
        response.end('{}');
      });
    });
    return collector;
  }

  #take(body: string): void {
    this.bodies.push(body);
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { scopeSpans: { spans: RawSpan[] }[] }[];
    };
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    for (const span of spans)
      this.spans.push({
        ...span,
        attributes: Object.fromEntries(span.attributes.map(({ key, value }) => [key, read(value)])),
      });
  }
}
