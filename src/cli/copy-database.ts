import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SqlSession } from '../db/sql.ts';

/** Copies a whole database into one without tables, through a backup that is read back and compared. */
export async function copyDatabase(from: SqlSession, to: SqlSession, folder: string): Promise<void> {
  // Loaded on demand: a database is copied once in its life.
  const [{ writeBackup }, { loadBackup }] = await Promise.all([
    import('../backup/write-backup.ts'),
    import('../backup/load-backup.ts'),
  ]);
  const file = join(folder, 'copy.backup');
  try {
    await writeBackup(from, file, { madeAt: new Date(), mayReplace: true });
    await loadBackup(to, file);
  } finally {
    await rm(file, { force: true });
  }
}
