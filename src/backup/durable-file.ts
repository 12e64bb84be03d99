import { randomUUID } from 'node:crypto';
import { access, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable, Transform } from 'node:stream';

/** Flushes a folder's list of names, so that a new name is there after a power cut. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** @throws Error with the remedy when something has the name, before work is done in vain. */
export async function assertFreeName(path: string): Promise<void> {
  const isTaken = await access(path).then(
    () => true,
    () => false,
  );
  if (isTaken) throw explainWriting(path, { code: 'EEXIST' });
}

/** A file that is written under a name of its own until it is whole. */
export interface Draft {
  readonly path: string;
  /** Gives the file its final name; refuses when that name is taken, unless it may be replaced. */
  publish(mayReplace: boolean): Promise<void>;
  discard(): Promise<void>;
}

/** @throws Error with the remedy, for trouble of the disk. */
export function explainWriting(path: string, cause: unknown): Error {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Error(
        `The disk of ${path} is full. Nothing was left under that name. Free some space, or give a file on another disk.`,
        { cause },
      );
    case 'EEXIST':
      return new Error(`${path} exists already. Give another name, or replace it with --force.`);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Error(`This user may not write ${path}. Give a file in a folder that the user may write.`, {
        cause,
      });
    case 'EISDIR':
    case 'ENOTDIR':
      return new Error(`${path} is not the name of a file. Give one.`, { cause });
    default:
      return cause instanceof Error ? cause : new Error(`${path} could not be written.`, { cause });
  }
}

/** Renames without replacing what has the name. */
async function renameToFree(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
    await rm(from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // Some file systems have no links.
    await access(to).then(
      () => {
        throw Object.assign(new Error(`${to} exists.`), { code: 'EEXIST' });
      },
      () => rename(from, to),
    );
  }
}

/** Streams into a draft beside `path`, readable by its owner only, and flushes it to the disk. */
export async function writeDraft(path: string, source: Readable, packing: Transform): Promise<Draft> {
  const final = resolve(path);
  const folder = dirname(final);
  const draft = `${final}.${randomUUID()}.unfinished`;
  // What went wrong first matters, not that the rest of it could not be removed.
  const discard = () => rm(draft, { force: true }).catch(() => undefined);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    // With `flush`, the data are on the disk before the file closes.
    await pipeline(source, packing, file.createWriteStream({ flush: true }));
  } catch (error) {
    await discard();
    throw explainWriting(path, error);
  }
  const publish = async (mayReplace: boolean) => {
    try {
      await (mayReplace ? rename(draft, final) : renameToFree(draft, final));
      await flushFolder(folder);
    } catch (error) {
      await discard();
      throw explainWriting(path, error);
    }
  };
  return { path: draft, publish, discard };
}
