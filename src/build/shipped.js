/** The packages that ship: bundled into dist/, copied there, or installed beside it by `npm ci --omit=dev`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './stamp.js';

const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Packages whose files browsers load: they are copied into dist/. */
export const COPIED_PACKAGES = ['@graphql-yoga/render-graphiql', '@scalar/fastify-api-reference'];

/** Folders of the packages that have code in a bundle. */
function bundledFolders({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const paths = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return new Set(paths.flatMap((path) => PACKAGE_FOLDER.exec(path) ?? []));
}

async function readManifest(folder) {
  return JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
}

async function describeFolder(folder, how) {
  const { name, version, license, author } = await readManifest(folder);
  return { folder, how, name, version, licence: license, author: author?.name ?? author };
}

/** A package of another platform is not installed here; the lock tells its licence. */
function describeLocked([folder, { version, license }]) {
  const name = folder.replace(/^.*node_modules\//, '');
  return { folder, how: 'installed', name, version, licence: license };
}

/** Packages of production in the lock, on all platforms. */
async function installedPackages() {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const ofProduction = Object.entries(packages).filter(([folder, { dev }]) => folder !== '' && !dev);
  return Promise.all(
    ofProduction.map((entry) =>
      existsSync(join(ROOT, entry[0])) ? describeFolder(entry[0], 'installed') : describeLocked(entry),
    ),
  );
}

/**
 * Every package that ships, with its licence as SPDX writes it.
 *
 * @param metafile - what the bundler tells of the bundle.
 */
export async function shippedPackages(metafile) {
  const bundled = [...bundledFolders(metafile)].sort();
  const described = await Promise.all([
    ...bundled.map((folder) => describeFolder(folder, 'bundled')),
    ...COPIED_PACKAGES.map((name) => describeFolder(`node_modules/${name}`, 'bundled')),
  ]);
  return [...described, ...(await installedPackages())];
}
