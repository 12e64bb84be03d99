import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export type Weight = 'regular' | 'bold';

/** A font file: one weight of a family, or of a Unicode subset of it. */
export interface FaceFile {
  /** Stable and unique; also the name of the face inside a PDF. */
  readonly id: string;
  readonly path: string;
}

const CSS_WEIGHT: Record<Weight, string> = { regular: '400', bold: '700' };
const SANS_FOLDER: Record<Weight, string> = { regular: '400Regular', bold: '700Bold' };
const PACKAGES = {
  sans: '@expo-google-fonts/noto-sans',
  arabic: '@fontsource/noto-sans-arabic',
  chinese: '@fontsource/noto-sans-sc',
} as const;

/** Folders of the font packages. Fonts stay in node_modules, since the bundle excludes them (see docs/decisions/build-once.md). */
const folders = new Map<string, string>();

function packageFolder(name: string): string {
  const known = folders.get(name);
  if (known !== undefined) return known;
  const folder = dirname(require.resolve(`${name}/package.json`));
  folders.set(name, folder);
  return folder;
}

/** Latin with Vietnamese, Greek and Cyrillic. It is first in the fallback chain. */
export function sansFile(weight: Weight): FaceFile {
  const folder = SANS_FOLDER[weight];
  const path = join(packageFolder(PACKAGES.sans), folder, `NotoSans_${folder}.ttf`);
  return { id: `NotoSans-${weight}`, path };
}

/** Arabic, Persian, Urdu. */
export function arabicFile(weight: Weight): FaceFile {
  const name = `noto-sans-arabic-arabic-${CSS_WEIGHT[weight]}-normal.woff`;
  return { id: `NotoSansArabic-${weight}`, path: join(packageFolder(PACKAGES.arabic), 'files', name) };
}

/** A subset of the Chinese (and kana) family, by its number in the package. */
export function chineseFile(subset: string, weight: Weight): FaceFile {
  const name = `noto-sans-sc-${subset}-${CSS_WEIGHT[weight]}-normal.woff`;
  return {
    id: `NotoSansSC${subset}-${weight}`,
    path: join(packageFolder(PACKAGES.chinese), 'files', name),
  };
}

let chineseSubsets: ReadonlyMap<number, string> | undefined;

/** The subset of the Chinese family that contains a code point, if any. The list is read on first use. */
export function chineseSubsetOf(codePoint: number): string | undefined {
  chineseSubsets ??= readSubsets();
  return chineseSubsets.get(codePoint);
}

function readSubsets(): ReadonlyMap<number, string> {
  const text = readFileSync(join(packageFolder(PACKAGES.chinese), 'unicode.json'), 'utf8');
  const subsets = new Map<number, string>();
  for (const [key, ranges] of Object.entries(JSON.parse(text) as Record<string, string>)) {
    const subset = /^\[(\d+)\]$/u.exec(key)?.[1];
    if (subset === undefined) continue;
    for (const range of ranges.split(',')) addRange(subsets, range, subset);
  }
  return subsets;
}

function addRange(subsets: Map<number, string>, range: string, subset: string): void {
  const [from = '', to = from] = range.replace('U+', '').split('-');
  for (let point = parseInt(from, 16); point <= parseInt(to, 16); point += 1) subsets.set(point, subset);
}
