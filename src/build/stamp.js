/** Remembers the sources of each build product, so that it is made again only after one of them changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Sorted paths of the files below a folder of the project whose names end with `ending`. */
export async function filesBelow(folder, ending) {
  const entries = await readdir(join(ROOT, folder), { recursive: true });
  return entries
    .filter((name) => name.endsWith(ending))
    .map((name) => join(ROOT, folder, name))
    .sort();
}

async function fingerprint(sources) {
  const hash = createHash('sha256');
  const paths = [join(ROOT, 'package-lock.json'), ...sources];
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  contents.forEach((content, index) => hash.update(paths[index].slice(ROOT.length)).update(content));
  return hash.digest('hex');
}

/**
 * Makes a product unless it exists and was made from exactly these sources.
 *
 * @param product - a file; its stamp lies beside it.
 */
export async function whenStale(product, sources, make) {
  const path = join(ROOT, product);
  const stampFile = `${path}.stamp`;
  const now = await fingerprint(sources);
  const before = await readFile(stampFile, 'utf8').catch(() => '');
  if (now === before && existsSync(path)) return;
  process.stderr.write(`Building ${product} …\n`);
  await make();
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, now);
}
