import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import type { Font } from 'pdf-lib/cjs/types/fontkit.js';
import type { FaceFile } from './catalog.ts';
import { joinTakenApart } from './compose.ts';
import { GlyphSubset } from './glyph-subset.ts';
import type { PlacedGlyph } from './placed-glyph.ts';
import type { FontTables } from './sfnt.ts';
import { readTables, writeSfnt } from './sfnt.ts';

/** A word shaped in one face, with glyphs in visual order. */
export interface ShapedWord {
  readonly face: Face;
  readonly glyphs: readonly PlacedGlyph[];
  /** Thousandths of the type size. */
  readonly width: number;
}

export interface FaceMetrics {
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly box: readonly [number, number, number, number];
}

const EM = 1000;
/** Number of shaped words cached for each face: enough for every fixed text, and small enough for memory. */
const SHAPED_WORDS_KEPT = 6000;
/** Font features without ligatures or decomposition: one glyph per character, so that the PDF is searchable. */
const FEATURES = { liga: false, ccmp: false };
/** Font features for Arabic, whose joined forms need decomposition into strokes and dots. */
const ARABIC_FEATURES = { liga: false };

/** Characters of one glyph each, which moves with its neighbour only. */
const PLAIN_WORD = /^[!-~]{3,}$/;

function isArabic(word: string): boolean {
  return /\p{Script=Arabic}/u.test(word);
}

/** A font file, parsed once per process and shared by all documents. */
export class Face {
  readonly id: string;
  readonly metrics: FaceMetrics;
  private readonly font: Font;
  private readonly tables: FontTables;
  private readonly scale: number;
  private readonly shaped = new Map<string, ShapedWord>();

  constructor(file: FaceFile) {
    this.id = file.id;
    this.tables = readTables(readFileSync(file.path));
    // Decompressed here, since the parser's own inflater fails on some tables and then crashes or skips them.
    this.font = fontkit.create(writeSfnt(this.tables));
    forgetGlyphs(this.font);
    this.scale = EM / this.font.unitsPerEm;
    this.metrics = this.measure();
  }

  has(codePoint: number): boolean {
    return this.font.hasGlyphForCodePoint(codePoint);
  }

  /** Shapes one word of one direction (kerning, Arabic joining, marks). */
  shape(word: string): ShapedWord {
    const known = this.shaped.get(word);
    if (known) return known;
    const shaped = (PLAIN_WORD.test(word) && this.joinPairs(word)) || this.shapeAfresh(word);
    if (this.shaped.size >= SHAPED_WORDS_KEPT) this.shaped.clear();
    this.shaped.set(word, shaped);
    return shaped;
  }

  /** A new subset for one document. */
  createSubset(): GlyphSubset {
    return new GlyphSubset(this.tables);
  }

  /**
   * Shapes a plain word from its pairs of neighbours, of which there are few: names and numbers differ, and shaping each of
   * them was a third of the work of a long report. Null where a pair is not two glyphs.
   */
  private joinPairs(word: string): ShapedWord | null {
    const glyphs: PlacedGlyph[] = [];
    for (let at = 0; at < word.length - 1; at += 1) {
      const [first, second, third] = this.shape(word.slice(at, at + 2)).glyphs;
      if (!first || !second || third) return null;
      glyphs.push(first);
      if (at === word.length - 2) glyphs.push(second);
    }
    return { face: this, glyphs, width: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) };
  }

  private shapeAfresh(word: string): ShapedWord {
    const run = this.font.layout(word, isArabic(word) ? ARABIC_FEATURES : FEATURES);
    const glyphs = joinTakenApart(
      run.glyphs.map((glyph, index): PlacedGlyph => {
        const position = run.positions[index];
        return {
          glyphId: glyph.id,
          codePoints: [...glyph.codePoints],
          overlays: [],
          width: glyph.advanceWidth * this.scale,
          advance: (position?.xAdvance ?? glyph.advanceWidth) * this.scale,
          offsetX: (position?.xOffset ?? 0) * this.scale,
          offsetY: (position?.yOffset ?? 0) * this.scale,
        };
      }),
    );
    return { face: this, glyphs, width: glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) };
  }

  private measure(): FaceMetrics {
    const { ascent, descent, capHeight, italicAngle, bbox } = this.font;
    const { minX, minY, maxX, maxY } = bbox;
    const scaled = (value: number): number => value * this.scale;
    return {
      ascent: scaled(ascent),
      descent: scaled(descent),
      capHeight: scaled(capHeight),
      italicAngle,
      box: [scaled(minX), scaled(minY), scaled(maxX), scaled(maxY)],
    };
  }
}

/**
 * Clears the parser's glyph cache. The parser stores the first characters of a glyph and returns them for later
 * requests. This is wrong for an outline of several characters and depends on earlier documents.
 */
function forgetGlyphs(font: Font): void {
  const getGlyph = font.getGlyph.bind(font);
  font.getGlyph = (glyphId, codePoints) => {
    Reflect.set(font, '_glyphs', {});
    return getGlyph(glyphId, codePoints);
  };
}

const faces = new Map<string, Face>();

/** The face of a font file, read and parsed on first use. */
export function loadFace(file: FaceFile): Face {
  const known = faces.get(file.id);
  if (known) return known;
  const face = new Face(file);
  faces.set(file.id, face);
  return face;
}
