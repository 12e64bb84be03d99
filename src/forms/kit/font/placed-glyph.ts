import type { Overlay } from './composite.ts';

/** A glyph as placed by the shaper; lengths in thousandths of the type size. */
export interface PlacedGlyph {
  readonly glyphId: number;
  /** Characters of the glyph. */
  readonly codePoints: readonly number[];
  /** Advance from the font's width table. */
  readonly width: number;
  /** Advance after kerning. */
  readonly advance: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** Dots placed over it, in thousandths of the type size. */
  readonly overlays: readonly Overlay[];
}
