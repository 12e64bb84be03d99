import { createHash, timingSafeEqual } from 'node:crypto';
import Koa, { type Context, type Next } from 'koa';
import type { Logger } from 'pino';
import { answerProblems, refuseUnknown } from './answer-problems.ts';
import { METRICS_PATH } from './paths.ts';
import { assertReadMethod, Problem } from './problem.ts';
import { closeUnread } from './unread-body.ts';

/** Metrics as text that Prometheus reads. */
export interface ServedMetrics {
  readonly contentType: string;
  readonly read: () => Promise<string>;
  /** The bearer token of a reader; null: none is needed. */
  readonly token: string | null;
}

const BEARER = /^Bearer +(\S+)$/i;

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in constant time. */
function isEqual(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** @throws Problem 401 without the token. */
function assertReader(context: Context, token: string | null): void {
  if (token === null) return;
  const given = BEARER.exec(context.get('authorization'))?.[1] ?? '';
  if (isEqual(given, token)) return;
  throw new Problem(401, 'unauthenticated', 'Send the metrics token: `Authorization: Bearer <token>`.', {
    headers: { 'WWW-Authenticate': 'Bearer' },
  });
}

/** Serves the metrics at /metrics. */
export function serveMetrics({ contentType, read, token }: ServedMetrics) {
  return async (context: Context, next: Next): Promise<void> => {
    if (context.path !== METRICS_PATH) {
      await next();
      return;
    }
    assertReadMethod(context);
    assertReader(context, token);
    context.set('Content-Type', contentType);
    context.set('Cache-Control', 'no-store');
    context.body = await read();
  };
}

/** The app of a port that serves the metrics and nothing else. */
export function buildMetricsApp(metrics: ServedMetrics, log: Logger): Koa {
  const app = new Koa();
  app.use(closeUnread);
  app.use(async (context, next) => {
    context.state['log'] = log;
    context.set('X-Content-Type-Options', 'nosniff');
    await next();
  });
  app.use(answerProblems);
  app.use(serveMetrics(metrics));
  app.use(refuseUnknown([]));
  return app;
}
