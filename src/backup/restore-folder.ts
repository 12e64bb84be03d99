import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertDiskSpace, freeSpaceAt } from '../db/disk-space.ts';
import { openFolderDatabase } from '../db/embedded.ts';
import { CLUSTER_FOLDER, isOwnName, markComplete, takeFolder } from '../db/folder-lock.ts';
import { CLUSTER_FOLDER as POSTGRES_FOLDER } from '../db/postgres/cluster.ts';
import { endOrphan } from '../db/postgres/postmaster.ts';
import { flushFolder } from './durable-file.ts';
import type { BackupSummary } from './format.ts';
import { loadBackup } from './load-backup.ts';
import { verifyBackup } from './read-backup.ts';

/** A database that is being loaded; nothing opens it. */
const RESTORING_PREFIX = `${CLUSTER_FOLDER}.restoring-`;

export interface RestoreOptions {
  readonly file: string;
  /** Whether a database that is there is put aside. */
  readonly isForced: boolean;
  readonly now: Date;
}

export interface Restored {
  readonly summary: BackupSummary;
  /** Where the earlier database is now; null when there was none. */
  readonly setAside: string | null;
}

/** Flushes every file below a folder, since the embedded database doesn't. */
async function flushTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await flushTree(path);
    else {
      const file = await open(path, 'r');
      await file.sync().finally(() => file.close());
    }
  }
  await flushFolder(folder);
}

const namesIn = (folder: string) => readdir(folder).catch(() => null);

/** @throws Error with the remedy, when the folder holds something. */
async function assertFree(folder: string): Promise<void> {
  const strange = (await readdir(folder)).filter((name) => !isOwnName(name));
  const cluster = join(folder, CLUSTER_FOLDER);
  // A name that is no folder can't be read as one, and is something too.
  const held = (await readdir(folder)).includes(CLUSTER_FOLDER) ? await namesIn(cluster) : [];
  const isHeld = held?.length !== 0 || (await namesIn(join(folder, POSTGRES_FOLDER))) !== null;
  if (!isHeld && strange.length === 0) return;
  const what = strange.length > 0 && !isHeld ? `files (${strange.slice(0, 3).join(', ')})` : 'a database';
  throw new Error(
    `The data folder ${folder} holds ${what}. Set an empty folder in KEYNEST_DATA, or put the database aside with --force.`,
  );
}

/** Loads the file into a cluster of its own, beside the one in use. */
async function loadBeside(folder: string, file: string): Promise<{ path: string; summary: BackupSummary }> {
  for (const name of await readdir(folder))
    if (name.startsWith(RESTORING_PREFIX)) await rm(join(folder, name), { recursive: true, force: true });
  const path = join(folder, `${RESTORING_PREFIX}${randomUUID()}`);
  try {
    const { pglite, sql } = await openFolderDatabase(path, true);
    const summary = await loadBackup(sql, file).finally(() => pglite.close());
    await flushTree(path);
    return { path, summary };
  } catch (error) {
    await rm(path, { recursive: true, force: true });
    throw error;
  }
}

/** Gives the loaded cluster its place. A database that was there keeps its files under another name. */
async function swap(folder: string, loaded: string, now: Date): Promise<string | null> {
  const place = join(folder, CLUSTER_FOLDER);
  const names = await namesIn(place);
  const isHeld = names === null ? (await readdir(folder)).includes(CLUSTER_FOLDER) : names.length > 0;
  const ending = `.before-restore-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}`;
  const postgres = join(folder, POSTGRES_FOLDER);
  const isPostgres = (await namesIn(postgres)) !== null;
  if (isPostgres) await endOrphan(postgres);
  if (isHeld) await rename(place, place + ending);
  await rename(loaded, place);
  await markComplete(folder);
  // The next start takes the restored database over into PostgreSQL.
  if (isPostgres) await rename(postgres, postgres + ending);
  await flushFolder(folder);
  if (isPostgres) return postgres + ending;
  return isHeld ? place + ending : null;
}

/**
 * Loads a backup into a data folder. The database appears there once it was loaded, compared and flushed, or not at all.
 *
 * @throws Error with the remedy. Until the file was verified and loaded, nothing in the folder is changed.
 */
export async function restoreFolder(
  folder: string,
  { file, isForced, now }: RestoreOptions,
): Promise<Restored> {
  await verifyBackup(file);
  const lock = await takeFolder(folder);
  try {
    if (!isForced) await assertFree(folder);
    await assertDiskSpace(folder, true, freeSpaceAt(folder));
    const { path, summary } = await loadBeside(folder, file);
    return { summary, setAside: await swap(folder, path, now) };
  } finally {
    await lock.release();
  }
}
