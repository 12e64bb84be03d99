import { viewOf } from './sfnt.ts';

/** A glyph placed over another, with its offset in font units. */
export interface Overlay {
  readonly glyphId: number;
  readonly x: number;
  readonly y: number;
}

/** A letter composed of its stroke and dots into a single glyph. */
export interface Composite {
  readonly baseId: number;
  readonly overlays: readonly Overlay[];
}

/** Flags of a component of a composite glyph (OpenType spec, "glyf"). */
export const COMPONENT = {
  words: 0x0001,
  offsets: 0x0002,
  scale: 0x0008,
  more: 0x0020,
  xyScale: 0x0040,
  matrix: 0x0080,
  metrics: 0x0200,
} as const;

/** Bytes of a glyph's header: number of contours and bounding box. */
export const GLYPH_HEAD_BYTES = 10;
const COMPONENT_BYTES = 8;
const BOX_AT = 2;

type Bounds = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** Writes a composite glyph; `numberOf` gives a glyph's number in the new font, `outlineOf` its bytes. */
export function compositeOutline(
  { baseId, overlays }: Composite,
  numberOf: (glyphId: number) => number,
  outlineOf: (glyphId: number) => Uint8Array,
): Uint8Array {
  const parts: readonly Overlay[] = [{ glyphId: baseId, x: 0, y: 0 }, ...overlays];
  const bytes = new Uint8Array(GLYPH_HEAD_BYTES + parts.length * COMPONENT_BYTES);
  const view = viewOf(bytes);
  view.setInt16(0, -1);
  boundsOf(parts, outlineOf).forEach((value, index) => {
    view.setInt16(BOX_AT + 2 * index, value);
  });
  parts.forEach(({ glyphId, x, y }, index) => {
    const at = GLYPH_HEAD_BYTES + index * COMPONENT_BYTES;
    const more = index < parts.length - 1 ? COMPONENT.more : 0;
    const metrics = index === 0 ? COMPONENT.metrics : 0;
    view.setUint16(at, COMPONENT.words | COMPONENT.offsets | more | metrics);
    view.setUint16(at + 2, numberOf(glyphId));
    view.setInt16(at + 4, x);
    view.setInt16(at + 6, y);
  });
  return bytes;
}

function boundsOf(parts: readonly Overlay[], outlineOf: (glyphId: number) => Uint8Array): Bounds {
  const boxes = parts.flatMap(({ glyphId, x, y }): Bounds[] => {
    const outline = outlineOf(glyphId);
    if (outline.length < GLYPH_HEAD_BYTES) return [];
    const at = (index: number): number => viewOf(outline).getInt16(BOX_AT + 2 * index);
    return [[at(0) + x, at(1) + y, at(2) + x, at(3) + y]];
  });
  const all = (index: 0 | 1 | 2 | 3): number[] => boxes.map((box) => box[index]);
  return [Math.min(...all(0)), Math.min(...all(1)), Math.max(...all(2)), Math.max(...all(3))];
}
