import type { Weight } from './catalog.ts';
import { arabicFile, chineseSubsetOf, chineseFile, sansFile } from './catalog.ts';
import type { Face } from './face.ts';
import { loadFace } from './face.ts';

/** Noto Sans has Devanagari, but the shaper orders it wrongly. A refusal is better than a wrong name. */
const NOT_SHAPED = /[\p{Script=Devanagari}\ua8e0-\ua8ff]/u;
const ARABIC = /\p{Script=Arabic}|[\u060c\u061b\u061f\u0640\u0660-\u0669]|[\u064b-\u0652]/u;

const chosen = new Map<string, Face | null>();

/** The first face of the fallback chain that prints a code point correctly, if any. */
export function faceFor(codePoint: number, weight: Weight): Face | undefined {
  const key = `${weight}${codePoint}`;
  const known = chosen.get(key);
  if (known !== undefined) return known ?? undefined;
  const face = choose(codePoint, weight);
  chosen.set(key, face ?? null);
  return face;
}

function choose(codePoint: number, weight: Weight): Face | undefined {
  const character = String.fromCodePoint(codePoint);
  if (NOT_SHAPED.test(character)) return undefined;
  if (ARABIC.test(character)) return having(loadFace(arabicFile(weight)), codePoint);
  const sans = having(loadFace(sansFile(weight)), codePoint);
  if (sans) return sans;
  const cut = chineseSubsetOf(codePoint);
  return cut === undefined ? undefined : having(loadFace(chineseFile(cut, weight)), codePoint);
}

function having(face: Face, codePoint: number): Face | undefined {
  return face.has(codePoint) ? face : undefined;
}
