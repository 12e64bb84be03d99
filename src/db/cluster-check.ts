import { constants } from 'node:fs';
import { access, mkdir, open, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readControlFile } from './control-file.ts';
import { DamagedFolder } from './damaged-folder.ts';

/** Major version of the embedded PostgreSQL. Folders of other versions have other formats. */
export const EMBEDDED_MAJOR = '18';

const PAGE_BYTES = 8192;
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** The database of PostgreSQL that KeyNest's tables are in; `postgres` has this number in every cluster. */
const BASE = 'base/5';

/** Folders that hold something in every cluster. */
const FOLDERS = [
  'base',
  'base/1',
  BASE,
  'global',
  'pg_wal',
  'pg_xact',
  'pg_multixact/members',
  'pg_multixact/offsets',
];

/** Files that every cluster has, none of them empty. */
const FILES = ['postgresql.conf', 'global/pg_filenode.map', `${BASE}/PG_VERSION`, `${BASE}/pg_filenode.map`];

/** Folders that are empty in a closed cluster. Tools that copy files only leave them out; PostgreSQL needs them. */
const EMPTY_FOLDERS = [
  'pg_commit_ts',
  'pg_dynshmem',
  'pg_logical/mappings',
  'pg_logical/snapshots',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_tblspc',
  'pg_twophase',
  'pg_wal/archive_status',
  'pg_wal/summaries',
];

const damaged = (what: string, cause?: unknown) =>
  new DamagedFolder(`The database is damaged: ${what}.`, 'restore', cause);

/** Reads a file of a cluster. @throws DamagedFolder when it is missing, empty or not readable. */
async function readPart(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EACCES') throw notAllowed(path, cause);
    throw damaged(`${path} is ${code === 'ENOENT' ? 'missing' : 'not readable'}`, cause);
  });
  if (bytes.length === 0) throw damaged(`${path} is empty`);
  return bytes;
}

const notAllowed = (path: string, cause: unknown) =>
  new DamagedFolder(
    `This user may not read and write ${path}, which belongs to the database.`,
    'permission',
    cause,
  );

async function assertWritable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await access(path, constants.R_OK | constants.W_OK).catch((cause: unknown) => {
      const { code } = cause as NodeJS.ErrnoException;
      throw code === 'ENOENT' ? damaged(`${path} is missing`, cause) : notAllowed(path, cause);
    });
  }
}

async function assertVersion(cluster: string): Promise<void> {
  const path = join(cluster, 'PG_VERSION');
  const version = (await readPart(path)).toString().trim();
  if (version === EMBEDDED_MAJOR) return;
  if (!/^\d+(\.\d+)?$/.test(version)) throw damaged(`${path} holds no version`);
  throw new DamagedFolder(
    `The database in ${cluster} has the format of PostgreSQL ${version}, and this KeyNest embeds PostgreSQL ${EMBEDDED_MAJOR}.`,
    'version',
  );
}

async function assertFolders(cluster: string): Promise<void> {
  for (const name of FOLDERS) {
    const names = await readdir(join(cluster, name)).catch(() => null);
    if (!names) throw damaged(`the folder ${join(cluster, name)} is missing`);
    if (names.length === 0) throw damaged(`the folder ${join(cluster, name)} is empty`);
  }
}

/** @throws DamagedFolder when the log file that opening begins with is missing or no log file. */
async function assertLog(cluster: string, segment: string): Promise<void> {
  const path = join(cluster, 'pg_wal', segment);
  const { size } = await stat(path).catch((cause: unknown) => {
    throw damaged(`its write-ahead log ${path} is missing`, cause);
  });
  if (size !== SEGMENT_BYTES)
    throw damaged(`its write-ahead log ${path} has ${size} bytes, not ${SEGMENT_BYTES}`);
  const file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close());
  // The second byte of a page's magic number is 0xd1 since PostgreSQL 13.
  if (buffer[1] !== 0xd1) throw damaged(`its write-ahead log ${path} holds something else`);
}

/** @throws DamagedFolder when a file of a closed cluster ends within a page. */
async function assertWholePages(cluster: string): Promise<void> {
  for (const folder of ['global', BASE]) {
    for (const name of await readdir(join(cluster, folder))) {
      if (!/^\d+(_\w+)?(\.\d+)?$/.test(name)) continue;
      const path = join(cluster, folder, name);
      const { size } = await stat(path);
      if (size % PAGE_BYTES !== 0) throw damaged(`${path} was cut off at ${size} bytes`);
    }
  }
}

/**
 * Makes sure that a folder holds a whole cluster of this version, without opening it. Makes the empty folders that a copy
 * left out; changes nothing else.
 *
 * @throws DamagedFolder saying what is wrong.
 */
export async function assertWholeCluster(cluster: string): Promise<void> {
  const names = await readdir(cluster);
  if (!names.some((name) => ['PG_VERSION', 'base', 'global', 'pg_wal'].includes(name)))
    throw new DamagedFolder(
      `${cluster} holds no database but other files (${names.slice(0, 3).join(', ')}).`,
      'folder',
    );
  await assertVersion(cluster);
  await assertFolders(cluster);
  const controlPath = join(cluster, 'global/pg_control');
  const control = readControlFile(await readPart(controlPath), controlPath);
  for (const name of FILES) await readPart(join(cluster, name));
  await assertLog(cluster, control.firstSegment);
  if (control.isShutDown) await assertWholePages(cluster);
  await assertWritable([cluster, controlPath, join(cluster, 'pg_wal'), join(cluster, BASE)]);
  for (const name of EMPTY_FOLDERS) await mkdir(join(cluster, name), { recursive: true, mode: 0o700 });
}
