import type { IncomingMessage } from 'node:http';
import Koa, { type Context as KoaContext, type Next } from 'koa';
import type { Logger } from 'pino';
import { createApiReference } from './api-reference.ts';
import { findViewer } from './commands/session.ts';
import { Context, type Services } from './context.ts';
import { createFilesRouter } from './files/route.ts';
import { createGraphql } from './graphql/yoga.ts';
import { GRAPHQL_PATH, HEALTH_PATH } from './paths.ts';
import { createExecute } from './graphql/execute.ts';
import { callerOf } from './idempotency/caller.ts';
import { createClaims } from './idempotency/claims.ts';
import { answerProblems, refuseUnknown } from './rest/answer.ts';
import { createRestRouter } from './rest/v1/index.ts';
import { nameRequest, type RequestState } from './request-log.ts';
import { createMemoryThrottle } from './throttle/open.ts';

export interface AppOptions extends Services {
  readonly log: Logger;
  /** Origin that links are made with; null: the one each request came to. */
  readonly publicUrl: string | null;
  readonly graphiql: boolean;
  /** Whether the process takes requests: false while it drains. */
  readonly isReady: () => boolean;
  /** How many proxies stand in front, each adding to X-Forwarded-For; 0, the default, believes no such header. */
  readonly trustedProxies?: number;
}

const BEARER = /^Bearer +(\S+)$/i;

/** Who asks, once for both interfaces: the same context stands behind /graphql and /v1. */
function makeContext(options: AppOptions) {
  return async (koa: KoaContext, next: Next): Promise<void> => {
    const state = koa.state as RequestState & { context?: Context };
    const token = BEARER.exec(koa.get('authorization'))?.[1];
    const viewer = token ? await findViewer(options.prisma, token, options.clock.now()) : null;
    const { requestId, log } = state;
    const origin = options.publicUrl ?? `${koa.protocol}://${koa.host}`;
    state.context = new Context(options, { requestId, log, origin, viewer, address: koa.ip });
    // What is somebody's own is nobody's cache's.
    if (koa.get('authorization')) koa.set('Cache-Control', 'no-store');
    await next();
  };
}

function contextOf(koa: KoaContext): Context {
  const { context } = koa.state as { context?: Context };
  if (!context) throw new Error('The request has no context.');
  return context;
}

function answerHealth({ prisma, isReady }: AppOptions) {
  return async (koa: KoaContext, next: Next): Promise<void> => {
    if (koa.path !== HEALTH_PATH) {
      await next();
      return;
    }
    const isUp = isReady() && (await prisma.$queryRaw`SELECT 1`.then(Boolean, () => false));
    koa.set('Cache-Control', 'no-store');
    koa.status = isUp ? 200 : 503;
    koa.body = { status: isUp ? 'ok' : 'unavailable' };
  };
}

/** Koa, GraphQL and /v1, put together; everything they need comes in through the options. */
export function buildApp(options: AppOptions): Koa {
  const graphql = createGraphql(options);
  const claims = createClaims(options);
  const rest = createRestRouter({
    execute: createExecute(graphql),
    sessionOf: contextOf,
    isSignedIn: (context: Context) => context.isSignedIn,
    callerOf: ({ viewer }: Context) => callerOf(viewer),
    answers: claims,
    hold: (context: Context, effect) => {
      context.effect = effect;
    },
  });
  const files = createFilesRouter(options.prisma, options.links);
  const { trustedProxies = 0, throttle = createMemoryThrottle() } = options;
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.use(nameRequest(options.log));
  app.use(answerProblems);
  app.use(answerHealth(options));
  app.use(createApiReference());
  app.use(makeContext({ ...options, throttle, claims }));
  app.use(async (koa, next) => {
    if (koa.path !== GRAPHQL_PATH) {
      await next();
      return;
    }
    // Koa's request, not Node's: the adapter reads its stream and headers, and keeps off what Koa parsed.
    const request = koa.request as unknown as IncomingMessage;
    const response = await graphql.handleNodeRequestAndResponse(request, koa.res, contextOf(koa));
    koa.status = response.status;
    response.headers.forEach((value, name) => {
      koa.append(name, value);
    });
    koa.body = response.body;
  });
  app.use(files.routes());
  app.use(rest.routes());
  app.use(refuseUnknown([files, rest]));
  return app;
}
