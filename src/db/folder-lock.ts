import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';

const LOCK_FILE = 'lock';
const CLUSTER_FOLDER = 'database';
/** Written once the cluster is whole; a cluster without it was cut off while it was made. */
const WHOLE_MARK = 'database.whole';

export interface LockedFolder {
  /** Where the database's own files stand. */
  readonly clusterFolder: string;
  readonly isNew: boolean;
  /** To be called once a new cluster is whole. */
  markWhole(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process alone. The kernel holds the lock and drops it when the process ends,
 * however it ends, so a crash leaves nothing to clean up.
 *
 * @throws Error with the remedy, when another process has the folder or it can't be written.
 */
export async function lockFolder(folder: string): Promise<LockedFolder> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const file = await openLockFile(folder);
  if (!tryLock(file.fd)) {
    await file.close();
    throw new Error(
      `Another process is using the data folder ${folder}. Stop it, give this one its own KEYNEST_DATA, or let several processes share PostgreSQL through DATABASE_URL.`,
    );
  }
  const isNew = await prepareCluster(folder, clusterFolder);
  return {
    clusterFolder,
    isNew,
    markWhole: () => writeFile(join(folder, WHOLE_MARK), ''),
    release: () => file.close(),
  };
}

async function openLockFile(folder: string) {
  try {
    await mkdir(folder, { recursive: true });
    return await open(join(folder, LOCK_FILE), 'a');
  } catch (cause) {
    throw new Error(`The data folder ${folder} can't be written. Choose another with KEYNEST_DATA.`, {
      cause,
    });
  }
}

/** Whether the cluster still has to be made. A half-made one is put aside, never deleted. */
async function prepareCluster(folder: string, clusterFolder: string): Promise<boolean> {
  await mkdir(clusterFolder, { recursive: true });
  if ((await readdir(clusterFolder)).length === 0) return true;
  if (await exists(join(folder, WHOLE_MARK))) return false;
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
