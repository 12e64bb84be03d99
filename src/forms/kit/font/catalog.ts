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

/** Fonts stay in node_modules: the bundle leaves their packages outside (see docs/decisions/build-once.md). */
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

/** One subset of the Chinese (and kana) family, by its number in the package. */
export function chineseFile(cut: string, weight: Weight): FaceFile {
  const name = `noto-sans-sc-${cut}-${CSS_WEIGHT[weight]}-normal.woff`;
  return {
    id: `NotoSansSC${cut}-${weight}`,
    path: join(packageFolder(PACKAGES.chinese), 'files', name),
  };
}

let chineseCuts: ReadonlyMap<number, string> | undefined;

/** The subset of the Chinese family that contains a code point, if any. The list is read on first use. */
export function chineseCutOf(codePoint: number): string | undefined {
  chineseCuts ??= readCuts();
  return chineseCuts.get(codePoint);
}

function readCuts(): ReadonlyMap<number, string> {
  const text = readFileSync(join(packageFolder(PACKAGES.chinese), 'unicode.json'), 'utf8');
  const cuts = new Map<number, string>();
  for (const [key, ranges] of Object.entries(JSON.parse(text) as Record<string, string>)) {
    const cut = /^\[(\d+)\]$/u.exec(key)?.[1];
    if (cut === undefined) continue;
    for (const range of ranges.split(',')) addRange(cuts, range, cut);
  }
  return cuts;
}

function addRange(cuts: Map<number, string>, range: string, cut: string): void {
  const [from = '', to = from] = range.replace('U+', '').split('-');
  for (let point = parseInt(from, 16); point <= parseInt(to, 16); point += 1) cuts.set(point, cut);
}
