import { existsSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { dirname, resolve } from 'node:path';
import { freeSpaceAt, inMebibytes, MIN_FREE_BYTES, NEW_DATABASE_BYTES } from '../../db/disk-space.ts';
import type { Config } from '../../config.ts';
import { fail, ok, warn, type Finding } from './finding.ts';
import { checkFonts, readHashes } from './fonts.ts';

const MEBIBYTE = 1024 * 1024;
const MIN_MEMORY_BYTES = 512 * MEBIBYTE;
/** Below this a database soon cannot grow. */
const LITTLE_SPACE_BYTES = 1024 * MEBIBYTE;

/** The folder, or the nearest one above that exists. */
function existingFolder(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : existingFolder(dirname(path));
}

/** The disk that the server writes to: of the embedded database, else of temporary files. */
async function checkDisk({ databaseUrl, dataFolder }: Config): Promise<Finding> {
  const folder = existingFolder(databaseUrl === null ? dataFolder : tmpdir());
  const free = await freeSpaceAt(folder)();
  const message = `The disk of ${folder} has ${inMebibytes(free)} left.`;
  const remedy = 'Free some space, or set KEYNEST_DATA to a folder on another disk.';
  if (databaseUrl === null && free < MIN_FREE_BYTES + NEW_DATABASE_BYTES)
    return fail('room', message, remedy);
  return free < LITTLE_SPACE_BYTES ? warn('room', message, remedy) : ok('room', message);
}

/** The memory that this process may take: the machine's, or the limit of its container. */
function checkMemory(): Finding {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const message = `The process may take ${inMebibytes(bytes)} of memory.`;
  const remedy = `Give it at least ${inMebibytes(MIN_MEMORY_BYTES)}.`;
  return bytes < MIN_MEMORY_BYTES ? warn('room', message, remedy) : ok('room', message);
}

/** What does not depend on the database. */
export async function checkMachine(config: Config | null): Promise<Finding[]> {
  return [...(config ? [await checkDisk(config)] : []), checkMemory(), await checkFonts(await readHashes())];
}
