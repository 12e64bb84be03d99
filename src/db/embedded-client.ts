import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres, readPostgresStatus, withPostgres, type Database, type OnProgress } from './client.ts';
import { assertDiskSpace, freeSpaceAt, guardDiskSpace, type ReadFreeSpace } from './disk-space.ts';
import { openFolderDatabase } from './embedded.ts';
import { startCluster, type FillDatabase } from './embedded-postgres.ts';
import { chooseEngine, type Engine, type EngineSetting } from './engine.ts';
import {
  folderInUse,
  hasPglite,
  pgliteFolder,
  prepareFolder,
  tryLockFolder,
  type FolderLock,
} from './folder-lock.ts';
import { readStatus, type MigrationStatus } from './migrate.ts';
import { reportOpening, type Opening } from './opening.ts';
import { openPglite } from './pglite-client.ts';
import { CLUSTER_FOLDER, readClusterMajor } from './postgres/cluster.ts';
import { isListening, openAddress } from './postgres/socket.ts';
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
    const { clusterFolder, isNew } = await prepareFolder(folder, lock);
    if (isNew) return;
    const { pglite, sql } = await openFolderDatabase(clusterFolder, false);
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
  const [old, aside] = [pgliteFolder(folder), `${pgliteFolder(folder)}.before-postgresql`];
  await rename(old, aside);
  return [`PostgreSQL took the database over from PGlite, whose files are kept in ${aside}.`];
}

async function openCluster(
  opening: Opening,
  engine: Extract<Engine, { name: 'postgresql' }>,
  copyDatabase: CopyDatabase | undefined,
): Promise<Database> {
  const { folder, lock, readFreeSpace } = opening;
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const isNew = (await readClusterMajor(clusterFolder)) === null;
  await assertDiskSpace(folder, isNew, readFreeSpace);
  reportOpening(opening, isNew);
  const fill = copyDatabase && (await hasPglite(folder)) ? takeOver(opening, copyDatabase) : null;
  const server = await startCluster(engine, clusterFolder, fill);
  try {
    const database = await connect(server.url, opening);
    const notes = await putAside(folder);
    const close = async () => {
      await database.close();
      await server.close();
      await lock.release();
    };
    return { ...database, notes, close };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function openLocked(opening: Opening, options: EmbeddedOptions): Promise<Database> {
  const { folder, lock } = opening;
  const { engine: setting = 'automatic', copyDatabase } = options;
  const engine = await chooseEngine(folder, setting, copyDatabase !== undefined);
  if (engine.name === 'postgresql') return openCluster(opening, engine, copyDatabase);
  return openPglite(opening, await prepareFolder(folder, lock), engine.reason);
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
  const lock = await tryLockFolder(folder);
  const opening = { folder, lock: lock ?? NO_LOCK, readFreeSpace, onProgress };
  if (lock === null) {
    const joined = mayShare ? await joinServer(opening) : null;
    if (joined === null) throw folderInUse(folder);
    return joined;
  }
  try {
    return await openLocked(opening, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function readLockedStatus(
  folder: string,
  lock: FolderLock,
  setting: EngineSetting,
): Promise<MigrationStatus[]> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const engine = await chooseEngine(folder, setting, false);
  if (engine.name === 'postgresql') {
    const server = await startCluster(engine, clusterFolder, null);
    return readPostgresStatus(server.url).finally(() => server.close());
  }
  const prepared = await prepareFolder(folder, lock);
  const { pglite, sql } = await openFolderDatabase(prepared.clusterFolder, prepared.isNew);
  return readStatus(sql).finally(() => pglite.close());
}

/** Lists the migrations and whether the embedded database has them, also while a server has the folder. Read-only. */
export async function readEmbeddedStatus(folder: string, setting: EngineSetting): Promise<MigrationStatus[]> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const lock = await tryLockFolder(folder);
  if (lock !== null) return readLockedStatus(folder, lock, setting).finally(() => lock.release());
  if (!(await isListening(clusterFolder))) throw folderInUse(folder);
  const address = await openAddress(clusterFolder);
  return readPostgresStatus(address.url).finally(() => address.close());
}
