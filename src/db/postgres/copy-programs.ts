import { chmod, cp, lstat, mkdir, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { linkLibraries } from './libraries.ts';

/** Where the copies are kept. The second one is for systems whose files are read-only. */
const PLACES = ['/var/cache/keynest', join(tmpdir(), 'keynest-programs')];

/** For building against the libraries, which nobody does here. */
const NOT_NEEDED = /\.a$|\/pkgconfig$/;

/** Whether it is a folder of root that others cannot change. In /tmp, anybody could have made it. */
async function isOurs(folder: string): Promise<boolean> {
  return lstat(folder).then(
    (found) => found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0,
    () => false,
  );
}

/** Lets every user read, whatever the umask was when npm unpacked the files. */
async function letOthersRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await letOthersRead(path);
    else if (entry.isFile()) await chmod(path, dirname(path).endsWith('/bin') ? 0o755 : 0o644);
  }
}

async function fill(native: string, draft: string): Promise<void> {
  await cp(native, draft, { recursive: true, filter: (path) => !NOT_NEEDED.test(path) });
  await letOthersRead(draft);
  await linkLibraries(native, join(draft, 'lib'), '.');
}

/** The copy in one place, made when it is missing; null when nothing can be kept there. */
async function copyTo(place: string, name: string, native: string): Promise<string | null> {
  const target = join(place, name);
  await mkdir(place, { recursive: true, mode: 0o755 }).catch(() => undefined);
  if (!(await isOurs(place))) return null;
  if (await isOurs(target)) return target;
  const draft = await mkdtemp(join(place, 'draft-')).catch(() => null);
  if (draft === null) return null;
  try {
    await fill(native, draft);
    // Whole or absent. Another process may have been first.
    await rename(draft, target).catch(() => undefined);
    return (await isOurs(target)) ? target : null;
  } catch {
    return null;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Copies PostgreSQL's programs to a place that every user can reach, once for each version.
 *
 * @throws CannotRun when no place takes them.
 */
export async function copyPrograms(native: string): Promise<string> {
  const manifest = await readFile(join(native, '../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  for (const place of PLACES) {
    const copy = await copyTo(place, `postgresql-${version}`, native);
    if (copy !== null) return copy;
  }
  throw new CannotRun(
    `PostgreSQL does not run as root, and its programs could not be copied to ${PLACES.join(' or ')} for another user.`,
  );
}
