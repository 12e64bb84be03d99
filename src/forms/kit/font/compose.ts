import type { PlacedGlyph } from './placed-glyph.ts';

const COMBINING = /\p{M}/u;

/**
 * Joins the parts of Arabic letters into single glyphs. The shaper splits some letters into a stroke and dots without
 * characters of their own; joined, each letter of the text is a letter of the PDF. Glyphs are in visual order, so the
 * dots of a right-to-left letter come first. Lengths in thousandths of the type size. Pure.
 */
export function joinTakenApart(glyphs: readonly PlacedGlyph[]): readonly PlacedGlyph[] {
  let pen = 0;
  const pens = glyphs.map(({ advance, offsetX }) => {
    const at = pen + offsetX;
    pen += advance;
    return at;
  });
  const joined = glyphs.map((glyph) => ({ ...glyph, overlays: [...glyph.overlays] }));
  const isGone = glyphs.map(() => false);
  glyphs.forEach((glyph, index) => {
    if (glyph.codePoints.length > 0 || glyph.advance !== 0) return;
    const baseAt = letterAfter(glyphs, index);
    const base = joined[baseAt];
    if (!base) return;
    const x = Math.round((pens[index] ?? 0) - (pens[baseAt] ?? 0));
    base.overlays.push({ glyphId: glyph.glyphId, x, y: Math.round(glyph.offsetY - base.offsetY) });
    isGone[index] = true;
  });
  return joined.filter((_, index) => isGone[index] !== true);
}

/** Searches from a given glyph; searching from the beginning would take quadratic time for a long line. */
function letterAfter(glyphs: readonly PlacedGlyph[], index: number): number {
  for (let at = index + 1; at < glyphs.length; at += 1) {
    const glyph = glyphs[at];
    if (glyph && isLetter(glyph)) return at;
  }
  return -1;
}

function isLetter({ codePoints }: PlacedGlyph): boolean {
  return codePoints.length > 0 && !COMBINING.test(String.fromCodePoint(...codePoints));
}
