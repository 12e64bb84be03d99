import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ROOT } from '../../files/root.ts';
import { fail, messageOf, ok, warn, type Finding } from './finding.ts';

/** SHA-256 of each file of each font package. */
export type FontHashes = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The hashes that the build wrote; null in a checkout that was not built. */
export async function readHashes(): Promise<FontHashes | null> {
  const places = ['fonts.json', 'dist/fonts.json'].map((name) => new URL(name, ROOT));
  const place = places.find((one) => existsSync(one));
  return place ? (JSON.parse(await readFile(place, 'utf8')) as FontHashes) : null;
}

/** Font files of a package that are missing or differ. */
async function damagedFonts(name: string, hashes: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const damaged: string[] = [];
  for (const [file, expected] of Object.entries(hashes)) {
    const bytes = await readFile(join(folder, file)).catch(() => null);
    const found = bytes && createHash('sha256').update(bytes).digest('hex');
    if (found !== expected) damaged.push(`${name}/${file}`);
  }
  return damaged;
}

/** Whether every font file is as it was when the server was built. */
export async function checkFonts(hashes: FontHashes | null): Promise<Finding> {
  const remedy = 'Run `npm ci --omit=dev` again.';
  try {
    if (!hashes) return warn('fonts', 'Not checked: dist/fonts.json is missing.', 'Run `npm run build`.');
    const packages = Object.entries(hashes);
    const damaged = (await Promise.all(packages.map(([name, files]) => damagedFonts(name, files)))).flat();
    const count = packages.reduce((sum, [, files]) => sum + Object.keys(files).length, 0);
    if (damaged.length === 0) return ok('fonts', `All ${count} files are as they were built.`);
    const named = damaged.slice(0, 3).join(', ');
    return fail('fonts', `${damaged.length} files are missing or damaged, such as ${named}.`, remedy);
  } catch (error) {
    return fail('fonts', `A font package is missing: ${messageOf(error).split('\n')[0] ?? ''}`, remedy);
  }
}
