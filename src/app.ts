import Koa, { type Context as KoaContext, type Next } from 'koa';
import type { Logger } from 'pino';
import { createApiReference } from './http/reference.ts';
import { answerHealth, tellUnavailable } from './http/health.ts';
import { findViewer } from './request/find-viewer.ts';
import { Context, type Services } from './request/context.ts';
import { createFilesRouter } from './http/files.ts';
import { createGraphql } from './graphql/yoga.ts';
import { createExecute } from './graphql/execute.ts';
import { isApiPath } from './http/api-path.ts';
import { allowOrigins } from './http/cors.ts';
import { assertHost } from './http/host.ts';
import { limitRequests } from './http/request-limit.ts';
import { secureAnswers } from './http/security-headers.ts';
import { serveGraphql } from './http/serve-graphql.ts';
import { callerOf } from './idempotency/caller.ts';
import { isStillSeen } from './idempotency/still-seen.ts';
import { answerProblems, refuseUnknown } from './http/answer-problems.ts';
import { createRestRouter } from './rest/v1/index.ts';
import { nameRequest, type RequestState } from './http/request-log.ts';
import { describeRoute } from './http/route-pattern.ts';
import { clientNetwork } from './throttle/client-network.ts';
import type { RequestLimit } from './throttle/request-limit.ts';

export interface AppOptions extends Services {
  readonly log: Logger;
  /** Origin that links are made with; null: the one each request came to. */
  readonly publicUrl: string | null;
  readonly graphiql: boolean;
  /** How long an operation may take, of either interface; 15 seconds when absent. */
  readonly operationSeconds?: number;
  /** Whether the process takes requests: false while it drains. */
  readonly isReady: () => boolean;
  /** How many proxies stand in front, each adding to X-Forwarded-For; 0, the default, believes no such header. */
  readonly trustedProxies?: number;
  /** Bounds the requests of each caller. One for the whole process; absent or null: they are not bounded. */
  readonly requestLimit?: RequestLimit | null;
  /** Origins of the web apps that may use the API; absent: of none. */
  readonly corsOrigins?: readonly string[];
}

/** What goes wrong with every request is said so often, at most: the log may be on the same full disk. */
const WARNING_MILLISECONDS = 60_000;

const BEARER = /^Bearer +(\S+)$/i;

/** Who asks, once for both interfaces: the same context stands behind /graphql and /v1. */
function makeContext(options: AppOptions) {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return async (koa: KoaContext, next: Next): Promise<void> => {
    const state = koa.state as RequestState & { context?: Context };
    const token = isApiPath(koa.path) ? BEARER.exec(koa.get('authorization'))?.[1] : undefined;
    const { requestId, log } = state;
    // Reading goes on where nothing can be written.
    const unrecorded = (err: unknown) => {
      if (performance.now() - warnedAt < WARNING_MILLISECONDS) return;
      warnedAt = performance.now();
      log.warn({ err }, 'the last use of a token could not be recorded');
    };
    const viewer = token ? await findViewer(options.prisma, token, options.clock.now(), unrecorded) : null;
    const origin = options.publicUrl ?? `${koa.protocol}://${koa.host || 'localhost'}`;
    state.context = new Context(options, { requestId, log, origin, viewer, address: koa.ip });
    await next();
  };
}

function contextOf(koa: KoaContext): Context {
  const { context } = koa.state as { context?: Context };
  if (!context) throw new Error('The request has no context.');
  return context;
}

/** Whose requests are counted together: a caller's own, or else those from one network. */
function countedAs(koa: KoaContext): readonly string[] {
  const context = contextOf(koa);
  if (!context.isSignedIn) return [clientNetwork(koa.ip)];
  const { workspaceId, identity } = callerOf(context.viewer);
  return [workspaceId, identity];
}

/** Koa, GraphQL and /v1, put together; everything they need comes in through the options. */
export function buildApp(options: AppOptions): Koa {
  const graphql = createGraphql(options);
  const rest = createRestRouter({
    execute: createExecute(graphql),
    sessionOf: contextOf,
    isSignedIn: (context: Context) => context.isSignedIn,
    originOf: (context: Context) => context.origin,
    callerOf: ({ viewer }: Context) => callerOf(viewer),
    answers: options.claims,
    isStillSeen,
    hold: (context: Context, effect) => {
      context.effect = effect;
    },
  });
  const files = createFilesRouter(options.prisma, options.links);
  const { trustedProxies = 0, corsOrigins = [] } = options;
  const limits = limitRequests({ limit: options.requestLimit ?? null, callerOf: countedAs });
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.on('error', (err: unknown) => {
    options.log.warn({ err }, 'an answer could not be sent whole');
  });
  app.use(nameRequest(options.log, describeRoute([rest, files])));
  app.use(secureAnswers(corsOrigins));
  app.use(allowOrigins(corsOrigins));
  app.use(answerProblems);
  app.use(assertHost);
  app.use(tellUnavailable);
  app.use(answerHealth(options));
  app.use(createApiReference());
  app.use(limits.refuseKnown);
  app.use(makeContext(options));
  app.use(limits.count);
  app.use(serveGraphql(graphql, contextOf));
  app.use(files.routes());
  app.use(rest.routes());
  app.use(refuseUnknown([files, rest]));
  return app;
}
