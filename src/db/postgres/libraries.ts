import { mkdir, readFile, readlink, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A link of the package, which npm cannot hold. Its install script would make them; KeyNest runs none. */
interface Link {
  readonly source: string;
  readonly target: string;
}

async function readLinks(native: string): Promise<readonly { name: string; file: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as Link[];
  return links
    .filter(({ target }) => target.startsWith('native/lib/'))
    .map(({ source, target }) => ({ name: basename(target), file: basename(source) }));
}

/**
 * Makes the links in `folder`, and mends those that point elsewhere.
 *
 * @param lib - path of the libraries as the links tell it.
 */
export async function linkLibraries(native: string, folder: string, lib: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, file } of await readLinks(native)) {
    const [link, path] = [join(folder, name), join(lib, file)];
    if ((await readlink(link).catch(() => null)) === path) continue;
    await rm(link, { force: true });
    await symlink(path, link);
  }
}
