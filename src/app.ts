import Koa, { type Context as KoaContext, type Next } from 'koa';
import type { Logger } from 'pino';
import { compressAnswers } from './http/compress.ts';
import type { DemoAccounts } from './http/demo-accounts.ts';
import { servePages } from './http/pages.ts';
import { answerHealth, answerLiveness, translateUnavailable } from './http/health.ts';
import { CostMeter } from './request/cost-meter.ts';
import { findViewer } from './request/find-viewer.ts';
import { Context, type Request, type Services } from './request/context.ts';
import { createFilesRouter, openFile } from './http/files.ts';
import { createGraphql, type Graphql } from './graphql/yoga.ts';
import type { PersistedOperations } from './graphql/persisted-operations.ts';
import { createExecute } from './graphql/execute.ts';
import { isApiPath } from './http/api-path.ts';
import { BodyBudget } from './http/body-budget.ts';
import { takeTurnsByCaller } from './http/caller-turns.ts';
import { allowOrigins } from './http/cors.ts';
import { unknownPage } from './http/home.ts';
import { assertHost } from './http/host.ts';
import { serveMetrics, type ServedMetrics } from './http/metrics.ts';
import { limitRequests } from './http/request-limit.ts';
import { sendInPieces } from './http/send-in-pieces.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { METRICS_PATH } from './http/paths.ts';
import { serveGraphiql } from './http/serve-graphiql.ts';
import { serveGraphql } from './http/serve-graphql.ts';
import { callerOf } from './idempotency/caller.ts';
import type { Viewer } from './policies/viewer.ts';
import { isStillVisible } from './idempotency/still-visible.ts';
import { answerProblems, refuseUnknown } from './http/answer-problems.ts';
import { createRestRouter } from './rest/v1/index.ts';
import { identifyRequest, type RequestState } from './http/request-log.ts';
import { describeRoute } from './http/route-pattern.ts';
import { UnreadAnswers } from './http/unread-answers.ts';
import { closeUnread } from './http/unread-body.ts';
import { clientNetwork } from './throttle/client-network.ts';
import type { CostLimit } from './throttle/cost-limit.ts';
import type { RequestLimit } from './throttle/request-limit.ts';

export interface AppOptions extends Services {
  readonly log: Logger;
  /** Origin of absolute links; null: the request's own. */
  readonly publicUrl: string | null;
  /** Hosts that requests may name; all, when absent or empty. */
  readonly allowedHosts?: readonly string[];
  readonly graphiql: boolean;
  /** Documents that clients run by their ids; absent or null: none. */
  readonly persisted?: PersistedOperations | null;
  /** Accounts that pages offer to sign in with; absent or null: none. */
  readonly demo?: DemoAccounts | null;
  /** Time limit of an operation of either interface; 15 seconds by default. */
  readonly operationSeconds?: number;
  /** False while the process drains. */
  readonly isReady: () => boolean;
  /** Number of proxies in front, each adding to X-Forwarded-For; 0, the default, ignores that header. */
  readonly trustedProxies?: number;
  /** Limits the requests of each caller. The process shares one; absent or null: no limit. */
  readonly requestLimit?: RequestLimit | null;
  /** Limits the cost of each caller's operations. The process shares one; absent or null: no limit. */
  readonly costLimit?: CostLimit | null;
  /** Origins of the web apps that may use the API; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Bounds the bodies that are arriving. The process shares one; a new one when absent. */
  readonly bodyBudget?: BodyBudget;
  /** Bounds the answers that clients do not read. The process shares one; a new one when absent. */
  readonly unreadAnswers?: UnreadAnswers;
  /** Served at /metrics to readers with the token; absent or null: not served. */
  readonly metrics?: ServedMetrics | null;
}

/** A warning that every request could cause is logged at most this often: the disk may be full. */
const WARNING_MILLISECONDS = 60_000;

const BEARER = /^Bearer +(\S+)$/i;

/** The key of a caller's limits: the caller or, signed out, the network. */
function limitKeyOf(viewer: Viewer | null, address: string): readonly string[] {
  if (!viewer) return [clientNetwork(address)];
  const { workspaceId, identity } = callerOf(viewer);
  return [workspaceId, identity];
}

/** A request whose log is made when it is first used. */
class GivenRequest implements Request {
  readonly origin: string;
  readonly viewer: Viewer | null;
  readonly address: string;
  readonly costMeter: CostMeter | null;
  readonly #state: RequestState;

