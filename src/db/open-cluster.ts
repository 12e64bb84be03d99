import { DamagedFolder } from './damaged-folder.ts';
import { openFolderDatabase, type EmbeddedDatabase } from './embedded.ts';
import type { LockedFolder } from './folder-lock.ts';
import { readEveryTable } from './read-every-table.ts';
import { assertRelationFiles } from './relation-check.ts';
import type { SqlSession } from './sql.ts';

/** A copy that someone brought here is read in whole once. @throws DamagedFolder */
async function assertReadable(sql: SqlSession, clusterFolder: string): Promise<void> {
  const { damaged } = await readEveryTable(sql);
  const [first] = damaged;
  if (!first) return;
  const names = damaged.map(({ table }) => table).join(', ');
  throw new DamagedFolder(
    `The database in ${clusterFolder} is damaged: ${names} can't be read (${first.problem}).`,
    'restore',
  );
}

/**
 * Opens the cluster of a locked folder, or creates it. Applies no migrations.
 *
 * @throws DamagedFolder saying what is wrong with an existing cluster.
 */
export async function openCluster(lock: LockedFolder): Promise<EmbeddedDatabase> {
  const { clusterFolder, isNew, isForeign } = lock;
  if (isNew) await lock.markCreating();
  const database = await openFolderDatabase(clusterFolder, isNew);
  try {
    if (!isNew) await assertRelationFiles(database.sql, clusterFolder);
    if (isForeign) await assertReadable(database.sql, clusterFolder);
    return database;
  } catch (error) {
    await database.pglite.close();
    throw error;
  }
}
