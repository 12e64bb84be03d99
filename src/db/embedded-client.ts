import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres, withPostgres, type Database, type OnProgress } from './client.ts';
import { assertDiskSpace, freeSpaceAt, guardDiskSpace, type ReadFreeSpace } from './disk-space.ts';
import { asDamage } from './damaged-folder.ts';
import { startCluster, type FillDatabase } from './embedded-postgres.ts';
import { chooseEngine, type Engine, type EngineSetting } from './engine.ts';
import {
  assertNeverHadCluster,
  CLUSTER_FOLDER as PGLITE_FOLDER,
  FolderInUse,
  hasMark,
  hasPglite,
  markComplete,
  prepareFolder,
  takeFolder,
  type FolderLock,
} from './folder-lock.ts';
import { assertReadable, openCluster as openPgliteCluster } from './open-cluster.ts';
import { reportOpening, type Opening } from './opening.ts';
import { openPglite } from './pglite-client.ts';
import { CannotRun } from './postgres/cannot-run.ts';
import { CLUSTER_FOLDER, hasCluster } from './postgres/cluster.ts';
import { isListening, openAddress } from './postgres/socket.ts';
import { assertRelationFiles } from './relation-check.ts';
import type { SqlSession } from './sql.ts';

/**
 * Copies a whole database into one without tables.
 *
 * @param folder - a folder for files that it needs meanwhile.
 */
export type CopyDatabase = (from: SqlSession, to: SqlSession, folder: string) => Promise<void>;

export interface EmbeddedOptions {
  readonly engine?: EngineSetting;
  /** Gives the free bytes of the folder's disk; reads the disk when absent. */
  readonly readFreeSpace?: ReadFreeSpace;
  readonly onProgress?: OnProgress;
  /** Joins a server that has the folder, instead of being refused. */
  readonly mayShare?: boolean;
  /** Takes a database of PGlite over into PostgreSQL. PGlite serves it further when absent. */
  readonly copyDatabase?: CopyDatabase;
}

/** Opens the PostgreSQL of a data folder at its address, as the embedded database. */
async function connect(url: string, { readFreeSpace, onProgress }: Opening): Promise<Database> {
  const database = await openPostgres(url, onProgress);
  return { ...database, kind: 'embedded', prisma: guardDiskSpace(database.prisma, readFreeSpace) };
}

/** Fills a new cluster with the folder's database of PGlite. */
function takeOver({ folder, lock }: Opening, copyDatabase: CopyDatabase): FillDatabase {
  return async (url) => {
    const prepared = await prepareFolder(folder, lock);
    const { clusterFolder } = prepared;
    const { pglite, sql } = await openPgliteCluster(prepared);
    try {
      await withPostgres(url, (session) => copyDatabase(sql, session, folder));
    } catch (cause) {
      throw new Error(
        `The database of PGlite in ${clusterFolder} could not be taken over into PostgreSQL. It is unchanged. Set EMBEDDED_DATABASE=pglite to go on with it.`,
        { cause },
      );
    } finally {
      await pglite.close();
    }
  };
}

/** Puts the database of PGlite aside once PostgreSQL has it. Gives lines that tell so. */
async function putAside(folder: string): Promise<string[]> {
  if (!(await hasPglite(folder))) return [];
  const old = join(folder, PGLITE_FOLDER);
  const names = await readdir(folder);
  // A backup that was restored is taken over like the first database.
  const earlier = names.filter((name) => name.startsWith(`${PGLITE_FOLDER}.before-postgresql`)).length;
  const aside = `${old}.before-postgresql${earlier === 0 ? '' : `-${earlier + 1}`}`;
  await rename(old, aside);
  return [`PostgreSQL took the database over from PGlite, whose files are kept in ${aside}.`];
}

/** Makes sure that each table has its file. A copy that someone brought here is read in whole. @throws DamagedFolder */
async function checkOnce(url: string, folder: string): Promise<void> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const isForeign = !(await hasMark(folder));
  await withPostgres(url, async (sql) => {
    await assertRelationFiles(sql, clusterFolder);
    if (isForeign) await assertReadable(sql, clusterFolder);
  });
}

async function openCluster(
  opening: Opening,
  engine: Extract<Engine, { name: 'postgresql' }>,
  copyDatabase: CopyDatabase | undefined,
): Promise<Database> {
  const { folder, lock, readFreeSpace } = opening;
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const isNew = !(await hasCluster(clusterFolder));
  await assertDiskSpace(folder, isNew, readFreeSpace);
  reportOpening(opening, isNew);
  const isTakenOver = isNew && (await hasPglite(folder));
  if (isNew && !isTakenOver) await assertNeverHadCluster(folder);
  const fill = copyDatabase && isTakenOver ? takeOver(opening, copyDatabase) : null;
  const server = await startCluster(engine, clusterFolder, fill);
  try {
    if (!isNew) await checkOnce(server.url, folder);
    const database = await connect(server.url, opening);
    await markComplete(folder);
    const notes = await putAside(folder);
    const close = async () => {
      await database.close();
      await server.close();
      await lock.release();
    };
    return { ...database, notes, close };
  } catch (error) {
    await server.close();
    throw asDamage(error, clusterFolder);
  }
}

