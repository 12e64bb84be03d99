import { readFile, stat } from 'node:fs/promises';
import { CannotRun } from './cannot-run.ts';

/** A user of the system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Users that PostgreSQL runs as when this process is root, the first one that exists. */
const PREFERRED = ['keynest', 'postgres', 'node', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function readUsers(): Promise<ReadonlyMap<string, SystemUser>> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const users = lines.map((line) => /^([^:]+):[^:]*:(\d+):(\d+):/.exec(line));
  return new Map(
    users.flatMap((found) =>
      found ? [[found[1] ?? '', { uid: Number(found[2]), gid: Number(found[3]) }] as const] : [],
    ),
  );
}

async function ownerOf(folder: string): Promise<SystemUser | null> {
  return stat(folder).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  );
}

/**
 * The user that runs PostgreSQL, which refuses to run as root; null for this process's own user.
 *
 * @throws CannotRun when this process is root and the system has no user for it.
 */
export async function chooseUser(dataFolder: string, clusterFolder: string): Promise<SystemUser | null> {
  if (!isRoot()) return null;
  const owner = await ownerOf(clusterFolder);
  // A cluster of root is a copy that root made. It is given to the user that runs PostgreSQL.
  if (owner && owner.uid !== 0) return owner;
  const users = await readUsers();
  // PostgreSQL creates a cluster only as a user that the system knows.
  const uid = (await ownerOf(dataFolder))?.uid;
  const known = [...users.values()].find((user) => user.uid === uid);
  const preferred = PREFERRED.map((name) => users.get(name));
  const found = [known, ...preferred].find((user) => user !== undefined && user.uid !== 0);
  if (found) return found;
  throw new CannotRun('PostgreSQL does not run as root. Start KeyNest as another user.');
}
