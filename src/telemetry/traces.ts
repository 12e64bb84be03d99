import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import type { Activity } from './activity.ts';
import {
  documentRendered,
  requestServed,
  requestStarted,
  statementSent,
  type Rendering,
  type Served,
  type Statement,
} from './signals.ts';
import { withoutValues } from './statement-text.ts';

/** Where traces go, and who sends them. */
export interface TraceOptions {
  /** The collector's URL; `/v1/traces` is added, as OpenTelemetry specifies. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
  readonly version: string;
  readonly database: 'embedded' | 'postgresql';
  /** Share of the traces that begin here and are recorded, 0 to 1. */
  readonly ratio: number;
}

/** How long the last spans may take to be sent when the process ends. */
const EXPORT_TIMEOUT_MILLISECONDS = 5_000;

/** Paths of probes and of pages: a trace of each would hide the others. */
const UNTRACED = 'other';

const TRACE_CONTEXT = new W3CTraceContextPropagator();

function parentOf({ traceparent }: Activity): Context {
  return TRACE_CONTEXT.extract(
    ROOT_CONTEXT,
    { traceparent },
    {
      get: (carrier, key) => (carrier as { traceparent: string })[key as 'traceparent'],
      keys: () => ['traceparent'],
    },
  );
}

/** Makes a span of each request, with spans of its SQL statements and PDFs below. */
class RequestTracer {
  readonly #tracer: Tracer;
  readonly #database: string;
  readonly #spans = new WeakMap<Activity, Span>();

  constructor(tracer: Tracer, database: string) {
    this.#tracer = tracer;
    this.#database = database;
  }

  begin(activity: Activity): void {
    const span = this.#tracer.startSpan('request', { kind: SpanKind.SERVER }, parentOf(activity));
    const { traceId } = span.spanContext();
    activity.traceId = traceId;
    this.#spans.set(activity, span);
  }

  end({ activity, interface: door, operation, method, route, status, errorCodes }: Served): void {
    const span = this.#spans.get(activity);
    if (!span || door === UNTRACED) return;
    span.updateName(`${method} ${route} ${operation}`);
    span.setAttributes({
      'http.request.method': method,
      'http.route': route,
      'keynest.interface': door,
      'keynest.operation': operation,
      'keynest.request_id': activity.requestId,
      'keynest.sql_statements': activity.statements,
    });
    if (status !== null) span.setAttribute('http.response.status_code', status);
    if (errorCodes.length > 0) span.setAttribute('keynest.error_codes', [...new Set(errorCodes)]);
    if (status === null || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }

  statement({ activity, text, kind, startedAt, milliseconds, hasFailed }: Statement): void {
    const attributes = {
      'db.system.name': 'postgresql',
      'db.namespace': this.#database,
      'db.operation.name': kind,
      'db.query.text': withoutValues(text),
    };
    this.#child(activity, `SQL ${kind}`, attributes, { startedAt, milliseconds, hasFailed });
  }

  rendering({ activity, form, startedAt, milliseconds, hasFailed }: Rendering): void {
    this.#child(activity, `PDF ${form}`, { 'keynest.form': form }, { startedAt, milliseconds, hasFailed });
  }

  /** A span of work that has ended; none outside of a request. */
  #child(
    activity: Activity | undefined,
    name: string,
    attributes: Readonly<Record<string, string>>,
    { startedAt, milliseconds, hasFailed }: Pick<Statement, 'startedAt' | 'milliseconds' | 'hasFailed'>,
  ): void {
    const parent = activity && this.#spans.get(activity);
    if (!parent?.isRecording()) return;
    const kind = SpanKind.CLIENT;
    const options = { kind, attributes, startTime: startedAt };
    const span = this.#tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, parent));
    if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(startedAt + milliseconds);
  }
}

function createProvider(options: TraceOptions): BasicTracerProvider {
  const { endpoint, headers, serviceName, version, ratio } = options;
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: EXPORT_TIMEOUT_MILLISECONDS,
  });
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
}

/**
 * Starts tracing requests.
 *
 * @returns a function that sends the last spans and stops.
 */
export function startTraces(options: TraceOptions): () => Promise<void> {
  const provider = createProvider(options);
  const tracer = new RequestTracer(provider.getTracer('keynest', options.version), options.database);
  const ends = [
    requestStarted.listen((activity) => {
      tracer.begin(activity);
    }),
    requestServed.listen((served) => {
      tracer.end(served);
    }),
    statementSent.listen((statement) => {
      tracer.statement(statement);
    }),
    documentRendered.listen((rendering) => {
      tracer.rendering(rendering);
    }),
  ];
  return async () => {
    for (const end of ends) end();
    // A collector that is away must not keep the process from ending.
    await provider.shutdown().catch(() => undefined);
  };
}
