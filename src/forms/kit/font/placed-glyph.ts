import type { Overlay } from './composite.ts';

/** A glyph as placed by the shaper; lengths in thousandths of the type size. */
export interface PlacedGlyph {
  readonly glyphId: number;
  /** What the glyph stands for. */
  readonly codePoints: readonly number[];
  /** The advance the font's own width table gives. */
  readonly width: number;
  /** The advance after kerning. */
  readonly advance: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** Dots set over it, in thousandths of the type size. */
  readonly overlays: readonly Overlay[];
}
