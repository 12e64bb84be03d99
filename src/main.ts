import { once } from 'node:events';
import { destination, type Logger } from 'pino';
import { makeDemo } from './demo/demo.ts';
import type { AppOptions, buildApp as BuildAppFunction } from './app.ts';
import { readConfig, type Config } from './config.ts';
import type { Clock } from './clock.ts';
import { deleteExpiredAuditEvents } from './db/audit.ts';
import { openEmbedded, openPostgres, type Database } from './db/client.ts';
import { stampWrites } from './db/stamps.ts';
import { KEY_CACHE_MILLISECONDS, openLinkKeys, type LinkKeys } from './files/link-keys.ts';
import { createFileLinks } from './files/links.ts';
import { createClaims, releaseInterrupted } from './idempotency/claims.ts';
import type { Templates } from './forms/index.ts';
import { makeDrainable, type DrainableServer } from './http/drain.ts';
import { createHttpServer } from './http/server.ts';
import { createIds } from './ids.ts';
import { createLog } from './log/log.ts';
import { GRAPHQL_PATH, HEALTH_PATH, REFERENCE_PATH } from './http/paths.ts';
import { createRequestLimit, createThrottle } from './throttle/create-limits.ts';
import { openCounterStore } from './throttle/store.ts';

type BuildApp = typeof BuildAppFunction;

const DAY_MILLISECONDS = 86_400_000;
const DEMO_PASSWORD = 'keynest-demo';

async function openLog({ logLevel }: Config): Promise<Logger> {
  const stream = process.stdout.isTTY
    ? (await import('pino-pretty')).default({ colorize: true, ignore: 'pid,hostname' })
    : destination(1);
  return createLog(logLevel, stream);
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

/** On a server of one's own there is something to look at. */
function hasDemo({ databaseUrl, isProduction }: Config): boolean {
  return databaseUrl === null && !isProduction;
}

function greet(config: Config, database: Database, port: number, demo: readonly string[]): void {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const origin = config.publicUrl ?? `http://${host}:${port}`;
  const place = database.kind === 'embedded' ? `embedded database in ${config.dataFolder}` : 'PostgreSQL';
  const password = config.demoPassword === DEMO_PASSWORD ? DEMO_PASSWORD : '<DEMO_PASSWORD>';
  const credentials = hasDemo(config)
    ? `{"email":"landlord@example.com","password":"${password}"}`
    : '{"email":"…","password":"…"}';
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
    `    -d '${credentials}'`,
  ];
  console.log(lines.join('\n'));
}

/**
 * Drops what is too old of the audit log, and renews the key that links are signed with, now and every day; looks for
 * keys that others have made or deleted more often. Gives what ends it.
 */
function keepHouse({ prisma, clock, log }: AppOptions, auditDays: number, linkKeys: LinkKeys): () => void {
  const clean = () => {
    deleteExpiredAuditEvents(prisma, clock.now(), auditDays).catch((err: unknown) => {
      log.error({ err }, 'the audit log could not be cleared of what is too old');
    });
    linkKeys.rotate().catch((err: unknown) => {
      log.error({ err }, 'the key for links could not be renewed');
    });
  };
  const look = () => {
    linkKeys.refresh().catch((err: unknown) => {
      log.warn({ err }, 'the keys for links could not be read again');
    });
  };
  clean();
  const timers = [setInterval(clean, DAY_MILLISECONDS), setInterval(look, KEY_CACHE_MILLISECONDS)];
  return () => {
    timers.forEach(clearInterval);
  };
}

async function listen(
  config: Config,
  app: ReturnType<BuildApp>,
  log: Logger,
): Promise<{ drainable: DrainableServer; port: number }> {
  const handler = app.callback();
  const server = createHttpServer((request, response) => void handler(request, response), log);
  const { operationSeconds, drainSeconds: noticeSeconds } = config;
  const drainable = makeDrainable(server, { operationSeconds, noticeSeconds });
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const address = server.address();
  return { drainable, port: typeof address === 'object' && address ? address.port : config.port };
}

async function serve(config: Config, database: Database, buildApp: BuildApp, log: Logger): Promise<void> {
  const clock: Clock = { now: () => new Date() };
  const newId = createIds(clock);
  const prisma = stampWrites(database.prisma, clock);
  // Nobody else has the embedded database, so nobody is at work on what was claimed.
  if (database.kind === 'embedded') await releaseInterrupted(prisma);
  const demo = hasDemo(config) ? await makeDemo({ prisma, clock, newId, password: config.demoPassword }) : [];
  const linkKeys = await openLinkKeys(prisma, clock, newId);
  const links = createFileLinks(linkKeys, clock, config.fileLinkSeconds);
  const templates = await openTemplates(config);
  const counters = await openCounterStore(config, log);
  const throttle = await createThrottle(counters);
  const claims = createClaims({ prisma, clock });
  const requestLimit = await createRequestLimit(counters, config.requestsPerMinute);
  let isDraining = false;
  const isReady = () => !isDraining;
  const services = { prisma, clock, newId, links, templates, throttle, claims };
  const options = { ...config, ...services, requestLimit, log, isReady };
  const { drainable, port } = await listen(config, buildApp(options), log);
  const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  greet(config, database, port, demo);
  const endHousekeeping = keepHouse(options, config.auditDays, linkKeys);
  await stop;
  log.info('draining');
  isDraining = true;
  endHousekeeping();
  await drainable.drain();
  await counters.close();
}

/** An error that stops the start, with its cause where that says more. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' || error.message.includes(cause) ? error.message : `${error.message}\nCause: ${cause}`;
}

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = await openLog(config);
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
