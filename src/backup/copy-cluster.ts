import { constants, type Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inMebibytes, MIN_FREE_BYTES, type ReadFreeSpace } from '../db/disk-space.ts';
import { readControlFile } from '../db/control-file.ts';
import { CLUSTER_FOLDER } from '../db/folder-lock.ts';
import { socketPath, type CopyAnswer } from './copy-server.ts';

/** The log is copied last. The file that says where to begin in it is that of the checkpoint before the copy. */
const LATE = new Set(['pg_wal', 'global/pg_control']);

/** Files of a folder and of those below it, from that folder. Those that go away meanwhile are left out. */
async function listFiles(root: string, below = ''): Promise<{ files: string[]; folders: string[] }> {
  const found = { files: [] as string[], folders: [] as string[] };
  const entries: Dirent[] = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(below, entry.name);
    if (LATE.has(path)) continue;
    if (!entry.isDirectory()) {
      found.files.push(path);
      continue;
    }
    const inner = await listFiles(root, path);
    found.folders.push(path, ...inner.folders);
    found.files.push(...inner.files);
  }
  return found;
}

/** Copies a file. PostgreSQL may have removed it since the folder was read; its log then says so. */
async function copy(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}

async function copyData(from: string, to: string): Promise<void> {
  const { files, folders } = await listFiles(from);
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(join(to, folder), { recursive: true });
  for (const file of files) await copy(join(from, file), join(to, file));
}

/** @throws Error when a checkpoint removed the log that the copy begins with. */
async function copyLog(from: string, to: string, first: string): Promise<void> {
  await mkdir(join(to, 'pg_wal'), { mode: 0o700 });
  const names = (await readdir(join(from, 'pg_wal'))).filter((name) => /^[0-9A-F]{24}$/.test(name));
  for (const name of names.filter((segment) => segment >= first))
    await copy(join(from, 'pg_wal', name), join(to, 'pg_wal', name));
  if (!names.includes(first))
    throw new Error(
      'The database changed too much while it was copied. Back up again when less is going on.',
    );
}

async function assertSpace(cluster: string, readFreeSpace: ReadFreeSpace): Promise<void> {
  const { files } = await listFiles(cluster);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(cluster, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  const needed = sizes.reduce((sum, size) => sum + size, 2 * MIN_FREE_BYTES);
  const free = await readFreeSpace();
  if (free < needed)
    throw new Error(
      `The disk of ${cluster} has ${inMebibytes(free)} left, but a backup of a running server needs ${inMebibytes(needed)} for a while. Free some space, or stop the server first.`,
    );
}

/** What the process that owns a data folder answers, one at a time. */
async function* askOwner(folder: string, copied: Promise<void>): AsyncGenerator<CopyAnswer> {
  const socket = connect(socketPath(folder));
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    }).catch((cause: unknown) => {
      throw new Error(
        `Another process uses the data folder ${folder} and does not answer. If it is a server, restart it with this version; else wait until it ends.`,
        { cause },
      );
    });
    void copied.then(() => socket.write('copied\n'));
    for await (const line of createInterface({ input: socket })) yield JSON.parse(line) as CopyAnswer;
  } finally {
    socket.destroy();
  }
}

/**
 * Copies the cluster of a data folder whose owner runs a copy server. The owner goes on serving: it waits for a checkpoint
 * at the beginning and for nothing else.
 *
 * @param target - folder to make for the copy; PostgreSQL recovers it when it opens it.
 * @throws Error with the remedy.
 */
export async function copyRunningCluster(
  folder: string,
  target: string,
  readFreeSpace: ReadFreeSpace,
): Promise<void> {
  const cluster = join(folder, CLUSTER_FOLDER);
  await assertSpace(cluster, readFreeSpace);
  let isCopied: () => void = () => undefined;
  const copied = new Promise<void>((resolve) => (isCopied = resolve));
  for await (const answer of askOwner(folder, copied)) {
    if (answer.kind === 'refused') throw new Error(answer.message);
    const control = Buffer.from(answer.control, 'base64');
    await copyData(cluster, target);
    await copyLog(cluster, target, readControlFile(control, 'global/pg_control').firstSegment);
    await writeFile(join(target, 'global/pg_control'), control, { mode: 0o600 });
    isCopied();
    return;
  }
  throw new Error('The server stopped while the backup was made. Back up again.');
}
