import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { SqlSession } from '../db/sql.ts';
import { dump } from './dump.ts';
import { assertFreeName, writeDraft } from './durable-file.ts';
import type { BackupSummary } from './format.ts';
import { verifyBackup } from './read-backup.ts';

export interface WriteOptions {
  readonly madeAt: Date;
  /** Whether a file of that name may be replaced; false when absent. */
  readonly mayReplace?: boolean;
}

/** Passes a generator's values on, and its result to `onResult`. */
async function* reporting<Value, Result>(
  source: AsyncGenerator<Value, Result>,
  onResult: (result: Result) => void,
): AsyncGenerator<Value> {
  onResult(yield* source);
}

/**
 * Writes a backup of the database to the file `destination`, from one snapshot, and reads it back. The file is whole, on
 * the disk and readable by its owner only, or not there.
 *
 * The session works on the embedded database and on PostgreSQL; nothing else may use it meanwhile. Another engine takes a
 * database over with
 *
 *     await writeBackup(oldSession, file, { madeAt: clock.now() });
 *     await loadBackup(newSession, file);   // a database without tables
 *
 * @throws Error with the remedy.
 */
export async function writeBackup(
  client: SqlSession,
  destination: string,
  { madeAt, mayReplace = false }: WriteOptions,
): Promise<BackupSummary> {
  if (!mayReplace) await assertFreeName(destination);
  let written: BackupSummary | null = null;
  const pieces = reporting(dump(client, madeAt), (summary) => {
    written = summary;
  });
  const draft = await writeDraft(destination, Readable.from(pieces, { objectMode: false }), createGzip());
  try {
    const found = await verifyBackup(draft.path);
    if (found.sha256 !== (written as BackupSummary | null)?.sha256)
      throw new Error(`The disk of ${destination} gave back other bytes than were written. Check the disk.`);
    await draft.publish(mayReplace);
    return found;
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
