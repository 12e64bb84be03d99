import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withPostgres } from '../../src/db/client.ts';
import { createCluster } from '../../src/db/embedded-postgres.ts';
import { chooseEngine } from '../../src/db/engine.ts';
import { applyMigrations } from '../../src/db/migrate.ts';
import { endOrphan } from '../../src/db/postgres/postmaster.ts';
import { startServer } from '../../src/db/postgres/server.ts';

/** Where the databases of a test run are made. */
export interface TestServer {
  /** A database of the server, for statements about databases. */
  readonly url: string;
  /** Name of a migrated, empty database, of which each test file gets a copy. */
  readonly template: string;
  close(): Promise<void>;
}

/** Nothing of a test outlives its run, so nothing waits for the disk. Two files at a time have a pool each, or two. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };

/** Runs statements over a connection of their own. */
export async function runStatements(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URL of another database of the same server. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function addTemplate(url: string): Promise<string> {
  const template = `keynest_template_${randomUUID().replaceAll('-', '')}`;
  await runStatements(url, `CREATE DATABASE ${template}`);
  await withPostgres(urlOf(url, template), (sql) => applyMigrations(sql));
  return template;
}

/** Uses a server that runs already. */
export async function useServer(url: string): Promise<TestServer> {
  const template = await addTemplate(url);
  return { url, template, close: () => runStatements(url, `DROP DATABASE ${template}`) };
}

/** Folders of runs, named after their process. */
const FOLDER = /^keynest-tests-(\d+)-/;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Ends what killed runs left behind. */
async function endOrphans(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1] ?? process.pid);
    if (isRunning(pid)) continue;
    await endOrphan(join(tmpdir(), name, 'postgresql'));
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** Starts the embedded PostgreSQL for one run; null where its programs do not run, or where the setting asks for PGlite. */
export async function startEmbedded(setting: 'automatic' | 'pglite'): Promise<TestServer | null> {
  await endOrphans();
  const folder = await mkdtemp(join(tmpdir(), `keynest-tests-${process.pid}-`));
  const engine = await chooseEngine(folder, setting, true);
  if (engine.name === 'pglite') {
    await rm(folder, { recursive: true });
    return null;
  }
  const clusterFolder = join(folder, 'postgresql');
  await createCluster(engine, clusterFolder, { fill: null });
  const server = await startServer({ ...engine, clusterFolder, settings: SETTINGS });
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true });
  };
  return { url: server.url, template: await addTemplate(server.url), close };
}