  constructor(
    state: RequestState,
    { origin, viewer, address, costMeter }: Required<Omit<Request, keyof RequestState>>,
  ) {
    this.#state = state;
    this.origin = origin;
    this.viewer = viewer;
    this.address = address;
    this.costMeter = costMeter;
  }

  get requestId(): string {
    return this.#state.requestId;
  }

  get log(): Logger {
    return this.#state.log;
  }
}

/** Finds the viewer and creates the context, for /graphql and /v1 alike. */
function makeContext(options: AppOptions) {
  let warnedAt = Number.NEGATIVE_INFINITY;
  return async (koa: KoaContext, next: Next): Promise<void> => {
    const state = koa.state as RequestState & { context?: Context };
    const token = isApiPath(koa.path) ? BEARER.exec(koa.get('authorization'))?.[1] : undefined;
    // On a full disk, reads still work.
    const onUnrecordedUse = (err: unknown) => {
      if (performance.now() - warnedAt < WARNING_MILLISECONDS) return;
      warnedAt = performance.now();
      state.log.warn({ err }, 'the last use of a token could not be recorded');
    };
    const viewer = token
      ? await findViewer(options.prisma, token, options.clock.now(), onUnrecordedUse)
      : null;
    const origin = options.publicUrl ?? `${koa.protocol}://${koa.host || 'localhost'}`;
    const { costLimit } = options;
    const costMeter = costLimit ? new CostMeter(costLimit, limitKeyOf(viewer, koa.ip)) : null;
    state.context = new Context(
      options,
      new GivenRequest(state, { origin, viewer, address: koa.ip, costMeter }),
    );
    await next();
  };
}

function contextOf(koa: KoaContext): Context {
  const { context } = koa.state as { context?: Context };
  if (!context) throw new Error('The request has no context yet.');
  return context;
}

/** Limits requests, and tells what the operations cost. */
function createLimits({ requestLimit = null }: AppOptions) {
  return limitRequests({
    limit: requestLimit,
    callerOf: (koa) => {
      const context = contextOf(koa);
      return limitKeyOf(context.isSignedIn ? context.viewer : null, koa.ip);
    },
    costMeterOf: (koa) => contextOf(koa).costMeter,
  });
}

function createKoa(log: Logger, trustedProxies: number): Koa {
  const app = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
  app.on('error', (err: unknown) => {
    log.warn({ err }, 'an answer could not be sent whole');
  });
  return app;
}

function setEffect(context: Context, effect: Context['effect']): void {
  context.effect = effect;
}

function createRest(options: AppOptions, graphql: Graphql, bodyBudget: BodyBudget) {
  return createRestRouter({
    execute: createExecute(graphql),
    sessionOf: contextOf,
    isSignedIn: (context: Context) => context.isSignedIn,
    bodyBudget,
    originOf: (context: Context) => context.origin,
    callerOf: ({ viewer }: Context) => callerOf(viewer),
    answers: options.claims,
    isStillVisible,
    openFile: (context: Context, url) => openFile(options, context, url),
    setEffect,
  });
}

/** Assembles Koa, GraphQL and /v1. All dependencies come in through the options. */
export function buildApp(options: AppOptions): Koa {
  const graphql = createGraphql(options);
  const { bodyBudget = new BodyBudget(), unreadAnswers = new UnreadAnswers(), metrics = null } = options;
  const rest = createRest(options, graphql, bodyBudget);
  const files = createFilesRouter(options);
  const { trustedProxies = 0, corsOrigins = [], allowedHosts = [] } = options;
  const limits = createLimits(options);
  const app = createKoa(options.log, trustedProxies);
  app.use(identifyRequest(options.log, describeRoute([rest, files], metrics ? [METRICS_PATH] : [])));
  app.use(closeUnread);
  app.use(sendInPieces(unreadAnswers));
  app.use(setSecurityHeaders(corsOrigins));
  app.use(allowOrigins(corsOrigins));
  app.use(compressAnswers);
  app.use(answerProblems);
  app.use(answerLiveness);
  app.use(assertHost(allowedHosts));
  app.use(translateUnavailable);
  app.use(answerHealth(options));
  if (metrics) app.use(serveMetrics(metrics));
  app.use(takeTurnsByCaller());
  app.use(servePages(options));
  app.use(limits.refuseEarly);
  app.use(makeContext(options));
  app.use(limits.count);
  if (options.graphiql) app.use(serveGraphiql(options.demo ?? null));
  app.use(serveGraphql({ graphql, contextOf, bodyBudget }));
  app.use(files.routes());
  app.use(rest.routes());
  app.use(refuseUnknown([files, rest], unknownPage(options.graphiql)));
  return app;
}
