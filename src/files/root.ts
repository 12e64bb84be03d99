import { existsSync } from 'node:fs';

/**
 * The folder that holds prisma/migrations and schema/openapi.yaml: the project's root for the sources, dist/ for the
 * bundle.
 */
export const ROOT = findRoot(new URL('./', import.meta.url));

function findRoot(folder: URL): URL {
  if (existsSync(new URL('prisma/migrations', folder))) return folder;
  const parent = new URL('../', folder);
  if (parent.href === folder.href) throw new Error('The code has no prisma/migrations beside or above it.');
  return findRoot(parent);
}
