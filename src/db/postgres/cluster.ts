import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, lchown, lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { namesInCluster } from '../cluster-check.ts';
import type { Binaries } from './binaries.ts';
import { CannotRun } from './cannot-run.ts';
import type { SystemUser } from './run-as.ts';

/** Folder of the cluster in the data folder. It is there once it is complete. */
export const CLUSTER_FOLDER = 'postgresql';

/**
 * The role, and PostgreSQL's own collation: `C.UTF-8` of the builtin provider sorts alike on every system, so indexes stay
 * valid when the system is updated or the folder moves.
 */
const INITDB_OPTIONS = [
  ...['--username=keynest', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
  ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
];

/** One call of the system instead of one for each of 1,000 files, which took 0.8 s instead of 3 s. */
const SYNC_OPTIONS = process.platform === 'linux' ? ['--sync-method=syncfs'] : [];

/**
 * A cluster's folder as PostgreSQL is told it. It starts within the folder. Another user than this process's may not be
 * able to reach it by its path, but by this name, since it is there already.
 */
export function placeOf(clusterFolder: string, user: SystemUser | null): string {
  return user !== null && process.platform === 'linux' ? '/proc/self/cwd' : clusterFolder;
}

/**
 * Whether there is a cluster, whole or damaged: clusters are created elsewhere and get their place by a new name.
 *
 * @throws DamagedFolder when this user may not look.
 */
export async function hasCluster(clusterFolder: string): Promise<boolean> {
  return (await namesInCluster(clusterFolder)).length > 0;
}

/**
 * Makes a whole cluster ready for PostgreSQL, which refuses one that others may look at. What root copied here, or made
 * of what a copy left out, is given to the user that runs it.
 */
export async function giveCluster(
  clusterFolder: string,
  user: SystemUser | null,
  hasNewFolders: boolean,
): Promise<void> {
  const { mode, uid } = await stat(clusterFolder);
  if ((mode & 0o027) !== 0) await chmod(clusterFolder, 0o700);
  if (user === null || (uid !== 0 && !hasNewFolders)) return;
  const names = await readdir(clusterFolder, { recursive: true });
  for (const path of [clusterFolder, ...names.map((name) => join(clusterFolder, name))])
    if ((await lstat(path)).uid === 0) await lchown(path, user.uid, user.gid);
}

/** Flushes a folder's list of names to the disk. */
async function flushNames(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Puts a complete cluster in its place. */
export async function placeCluster(draft: string, clusterFolder: string): Promise<void> {
  await rename(draft, clusterFolder);
  await flushNames(dirname(clusterFolder));
}

/** Deletes what an interrupted creation left; it never held anything. */
async function deleteDrafts(clusterFolder: string): Promise<void> {
  const folder = dirname(clusterFolder);
  const drafts = (await readdir(folder)).filter((name) =>
    name.startsWith(`${basename(clusterFolder)}.draft-`),
  );
  await Promise.all(drafts.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}

/**
 * Creates a cluster beside its place, so that an interrupted creation leaves no half of it. `placeCluster` follows.
 *
 * @throws CannotRun when it cannot be created.
 */
export async function draftCluster(
  binaries: Binaries,
  clusterFolder: string,
  user: SystemUser | null,
): Promise<string> {
  await deleteDrafts(clusterFolder);
  const draft = `${clusterFolder}.draft-${randomUUID()}`;
  await mkdir(draft, { mode: 0o700 });
  if (user) await chown(draft, user.uid, user.gid);
  const options = [`--pgdata=${placeOf(draft, user)}`, ...INITDB_OPTIONS, ...SYNC_OPTIONS];
  try {
    await promisify(execFile)(binaries.initdb, options, { env: binaries.env, cwd: draft, ...user });
    return draft;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    const { stderr = '' } = cause as { stderr?: string };
    const reason = /error: (.+)/.exec(stderr)?.[1] ?? 'it ended without a reason';
    throw new CannotRun(`The embedded PostgreSQL could not create a database: ${reason}.`, { cause });
  }
}
