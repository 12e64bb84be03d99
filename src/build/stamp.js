/** Remembers from what a thing was made, so that it is made again only when that changed. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STAMPS = join(ROOT, 'src/generated');

/** Paths of the files below a folder whose names end so, sorted. */
export async function filesBelow(folder, ending) {
  const entries = await readdir(join(ROOT, folder), { recursive: true });
  return entries
    .filter((name) => name.endsWith(ending))
    .map((name) => join(ROOT, folder, name))
    .sort();
}

async function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const path of [join(ROOT, 'package-lock.json'), ...sources])
    hash.update(path).update(await readFile(path));
  return hash.digest('hex');
}

/** Makes a product (a path below the root) unless it is there and was made from just these sources. */
export async function whenStale(product, sources, make) {
  const stampFile = join(STAMPS, `.${product.replaceAll('/', '-')}.stamp`);
  const now = await fingerprint(sources);
  const before = await readFile(stampFile, 'utf8').catch(() => '');
  if (now === before && existsSync(join(ROOT, product))) return;
  await make();
  await mkdir(STAMPS, { recursive: true });
  await writeFile(stampFile, now);
}
