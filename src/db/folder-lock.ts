import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';
import { assertWholeCluster, namesInCluster } from './cluster-check.ts';
import { DamagedFolder } from './damaged-folder.ts';

const LOCK_FILE = 'lock';
/** A process that has ended, or a child that has not yet run its program, holds the lock for a moment longer. */
const LOCK_TRIES = 5;
const LOCK_RETRY_MILLISECONDS = 100;
/** Folder of the database's own files, in the data folder. */
export const CLUSTER_FOLDER = 'database';
/** Written before a cluster is created, and removed once it is complete. Nothing of value is in a cluster beside it. */
const CREATING_MARK = 'database.creating';
/** Written once a cluster is complete. */
const COMPLETE_MARK = 'database.whole';

/** Names that KeyNest gives to what it puts into a data folder, and what file systems put there. */
const OWN_NAMES = /^(lock|control\.sock|backups|database(\..+)?|postgresql(\..+)?|copy-.+|lost\+found|\..+)$/;

/** Names of databases that were put aside. */
const HAD_CLUSTER = /^(database|postgresql)\.before-/;

/** Whether KeyNest or a file system gave the name to something in a data folder. */
export const isOwnName = (name: string) => OWN_NAMES.test(name);

/** Files of locks. Node.js would close a file that nothing refers to, which would end the lock. */
const HELD = new Set<FileHandle>();

/** Whether PGlite has made a database in a data folder, damaged or not. */
export async function hasPglite(folder: string): Promise<boolean> {
  if (await exists(join(folder, CREATING_MARK))) return false;
  return (await namesInCluster(join(folder, CLUSTER_FOLDER))).length > 0;
}

/** Another process has the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export interface FolderLock {
  release(): Promise<void>;
}

export interface LockedFolder extends FolderLock {
  readonly clusterFolder: string;
  readonly isNew: boolean;
  /** Whether the cluster was brought here by a copy that left out our marks. */
  readonly isForeign: boolean;
  /** Call this before a new cluster is created. */
  markCreating(): Promise<void>;
  /** Call this once a cluster is complete. */
  markComplete(): Promise<void>;
}

/**
 * Locks a data folder for this process, whatever is in it. The kernel releases the lock when the process ends, even by a
 * crash.
 *
 * @throws Error with the remedy, if another process has the lock or the folder can't be written.
 */
export async function takeFolder(folder: string): Promise<FolderLock> {
  const file = await openLockFile(folder);
  if (!(await lockSoon(file))) {
    await file.close();
    throw new FolderInUse(
      `Another process uses the data folder ${folder}. Stop it, set another folder in KEYNEST_DATA, or share PostgreSQL with DATABASE_URL.`,
    );
  }
  HELD.add(file);
  const release = async () => {
    HELD.delete(file);
    await file.close();
  };
  return { release };
}

async function lockSoon({ fd }: FileHandle): Promise<boolean> {
  for (let attempt = 1; attempt < LOCK_TRIES; attempt += 1) {
    if (tryLock(fd)) return true;
    await sleep(LOCK_RETRY_MILLISECONDS);
  }
  return tryLock(fd);
}

/** Whether a data folder says that its cluster is complete. A copy that left out empty files does not. */
export function hasMark(folder: string): Promise<boolean> {
  return exists(join(folder, COMPLETE_MARK));
}

/** Says that the cluster of a data folder is complete. */
export async function markComplete(folder: string): Promise<void> {
  await writeFile(join(folder, COMPLETE_MARK), '');
  await rm(join(folder, CREATING_MARK), { force: true });
}

/**
 * Looks for PGlite's cluster in a data folder that this process has locked: a whole one or none. An existing cluster is
 * opened as it is or refused; it is never replaced.
 *
 * @throws DamagedFolder if the folder has a cluster that can't be opened, or had one.
 */
export async function prepareFolder(folder: string, lock: FolderLock): Promise<LockedFolder> {
  const clusterFolder = join(folder, CLUSTER_FOLDER);
  const isNew = await isWithoutCluster(folder, clusterFolder);
  if (!isNew) await assertWholeCluster(clusterFolder);
  const isForeign = !isNew && !(await hasMark(folder));
  return {
    ...{ ...lock, clusterFolder, isNew, isForeign },
    markCreating: () => writeFile(join(folder, CREATING_MARK), ''),
    markComplete: () => markComplete(folder),
  };
}

/**
 * Locks a data folder for PGlite.
 *
 * @throws Error with the remedy, if another process has the lock or the folder can't be written.
 * @throws DamagedFolder as {@link prepareFolder} does.
 */
export async function lockFolder(folder: string): Promise<LockedFolder> {
  const lock = await takeFolder(folder);
  try {
    return await prepareFolder(folder, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
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

/** Whether there is no cluster. One whose creation was interrupted is renamed, never deleted. */
async function isWithoutCluster(folder: string, clusterFolder: string): Promise<boolean> {
  const isEmpty = (await namesInCluster(clusterFolder)).length === 0;
  const wasInterrupted = await exists(join(folder, CREATING_MARK));
  if (!isEmpty && !wasInterrupted) return false;
  if (!wasInterrupted) await assertNeverHadCluster(folder);
  if (!isEmpty) await rename(clusterFolder, `${clusterFolder}.incomplete-${randomUUID()}`);
  await mkdir(clusterFolder, { recursive: true });
  return true;
}

/** @throws DamagedFolder when the folder had a database, or holds something else. */
export async function assertNeverHadCluster(folder: string): Promise<void> {
  const names = await readdir(folder);
  const hadCluster = names.some((name) => name === COMPLETE_MARK || HAD_CLUSTER.test(name));
  const backups = names.includes('backups') ? await readdir(join(folder, 'backups')) : [];
  if (hadCluster || backups.some((name) => name.endsWith('.backup')))
    throw new DamagedFolder(`The data folder ${folder} had a database, which is missing.`, 'restore');
  const strange = names.filter((name) => !isOwnName(name));
  if (strange.length > 0)
    throw new DamagedFolder(
      `The data folder ${folder} holds no database but other files (${strange.slice(0, 3).join(', ')}).`,
      'folder',
    );
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
