import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { assertWholeCluster } from '../db/cluster-check.ts';
import { freeSpaceAt } from '../db/disk-space.ts';
import { openFolderDatabase } from '../db/embedded.ts';
import { FolderInUse, lockFolder } from '../db/folder-lock.ts';
import { openCluster } from '../db/open-cluster.ts';
import { assertRelationFiles } from '../db/relation-check.ts';
import { copyRunningCluster } from './copy-cluster.ts';
import type { BackupSummary } from './format.ts';
import { writeBackup, type WriteOptions } from './write-backup.ts';

/** Copies that a backup of a running server works on. */
const COPY_PREFIX = 'copy-';

/** Removes what killed backups left. Only the owner of the folder may do this. */
export async function removeCopies(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(COPY_PREFIX));
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
}

async function backUpRunning(folder: string, file: string, options: WriteOptions): Promise<BackupSummary> {
  const copy = join(folder, `${COPY_PREFIX}${randomUUID()}`);
  try {
    await copyRunningCluster(folder, copy, freeSpaceAt(folder));
    await assertWholeCluster(copy);
    const { pglite, sql } = await openFolderDatabase(copy, false);
    try {
      await assertRelationFiles(sql, copy);
      return await writeBackup(sql, file, options);
    } finally {
      await pglite.close();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/**
 * Backs up the embedded database of a data folder, whether a server runs on it or not. Applies no migrations.
 *
 * @throws Error with the remedy; DamagedFolder.
 */
export async function backUpFolder(
  folder: string,
  file: string,
  options: WriteOptions,
): Promise<BackupSummary> {
  const lock = await lockFolder(folder).catch((error: unknown) => {
    if (error instanceof FolderInUse) return null;
    throw error;
  });
  if (!lock) return backUpRunning(folder, file, options);
  try {
    if (lock.isNew)
      throw new Error(`There is no database in ${folder}. Correct KEYNEST_DATA, or set DATABASE_URL.`);
    const { pglite, sql } = await openCluster(lock);
    return await writeBackup(sql, file, options).finally(() => pglite.close());
  } finally {
    await lock.release();
  }
}
