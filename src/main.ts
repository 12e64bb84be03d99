import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { destination, pino, type Logger } from 'pino';
import { makeDemo } from '../prisma/demo.ts';
import { GRAPHQL_PATH, REFERENCE_PATH } from './paths.ts';
import type { buildApp as BuildAppFunction } from './app.ts';
import { readConfig, type Config } from './config.ts';
import type { Clock } from './clock.ts';
import { openEmbedded, openPostgres, type Database } from './db/client.ts';
import { stampWrites } from './db/stamps.ts';
import { openFileLinks } from './files/links.ts';
import type { Templates } from './forms/index.ts';
import { createIds } from './ids.ts';

type BuildApp = typeof BuildAppFunction;

/** Longer than any request should take; then what is left is cut off. */
const DRAIN_MILLISECONDS = 10_000;

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
  const lines = [
    `KeyNest is ready (${database.kind === 'embedded' ? `embedded database in ${config.dataFolder}` : 'PostgreSQL'}).`,
    ...demo,
    '',
    ...(config.graphiql ? [`  GraphiQL       ${origin}${GRAPHQL_PATH}`] : []),
    `  API reference  ${origin}${REFERENCE_PATH}`,
    `  REST           ${origin}/v1`,
    `  Health         ${origin}/healthz`,
    '',
    'Try:',
    `  curl -s ${origin}/v1/auth/session -H 'content-type: application/json' \\`,
    `    -d '{"email":"landlord@example.com","password":"${config.demoPassword === 'keynest-demo' ? 'keynest-demo' : '<DEMO_PASSWORD>'}"}'`,
  ];
  console.log(lines.join('\n'));
}

async function serve(config: Config, database: Database, buildApp: BuildApp, log: Logger): Promise<void> {
  const clock: Clock = { now: () => new Date() };
  const newId = createIds(clock);
  const prisma = stampWrites(database.prisma, clock);
  const isDemoWanted = database.kind === 'embedded' && !config.isProduction;
  const demo = isDemoWanted ? await makeDemo({ prisma, clock, newId, password: config.demoPassword }) : [];
  const links = await openFileLinks(prisma, clock, newId, config.fileLinkSeconds);
  const templates = await openTemplates(config);
  let isDraining = false;
  const { sessionSeconds, publicUrl, graphiql } = config;
  const isReady = () => !isDraining;
  const app = buildApp({ prisma, clock, newId, links, templates, sessionSeconds, publicUrl, graphiql, log, isReady });
  const server = createServer(app.callback());
  server.listen(config.port, config.host);
  await once(server, 'listening');
  const address = server.address();
  greet(config, database, typeof address === 'object' && address ? address.port : config.port, demo);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  log.info('draining');
  isDraining = true;
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  await Promise.race([closed, sleep(DRAIN_MILLISECONDS)]);
  server.closeAllConnections();
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
