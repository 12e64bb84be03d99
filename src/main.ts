import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { destination, pino, type Logger } from 'pino';
import { makeDemo } from '../prisma/demo.ts';
import type { AppOptions, buildApp as BuildAppFunction } from './app.ts';
import { readConfig, type Config } from './config.ts';
import type { Clock } from './clock.ts';
import { deleteExpiredAuditEvents } from './db/audit.ts';
import { openEmbedded, openPostgres, type Database } from './db/client.ts';
import { stampWrites } from './db/stamps.ts';
import { openFileLinks } from './files/links.ts';
import { releaseCutOff } from './idempotency/claims.ts';
import type { Templates } from './forms/index.ts';
import { createIds } from './ids.ts';
import { GRAPHQL_PATH, HEALTH_PATH, REFERENCE_PATH } from './paths.ts';
import { openThrottle } from './throttle/open.ts';

type BuildApp = typeof BuildAppFunction;

/** Longer than any request should take; then what is left is cut off. */
const DRAIN_MILLISECONDS = 10_000;
const DAY_MILLISECONDS = 86_400_000;
const DEMO_PASSWORD = 'keynest-demo';

async function createLog({ logLevel }: Config): Promise<Logger> {
  const redact = ['req.headers.authorization', '*.password', '*.token'];
  const stream = process.stdout.isTTY
    ? (await import('pino-pretty')).default({ colorize: true, ignore: 'pid,hostname' })
    : destination(1);
  return pino({ level: logLevel, redact }, stream);
}

function openDatabase({ databaseUrl, dataFolder }: Config): Promise<Database> {
  return databaseUrl === null ? openEmbedded(dataFolder) : openPostgres(databaseUrl);
}

/** Blanks that can't be filled stop the start, rather than the first notice. */
async function openTemplates({ templatesFolder }: Config): Promise<Templates> {
  if (templatesFolder === null) return new Map();
  const { readTemplates } = await import('./forms/index.ts');
  return readTemplates(templatesFolder);
}

function greet(config: Config, database: Database, port: number, demo: readonly string[]): void {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const origin = config.publicUrl ?? `http://${host}:${port}`;
  const place = database.kind === 'embedded' ? `embedded database in ${config.dataFolder}` : 'PostgreSQL';
  const password = config.demoPassword === DEMO_PASSWORD ? DEMO_PASSWORD : '<DEMO_PASSWORD>';
  const lines = [
    `KeyNest is ready (${place}).`,
    ...demo,
    '',
    ...(config.graphiql ? [`  GraphiQL       ${origin}${GRAPHQL_PATH}`] : []),
    `  API reference  ${origin}${REFERENCE_PATH}`,
    `  REST           ${origin}/v1`,
    `  Health         ${origin}${HEALTH_PATH}`,
    '',
    'Try:',
    `  curl -s ${origin}/v1/auth/session -H 'content-type: application/json' \\`,
    `    -d '{"email":"landlord@example.com","password":"${password}"}'`,
  ];
  console.log(lines.join('\n'));
}

/** Drops what is too old of the audit log, now and every day. */
function keepAuditLog({ prisma, clock, log }: AppOptions, days: number): NodeJS.Timeout {
  const expire = () => {
    deleteExpiredAuditEvents(prisma, clock.now(), days).catch((err: unknown) => {
      log.error({ err }, 'the audit log could not be cleared of what is too old');
    });
  };
  expire();
  return setInterval(expire, DAY_MILLISECONDS);
}

/** Requests in flight may end; after a while they are cut off. */
async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  await Promise.race([closed, sleep(DRAIN_MILLISECONDS)]);
  server.closeAllConnections();
}

async function listen(config: Config, app: ReturnType<BuildApp>): Promise<{ server: Server; port: number }> {
  const handler = app.callback();
  const server = createServer((request, response) => void handler(request, response));
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address ? address.port : config.port };
}

async function serve(config: Config, database: Database, buildApp: BuildApp, log: Logger): Promise<void> {
  const clock: Clock = { now: () => new Date() };
  const newId = createIds(clock);
  const prisma = stampWrites(database.prisma, clock);
  // Nobody else has the embedded database, so nobody is at work on what was claimed.
  if (database.kind === 'embedded') await releaseCutOff(prisma);
  const isDemoWanted = database.kind === 'embedded' && !config.isProduction;
  const demo = isDemoWanted ? await makeDemo({ prisma, clock, newId, password: config.demoPassword }) : [];
  const links = await openFileLinks(prisma, clock, newId, config.fileLinkSeconds);
  const templates = await openTemplates(config);
  const { throttle, close: closeThrottle } = await openThrottle(config.databaseUrl);
  let isDraining = false;
  const isReady = () => !isDraining;
  const options = { ...config, prisma, clock, newId, links, templates, throttle, log, isReady };
  const { server, port } = await listen(config, buildApp(options));
  greet(config, database, port, demo);
  const retention = keepAuditLog(options, config.auditDays);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  log.info('draining');
  isDraining = true;
  clearInterval(retention);
  await drain(server);
  await closeThrottle();
}

/** An error that stops the start, with its cause where that says more. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message}\nCause: ${cause}`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = await createLog(config);
  // The database opens while the rest of the code is loaded.
  const [database, { buildApp }] = await Promise.all([openDatabase(config), import('./app.ts')]);
  try {
    await serve(config, database, buildApp, log);
  } finally {
    await database.close();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
