import { once } from 'node:events';
import { destination, type Logger } from 'pino';
import type { AppOptions, buildApp as BuildAppFunction } from '../app.ts';
import type { Clock } from '../clock.ts';
import { readServerConfig, type Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { stampWrites } from '../db/stamps.ts';
import { openLinkKeys, type LinkKeys } from '../files/link-keys.ts';
import { createFileLinks } from '../files/links.ts';
import type { Templates } from '../forms/index.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { DemoAccounts } from '../http/demo-accounts.ts';
import { createClaims, releaseInterrupted } from '../idempotency/claims.ts';
import { BodyBudget } from '../http/body-budget.ts';
import { UnreadAnswers } from '../http/unread-answers.ts';
import type { ReadReplica } from '../db/read-replica.ts';
import { createIds } from '../ids.ts';
import { startRentWorker } from '../jobs/rent-worker.ts';
import { createLog } from '../log/log.ts';
import { PrintingThreads } from '../printing/threads.ts';
import type { CounterStore } from '../throttle/counter.ts';
import { createCostLimit, createRequestLimit, createThrottle } from '../throttle/create-limits.ts';
import { openCounterStore } from '../throttle/store.ts';
import { copyDatabase } from './copy-database.ts';
import { firstWorkspaceLines, greeting, hasDemo, toldPassword } from './greeting.ts';
import { startBackups, type Backups } from './start-backups.ts';
import { startHousekeeping } from './housekeeping.ts';
import { listen, type Listening } from './listen.ts';
import type { Telemetry } from './telemetry.ts';
import { print } from './output.ts';

type BuildApp = typeof BuildAppFunction;

const CLOCK: Clock = { now: () => new Date() };

async function openLog({ logLevel }: Config): Promise<Logger> {
  const stream = process.stdout.isTTY
    ? (await import('../log/pretty-stream.ts')).prettyStream()
    : destination(1);
  return createLog(logLevel, stream);
}

/** Reads the official blanks. A blank that cannot be filled stops the start, rather than the first notice. */
async function openTemplates({ templatesFolder }: Config): Promise<Templates> {
  if (templatesFolder === null) return new Map();
  const { readTemplates } = await import('../forms/index.ts');
  return readTemplates(templatesFolder);
}

/** Documents that clients run by their ids. A folder that cannot be read stops the start. */
async function openPersisted({ persistedFolder, persistedOnly }: Config) {
  if (persistedFolder === null) return null;
  const { readPersistedOperations } = await import('../graphql/persisted-operations.ts');
  return readPersistedOperations(persistedFolder, persistedOnly);
}

interface Prepared {
  /** Lines about the state of the database. */
  readonly lines: readonly string[];
  readonly demo: DemoAccounts | null;
}

/** Makes the demo workspace where there should be one. */
async function prepareWorkspace(config: Config, database: Database, prisma: PrismaClient): Promise<Prepared> {
  if (!hasDemo(config)) {
    const lines = (await prisma.workspace.count()) === 0 ? firstWorkspaceLines(database) : [];
    return { lines, demo: null };
  }
  const { demoEmails, findDemo, makeDemo } = await import('../demo/demo.ts');
  const options = { prisma, clock: CLOCK, password: config.demoPassword };
  const demo = await makeDemo(options, () => {
    print('Making the demo workspace …');
  });
  const isThere = demo !== null || (await findDemo(prisma));
  return {
    lines: demo?.lines ?? [],
    demo: isThere ? { emails: demoEmails(), password: toldPassword(config) } : null,
  };
}

interface Running {
  readonly options: AppOptions;
  readonly counters: CounterStore;
  readonly linkKeys: LinkKeys;
  readonly telemetry: Telemetry;
  /** Lines about the state of the database. */
  readonly notes: readonly string[];
}

/** The replica that serves reports; null without DATABASE_READ_URL. */
async function openReplica(
  { databaseReadUrl }: Config,
  prisma: PrismaClient,
  log: Logger,
): Promise<ReadReplica | null> {
  if (databaseReadUrl === null) return null;
  const { ReadReplica } = await import('../db/read-replica.ts');
  return new ReadReplica(databaseReadUrl, prisma, log);
}

interface Serving {
  readonly log: Logger;
  readonly isReady: () => boolean;
  readonly backups: Backups;
}

/** Opens what the app needs of the database and of the settings. */
async function openServices(
  config: Config,
  database: Database,
  { log, isReady, backups }: Serving,
): Promise<Running> {
  const newId = createIds(CLOCK);
  const prisma = stampWrites(database.prisma, CLOCK);
  // No other server has the embedded database, so no other process works on the claims that a crash left.
  if (database.kind === 'embedded') await releaseInterrupted(prisma);
  const { lines: notes, demo } = await prepareWorkspace(config, database, prisma);
  const linkKeys = await openLinkKeys(prisma, CLOCK, newId);
  const links = createFileLinks(linkKeys, CLOCK, config.fileLinkSeconds);
  const templates = await openTemplates(config);
  const persisted = await openPersisted(config);
  const counters = await openCounterStore(config, log);
  const throttle = await createThrottle(counters);
  const claims = createClaims({ prisma, clock: CLOCK });
  const requestLimit = await createRequestLimit(counters, config.requestsPerMinute);
  const costLimit = await createCostLimit(counters, config.costPerMinute);
  const bodyBudget = new BodyBudget();
  const unreadAnswers = new UnreadAnswers();
  const printer = new PrintingThreads(log);
  // Loaded here: it needs the code of the API, which is loaded while the database opens.
  const { openTelemetry } = await import('./telemetry.ts');
  const bounds = { throttle, bodyBudget, unreadAnswers, printer };
  const telemetry = await openTelemetry(config, { database, ...bounds, backupUse: backups.status }, log);
  const { metrics } = telemetry;
  const replica = await openReplica(config, prisma, log);
  const services = { prisma, clock: CLOCK, newId, links, templates, claims, replica };
  const pages = { demo, persisted };
  const limits = { requestLimit, costLimit };
  const options = { ...config, ...services, ...bounds, ...limits, ...pages, metrics, log, isReady };
  return { options, counters, linkKeys, telemetry, notes };
}

async function serveUntilStopped(
  config: Config,
  database: Database,
  buildApp: BuildApp,
  { listening, log }: { readonly listening: Listening; readonly log: Logger },
): Promise<void> {
  let isDraining = false;
  const isReady = () => !isDraining;
  const backups = await startBackups(config, database, { clock: CLOCK, log });
  const { options, counters, linkKeys, telemetry, notes } = await openServices(config, database, {
    log,
    isReady,
    backups,
  });
  const handle = buildApp(options).callback();
  listening.setHandler((request, response) => void handle(request, response));
  const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  print(greeting(config, database, listening.port, [...notes, ...backups.lines]));
  const { auditDays } = config;
  const stopHousekeeping = startHousekeeping({ ...options, linkKeys, auditDays });
  const rentWorker = config.workers ? startRentWorker(options) : null;
  await stop;
  log.info('draining');
  isDraining = true;
  stopHousekeeping();
  await rentWorker?.stop();
  await Promise.all([backups.close(), listening.drain()]);
  await options.printer.close();
  await telemetry.close();
  await counters.close();
  await options.replica?.close();
}

/**
 * `keynest serve`: takes the port, opens the database, and serves until SIGTERM or SIGINT.
 *
 * @throws Error with the remedy, when the server cannot start.
 */
export async function serve(): Promise<void> {
  const config = readServerConfig(process.env);
  const log = await openLog(config);
  const listening = await listen(config, log);
  // The database opens while the rest of the code is loaded.
  const [database, { buildApp }] = await Promise.all([
    import('../db/open-database.ts').then(({ openDatabase }) =>
      openDatabase(config, { onProgress: print, copyDatabase }),
    ),
    import('../app.ts'),
  ]);
  try {
    await serveUntilStopped(config, database, buildApp, { listening, log });
  } finally {
    await database.close();
  }
}
