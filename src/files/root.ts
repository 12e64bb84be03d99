import { existsSync } from 'node:fs';

/** The project's root folder, from wherever this code runs: src/ or the bundle in dist/. */
export const ROOT = findRoot(new URL('./', import.meta.url));

function findRoot(folder: URL): URL {
  if (existsSync(new URL('package.json', folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href)
    throw new Error('No package.json was found above the code. Run KeyNest from its project folder.');
  return findRoot(parent);
}