async function openLocked(opening: Opening, options: EmbeddedOptions): Promise<Database> {
  const { folder, lock } = opening;
  const { engine: setting = 'automatic', copyDatabase } = options;
  const engine = await chooseEngine(folder, setting, copyDatabase !== undefined);
  const openWithPglite = async (reason: string | null) =>
    openPglite(opening, await prepareFolder(folder, lock), reason);
  if (engine.name === 'pglite') return openWithPglite(engine.reason);
  try {
    return await openCluster(opening, engine, copyDatabase);
  } catch (error) {
    // No cluster was created, so there is none that PGlite would leave aside.
    if (error instanceof CannotRun && setting === 'automatic') return openWithPglite(error.message);
    throw error;
  }
}

const NO_LOCK: FolderLock = { release: () => Promise.resolve() };

/** Joins the PostgreSQL that another process runs in a data folder; null when none does. */
async function joinServer(opening: Opening): Promise<Database | null> {
  const clusterFolder = join(opening.folder, CLUSTER_FOLDER);
  if (!(await isListening(clusterFolder))) return null;
  const address = await openAddress(clusterFolder);
  const database = await connect(address.url, opening);
  const close = async () => {
    await database.close();
    await address.close();
  };
  return { ...database, close };
}

/**
 * Opens the embedded database in a folder that this process locks: PostgreSQL where its programs run, else PGlite.
 *
 * @throws Error with the remedy.
 */
export async function openEmbedded(folder: string, options: EmbeddedOptions = {}): Promise<Database> {
  const { mayShare = false, onProgress = () => undefined, readFreeSpace = freeSpaceAt(folder) } = options;
  const opening = { folder, readFreeSpace, onProgress };
  const lock = await takeFolder(folder).catch((error: unknown) => {
    if (mayShare && error instanceof FolderInUse) return error;
    throw error;
  });
  if (lock instanceof FolderInUse) {
    const joined = await joinServer({ ...opening, lock: NO_LOCK });
    if (joined === null) throw lock;
    return joined;
  }
  try {
    return await openLocked({ ...opening, lock }, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Runs statements on a cluster whose files are there. @throws DamagedFolder when they are not. */
async function workOn<Result>(
  url: string,
  clusterFolder: string,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  try {
    return await withPostgres(url, async (sql) => {
      await assertRelationFiles(sql, clusterFolder);
      return work(sql);
    });
  } catch (error) {
    throw asDamage(error, clusterFolder);
  }
}

/** Runs statements on the cluster of a folder that no server has. */
async function withStoppedCluster<Result>(
  folder: string,
  setting: EngineSetting,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result> {
  const engine = await chooseEngine(folder, setting, false);
  if (engine.name === 'pglite') throw new Error(`There is no PostgreSQL in ${folder}.`);
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const server = await startCluster(engine, clusterFolder, null);
  return workOn(server.url, clusterFolder, work).finally(() => server.close());
}

/**
 * Runs statements on the embedded PostgreSQL of a folder, also while a server has it. Gives null where the folder has
 * none. Applies no migrations.
 *
 * @throws Error with the remedy.
 */
export async function withCluster<Result>(
  folder: string,
  setting: EngineSetting,
  work: (sql: SqlSession) => Promise<Result>,
): Promise<Result | null> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  if (!(await hasCluster(clusterFolder))) return null;
  const lock = await takeFolder(folder).catch((error: unknown) => {
    if (error instanceof FolderInUse) return error;
    throw error;
  });
  if (!(lock instanceof FolderInUse))
    return withStoppedCluster(folder, setting, work).finally(() => lock.release());
  if (!(await isListening(clusterFolder))) throw lock;
  const address = await openAddress(clusterFolder);
  return workOn(address.url, clusterFolder, work).finally(() => address.close());
}

/** Statements that change nothing. */
type Inspection<Result> = (sql: SqlSession) => Promise<Result>;

async function inspectPglite<Result>(folder: string, work: Inspection<Result>): Promise<Result> {
  const lock = await takeFolder(folder);
  try {
    const { pglite, sql } = await openPgliteCluster(await prepareFolder(folder, lock));
    return await work(sql).finally(() => pglite.close());
  } finally {
    await lock.release();
  }
}

/** Runs statements on the embedded database as it is, without migrating it, also while a server has the folder. */
export async function inspectEmbedded<Result>(
  folder: string,
  setting: EngineSetting,
  work: Inspection<Result>,
): Promise<Result> {
  return (await withCluster(folder, setting, work)) ?? inspectPglite(folder, work);
}
