import { once } from 'node:events';
import type { Logger } from 'pino';
import manifest from '../../package.json' with { type: 'json' };
import { passwordQueue } from '../commands/account/password-hash.ts';
import type { Config, MetricsConfig } from '../config.ts';
import type { Database } from '../db/client.ts';
import type { BodyBudget } from '../http/body-budget.ts';
import { buildMetricsApp, type ServedMetrics } from '../http/metrics.ts';
import { createHttpServer } from '../http/server.ts';
import type { UnreadAnswers } from '../http/unread-answers.ts';
import type { Printer } from '../printing/printer.ts';
import type { BackupUse } from '../telemetry/backup-metrics.ts';
import type { SignInThrottle } from '../throttle/sign-in-throttle.ts';
import { explainListen } from './explain-listen.ts';

/** What metrics and traces are asked of. */
export interface TelemetrySources {
  readonly database: Database;
  readonly throttle: SignInThrottle;
  readonly bodyBudget: BodyBudget;
  readonly printer: Printer;
  readonly unreadAnswers: UnreadAnswers;
  readonly backupUse: (() => Promise<BackupUse>) | null;
}

export interface Telemetry {
  /** For the port of the API; null where they have a port of their own, or none are collected. */
  readonly metrics: ServedMetrics | null;
  /** Sends what was not sent yet. */
  readonly close: () => Promise<void>;
}

const NAMES = { port: 'METRICS_PORT', host: 'METRICS_HOST' };

/** Serves the metrics on a port of their own. Gives a function that stops it. */
async function listen(
  { port, host }: MetricsConfig & { readonly port: number },
  metrics: ServedMetrics,
  log: Logger,
): Promise<() => void> {
  const handle = buildMetricsApp(metrics, log).callback();
  const server = createHttpServer((request, response) => void handle(request, response), log);
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw explainListen(error, { port, host }, NAMES);
  }
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function openMetrics(
  config: MetricsConfig,
  { database, throttle, bodyBudget, printer, unreadAnswers, backupUse }: TelemetrySources,
  log: Logger,
): Promise<Telemetry> {
  // Loaded here, so that a server without metrics pays nothing for them.
  const { startMetrics } = await import('../telemetry/metrics.ts');
  const metrics = startMetrics({
    version: manifest.version,
    database: database.kind,
    poolUse: database.poolUse,
    passwordQueue,
    pendingSignIns: () => throttle.pending,
    waitingDocuments: () => printer.waiting,
    bodyUse: () => bodyBudget.use,
    answerUse: () => unreadAnswers.use,
    backupUse,
  });
  const served = { contentType: metrics.contentType, read: metrics.read, token: config.token };
  const { port } = config;
  const stop = port === null ? null : await listen({ ...config, port }, served, log);
  const close = () => {
    stop?.();
    metrics.close();
    return Promise.resolve();
  };
  return { metrics: stop ? null : served, close };
}

/** Starts the metrics and the traces that the settings ask for. @throws Error with the remedy. */
export async function openTelemetry(
  config: Config,
  sources: TelemetrySources,
  log: Logger,
): Promise<Telemetry> {
  const metrics = config.metrics && (await openMetrics(config.metrics, sources, log));
  const { kind } = sources.database;
  const stopTraces =
    config.traces &&
    (await import('../telemetry/traces.ts')).startTraces({
      ...config.traces,
      version: manifest.version,
      database: kind,
    });
  const close = async () => {
    await metrics?.close();
    await stopTraces?.();
  };
  return { metrics: metrics?.metrics ?? null, close };
}
