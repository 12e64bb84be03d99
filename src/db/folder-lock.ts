import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

const LOCK_FILE = 'lock';
const CLUSTER_FOLDER = 'database';
/** Written once the cluster is complete. A cluster without it was interrupted during creation. */
const COMPLETE_MARK = 'database.whole';

/** Another process has the lock. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export interface LockedFolder {
  /** Folder of the database's own files. */
  readonly clusterFolder: string;
  readonly isNew: boolean;
  /** Call this once a new cluster is complete. */
  markComplete(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Locks the data folder for this process. The kernel releases the lock when the process ends, even by a crash.
 *
 * @throws Error with the remedy, if another process has the lock or the folder can't be written.
 */
export async function lockFolder(folder: string): Promise<LockedFolder> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const file = await openLockFile(folder);
  if (!tryLock(file.fd)) {
    await file.close();
    throw new FolderInUse(
      `Another process uses the data folder ${folder}. Stop it, set another folder in KEYNEST_DATA, or share PostgreSQL with DATABASE_URL.`,
    );
  }
  const isNew = await prepareCluster(folder, clusterFolder);
  return {
    clusterFolder,
    isNew,
    markComplete: () => writeFile(join(folder, COMPLETE_MARK), ''),
    release: () => file.close(),
  };
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
