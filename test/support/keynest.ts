import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Logger } from 'pino';
import { buildApp } from '../../src/app.ts';
import { withSender } from '../../src/db/read-sql.ts';
import { findViewer } from '../../src/request/find-viewer.ts';
import { Context, type Services } from '../../src/request/context.ts';
import type { Database } from '../../src/db/client.ts';
import { stampWrites } from '../../src/db/stamps.ts';
import { openLinkKeys } from '../../src/files/link-keys.ts';
import { createFileLinks } from '../../src/files/links.ts';
import type { PrismaClient } from '../../src/generated/prisma/client.ts';
import { schema } from '../../src/graphql/schema.ts';
import { createGraphql } from '../../src/graphql/yoga.ts';
import { createHttpServer, type ServerLimits } from '../../src/http/server.ts';
import { createClaims } from '../../src/idempotency/claims.ts';
import { createIds } from '../../src/ids.ts';
import { print } from '../../src/printing/print.ts';
import type { Printer } from '../../src/printing/printer.ts';
import { createLog } from '../../src/log/log.ts';
import type { Viewer } from '../../src/policies/viewer.ts';
import { createThrottle } from '../../src/throttle/create-limits.ts';
import { MEMORY_STORE } from '../../src/throttle/store.ts';
import { SettableClock } from './clock.ts';
import { openTestDatabase } from './database.ts';
import { Factory } from './factories.ts';
import { Http } from './http.ts';
import { PASSWORD, seedWorkspace, type RoleName } from './workspace.ts';

/** Long enough for every operation on a busy machine; the deadline has tests of its own. */
const OPERATION_SECONDS = 120;
/** Long enough for every test that sets the clock; what expires has tests of its own. */
const SESSION_SECONDS = 400 * 24 * 3600;
export const LINK_SECONDS = 3600;

/** Which of the two workspaces: `own` is the one under test, `other` the one that must never show. */
export type Place = 'own' | 'other';

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
  readonly [field: string]: unknown;
}

export interface KeyNest {
  readonly origin: string;
  readonly clock: SettableClock;
  readonly prisma: PrismaClient;
  readonly services: Services;
  readonly own: Factory;
  readonly other: Factory;
  /** Lines that were logged so far. */
  readonly log: readonly LogLine[];
  /** Requests as a role. */
  as(role: RoleName, place?: Place): Http;
  /** Requests with a token, or without one. */
  withToken(token: string | null): Http;
  tokenOf(role: RoleName, place?: Place): Promise<string>;
  viewerOf(role: RoleName, place?: Place): Promise<Viewer>;
  /** Executes an operation in process, as a viewer. */
  gql(
    viewer: Viewer | null,
    document: string,
    variables?: Record<string, unknown>,
  ): Promise<ExecutionResult<Record<string, unknown>>>;
  close(): Promise<void>;
}

export interface KeyNestOptions {
  /** Opens a database other than the usual one of the test file. */
  readonly openDatabase?: () => Promise<Database>;
  /** Put between the database and everything else. */
  readonly wrapPrisma?: (prisma: PrismaClient) => PrismaClient;
  /** Differs from the usual settings of the services and the app. */
  readonly settings?: Partial<Parameters<typeof buildApp>[0]>;
  /** Differs from the usual limits of connections. */
  readonly limits?: Partial<ServerLimits>;
}

function keepLog(): { lines: LogLine[]; log: Logger } {
  const lines: LogLine[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as LogLine);
  return { lines, log: createLog('info', { write }) };
}

async function listen(app: ReturnType<typeof buildApp>, log: Logger, limits: Partial<ServerLimits> = {}) {
  const handle = app.callback();
  // A connection that idles while a test works must not be closed just as the next request is sent.
  const server = createHttpServer((request, response) => void handle(request, response), log, {
    keepAliveTimeout: 0,
    ...limits,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { origin: `http://127.0.0.1:${port}`, close };
}

function createGql(services: Services, log: Logger) {
  const graphql = createGraphql({ ...services, graphiql: false, log });
  return async (viewer: Viewer | null, source: string, variables: Record<string, unknown> = {}) => {
    const request = { requestId: 'in-process', log: log.child({ requestId: 'in-process' }), viewer };
    const context = new Context(services, { ...request, origin: 'http://keynest.test' });
    const { parse, validate, execute, contextFactory } = graphql.getEnveloped(context as never);
    const document = parse(source) as DocumentNode;
    const errors = validate(schema, document) as ExecutionResult['errors'];
    if (errors && errors.length > 0) return { errors };
    const contextValue: unknown = await contextFactory();
    return (await execute({
      schema,
      document,
      variableValues: variables,
      contextValue,
    })) as ExecutionResult<Record<string, unknown>>;
  };
}

/** KeyNest on a database of its own, with two workspaces, listening on a free port. */
export async function startKeyNest({
  openDatabase = openTestDatabase,
  wrapPrisma,
  settings,
  limits,
}: KeyNestOptions = {}): Promise<KeyNest> {
  const database = await openDatabase();
  const clock = new SettableClock();
  const newId = createIds(clock);
  const stamped = stampWrites(database.prisma, clock);
  // What is put in between must see every statement.
  const prisma = wrapPrisma ? withSender(wrapPrisma(stamped), null) : stamped;
  const links = createFileLinks(await openLinkKeys(stamped, clock, newId), clock, LINK_SECONDS);
  const templates = new Map();
  const throttle = await createThrottle(MEMORY_STORE);
  const claims = createClaims({ prisma, clock });
  const printer: Printer = { make: (make) => make(), print, waiting: 0, close: () => Promise.resolve() };
  const stores = { prisma, links, templates, printer, throttle, claims };
  const services: Services = { ...stores, clock, newId, sessionSeconds: SESSION_SECONDS };
  const { lines, log } = keepLog();
  const app = buildApp({
    ...services,
    log,
    publicUrl: null,
    graphiql: true,
    isReady: () => true,
    operationSeconds: OPERATION_SECONDS,
    ...settings,
  });
  const server = await listen(app, log, limits);
  const store = { prisma: stamped, newId };
  const own = new Factory(store, await seedWorkspace(store, 'own.example'));
  const other = new Factory(store, await seedWorkspace(store, 'other.example'));
  const anonymous = new Http(server.origin, () => Promise.resolve(null));
  const tokens = new Map<string, Promise<string>>();

  /** Asks again where a busy machine makes a server with a short deadline cancel it. */
  const signIn = async (email: string, tries = 10): Promise<string> => {
    const { status, body } = await anonymous.post('/v1/auth/session', { email, password: PASSWORD });
    if (status === 503 && tries > 1) return signIn(email, tries - 1);
    return (body as { token: string }).token;
  };
  const tokenOf = (role: RoleName, place: Place = 'own'): Promise<string> => {
    const email = (place === 'own' ? own : other).workspace.emails[role];
    const token = tokens.get(email) ?? signIn(email);
    tokens.set(email, token);
    return token;
  };
  return {
    origin: server.origin,
    clock,
    prisma: stamped,
    services,
    own,
    other,
    log: lines,
    as: (role, place) => new Http(server.origin, () => tokenOf(role, place)),
    withToken: (token) => new Http(server.origin, () => Promise.resolve(token)),
    tokenOf,
    viewerOf: async (role, place) => (await findViewer(stamped, await tokenOf(role, place), clock.now()))!,
    gql: createGql(services, log),
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}
