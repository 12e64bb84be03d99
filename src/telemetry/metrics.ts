import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { watchQueues, type QueueSources } from './queue-metrics.ts';
import { watchBackups, type BackupSources } from './backup-metrics.ts';
import { documentRendered, jobRun, requestServed, statementSent } from './signals.ts';

/** What the metrics are asked of, each time that they are read. */
export interface MetricSources extends QueueSources, BackupSources {
  readonly version: string;
  readonly database: 'embedded' | 'postgresql';
}

/** The process's metrics, in Prometheus' text format. */
export interface Metrics {
  readonly contentType: string;
  readonly read: () => Promise<string>;
  /** Stops counting. */
  readonly close: () => void;
}

const SECOND = 1000;
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
const STATEMENT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 15];
const RENDERING_BUCKETS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const JOB_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300, 900];

/** Gauges whose names end like a counter's, which Prometheus advises against; others hold the same numbers. */
const MISNAMED = [
  'nodejs_active_resources_total',
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
];

/** Node's own: processor time, memory, open files, event-loop delay, garbage collection. */
function watchProcess(register: Registry): void {
  collectDefaultMetrics({ register });
  for (const name of MISNAMED) register.removeSingleMetric(name);
}

function describeBuild(register: Registry, { version, database }: MetricSources): void {
  new Gauge({
    name: 'keynest_build_info',
    help: 'Version of KeyNest and of Node.js, and the kind of the database. Always 1.',
    labelNames: ['version', 'node', 'database'],
    registers: [register],
  }).set({ version, node: process.version, database }, 1);
}

function watchRequests(register: Registry): () => void {
  const duration = new Histogram({
    name: 'keynest_http_request_duration_seconds',
    help: 'Time to answer a request, by operation and HTTP status. Status "cut_off": not sent whole.',
    labelNames: ['interface', 'operation', 'status'],
    buckets: REQUEST_BUCKETS,
    registers: [register],
  });
  const errors = new Counter({
    name: 'keynest_operation_errors_total',
    help: 'Errors of operations by their code. GraphQL answers many of them with status 200.',
    labelNames: ['interface', 'operation', 'code'],
    registers: [register],
  });
  return requestServed.listen((served) => {
    const { interface: door, operation, status } = served;
    duration.observe(
      { interface: door, operation, status: status ?? 'cut_off' },
      served.milliseconds / SECOND,
    );
    for (const code of served.errorCodes) errors.inc({ interface: door, operation, code });
  });
}

function watchStatements(register: Registry): () => void {
  const duration = new Histogram({
    name: 'keynest_sql_statement_duration_seconds',
    help: 'Time of an SQL statement, with the wait for a connection, by its first word.',
    labelNames: ['kind'],
    buckets: STATEMENT_BUCKETS,
    registers: [register],
  });
  const failures = new Counter({
    name: 'keynest_sql_statement_failures_total',
    help: 'SQL statements that failed, also those that a constraint refused.',
    labelNames: ['kind'],
    registers: [register],
  });
  return statementSent.listen(({ kind, milliseconds, hasFailed }) => {
    duration.observe({ kind }, milliseconds / SECOND);
    if (hasFailed) failures.inc({ kind });
  });
}

function watchRenderings(register: Registry): () => void {
  const duration = new Histogram({
    name: 'keynest_pdf_duration_seconds',
    help: 'Time to make a PDF, by the type of the form.',
    labelNames: ['form'],
    buckets: RENDERING_BUCKETS,
    registers: [register],
  });
  return documentRendered.listen(({ form, milliseconds }) => {
    duration.observe({ form }, milliseconds / SECOND);
  });
}

function watchJobs(register: Registry): () => void {
  const duration = new Histogram({
    name: 'keynest_job_duration_seconds',
    help: 'Time of a run of work in the background, by its outcome.',
    labelNames: ['job', 'outcome'],
    buckets: JOB_BUCKETS,
    registers: [register],
  });
  const items = new Counter({
    name: 'keynest_job_items_total',
    help: 'Rows that runs in the background made, sent or removed.',
    labelNames: ['job'],
    registers: [register],
  });
  const succeeded = new Gauge({
    name: 'keynest_job_last_success_timestamp_seconds',
    help: 'When this process last finished a run without an error, in Unix time.',
    labelNames: ['job'],
    registers: [register],
  });
  return jobRun.listen(({ job, milliseconds, hasFailed, items: count }) => {
    duration.observe({ job, outcome: hasFailed ? 'failure' : 'success' }, milliseconds / SECOND);
    if (hasFailed) return;
    items.inc({ job }, count);
    succeeded.setToCurrentTime({ job });
  });
}

/** Starts counting. */
export function startMetrics(sources: MetricSources): Metrics {
  const register = new Registry();
  watchProcess(register);
  describeBuild(register, sources);
  watchQueues(register, sources);
  watchBackups(register, sources);
  const watches = [watchRequests, watchStatements, watchRenderings, watchJobs];
  const ends = watches.map((watch) => watch(register));
  const close = () => {
    for (const end of ends) end();
    register.clear();
  };
  return { contentType: register.contentType, read: () => register.metrics(), close };
}
