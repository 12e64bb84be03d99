import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

const LOCK_FILE = 'lock';
const CLUSTER_FOLDER = 'database';
/** Written once the cluster is complete. A cluster without it was interrupted during creation. */
const COMPLETE_MARK = 'database.whole';

export interface LockedFolder {
  /** Folder of the database's own files. */
  readonly clusterFolder: string;
  readonly isNew: boolean;
  /** Call this once a new cluster is complete. */
  markComplete(): Promise<void>;
  release(): Promise<void>;
}

/** The folder of PGlite's cluster in a data folder. */
export function pgliteFolder(folder: string): string {
  return join(folder, CLUSTER_FOLDER);
}

/** Whether PGlite has made a database in a data folder. */
export function hasPglite(folder: string): Promise<boolean> {
  return exists(join(pgliteFolder(folder), 'PG_VERSION'));
}

/** The lock of a data folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** The error when another process has the lock of a folder. */
export function folderInUse(folder: string): Error {
  return new Error(
    `Another process uses the data folder ${folder}. Stop it, set another folder in KEYNEST_DATA, or share PostgreSQL with DATABASE_URL.`,
  );
}

/**
 * Takes the lock of the data folder; null if another process has it. The kernel releases it when the process ends, even
 * by a crash.
 *
 * @throws Error with the remedy, if the folder can't be written.
 */
export async function tryLockFolder(folder: string): Promise<FolderLock | null> {
  const file = await openLockFile(folder);
  if (tryLock(file.fd)) return { release: () => file.close() };
  await file.close();
  return null;
}

/** Prepares the folder of PGlite's cluster in a data folder that this process has locked. */
export async function prepareFolder(folder: string, { release }: FolderLock): Promise<LockedFolder> {
  const clusterFolder = pgliteFolder(folder);
  const isNew = await prepareCluster(folder, clusterFolder);
  const markComplete = () => writeFile(join(folder, COMPLETE_MARK), '');
  return { clusterFolder, isNew, markComplete, release };
}

/**
 * Locks the data folder for this process, and prepares PGlite's cluster in it.
 *
 * @throws Error with the remedy, if another process has the lock or the folder can't be written.
 */
export async function lockFolder(folder: string): Promise<LockedFolder> {
  const lock = await tryLockFolder(folder);
  if (lock === null) throw folderInUse(folder);
  return prepareFolder(folder, lock);
}

async function openLockFile(folder: string) {
  try {
    await mkdir(folder, { recursive: true });
    return await open(join(folder, LOCK_FILE), 'a');
  } catch (cause) {
    throw new Error(`The data folder ${folder} is not writable. Set another folder in KEYNEST_DATA.`, {
      cause,
    });
  }
}

/** Whether the cluster must be created. An incomplete one is renamed, never deleted. */
async function prepareCluster(folder: string, clusterFolder: string): Promise<boolean> {
  await mkdir(clusterFolder, { recursive: true });
  if ((await readdir(clusterFolder)).length === 0) return true;
  if (await exists(join(folder, COMPLETE_MARK))) return false;
  await rename(clusterFolder, `${clusterFolder}.incomplete-${randomUUID()}`);
  await mkdir(clusterFolder);
  return true;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
