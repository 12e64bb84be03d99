import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './stamp.js';

const PACKAGE_FOLDER = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

async function describePackage(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'));
  const files = (await readdir(join(ROOT, folder)))
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(join(ROOT, folder, file), 'utf8')));
  return [`${name} ${version} (${license})`, ...texts.map((text) => text.trim())].join('\n\n');
}

/** The licences of the packages that a bundle contains, as they ask. `inputs`: paths of the bundled files. */
export async function collectLicences(inputs) {
  const folders = new Set(inputs.flatMap((path) => PACKAGE_FOLDER.exec(path) ?? []));
  const described = await Promise.all([...folders].sort().map(describePackage));
  return `${described.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
