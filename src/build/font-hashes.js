import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from './stamp.js';

const { dependencies } = createRequire(import.meta.url)('../../package.json');

const FONT_PACKAGE = /^@fontsource\/|^@expo-google-fonts\//;
const FONT_FILE = /\.(ttf|otf|woff2?)$/;

async function hashPackage(name) {
  const folder = join(ROOT, 'node_modules', name);
  const files = (await readdir(folder, { recursive: true })).filter((file) => FONT_FILE.test(file)).sort();
  const hash = async (file) => {
    const digest = createHash('sha256').update(await readFile(join(folder, file)));
    return [file.replaceAll('\\', '/'), digest.digest('hex')];
  };
  return [name, Object.fromEntries(await Promise.all(files.map(hash)))];
}

/** SHA-256 of the files of each font package, by which `keynest doctor` finds damaged ones. */
export async function hashFonts() {
  const names = Object.keys(dependencies).filter((name) => FONT_PACKAGE.test(name));
  return Object.fromEntries(await Promise.all(names.map(hashPackage)));
}
