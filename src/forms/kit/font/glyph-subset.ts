import type { Composite } from './composite.ts';
import { COMPONENT, compositeOutline, GLYPH_HEAD_BYTES } from './composite.ts';
import type { FontTables } from './sfnt.ts';
import { padToFour, viewOf, writeSfnt } from './sfnt.ts';

/** Offsets of numbers in the tables (OpenType spec). */
const HEAD = { checksumAdjustment: 8, longOffsets: 50 } as const;
const HHEA_METRIC_COUNT = 34;
const MAXP = {
  glyphCount: 4,
  compositePoints: 10,
  compositeContours: 12,
  componentElements: 28,
  componentDepth: 30,
} as const;
/** Limits for our own composites, which the font's author did not provide for. */
const COMPOSITE_LIMITS = { points: 512, contours: 32, elements: 8, depth: 4 } as const;
const METRIC_BYTES = 4;

/** Tables with hinting programs that glyphs can call, copied unchanged. */
const HINTING_TABLES = ['cvt ', 'fpgm', 'prep'] as const;

/** A TrueType font with the requested glyphs only, numbered in the order of the requests. */
export class GlyphSubset {
  private readonly tables: FontTables;
  private readonly members: (number | Composite)[] = [0];
  private readonly numbers = new Map<string, number>([['0', 0]]);

  constructor(tables: FontTables) {
    this.tables = tables;
  }

  /** Number in the subset of a glyph of the full font. */
  include(glyphId: number): number {
    return this.number(String(glyphId), glyphId);
  }

  /** Number of a letter composed of several glyphs. */
  includeComposite(composite: Composite): number {
    return this.number(JSON.stringify(composite), composite);
  }

  /** The subset as a TrueType file, with the tables that PDF readers use. */
  encode(): Uint8Array {
    const outlines: Uint8Array[] = [];
    // The list grows during the loop, since composite glyphs add their components.
    for (const member of this.members) outlines.push(padToFour(this.outline(member)));
    const count = outlines.length;
    const tables = new Map<string, Uint8Array>([
      ['glyf', Buffer.concat(outlines)],
      ['loca', offsetsOf(outlines)],
      ['hmtx', Buffer.concat(this.members.map((member) => this.metric(baseOf(member))))],
      [
        'maxp',
        this.patched('maxp', (view) => {
          patchLimits(view, count);
        }),
      ],
      [
        'hhea',
        this.patched('hhea', (view) => {
          view.setUint16(HHEA_METRIC_COUNT, count);
        }),
      ],
      ['head', this.patched('head', patchHead)],
    ]);
    for (const tag of HINTING_TABLES) {
      const table = this.tables.get(tag);
      if (table) tables.set(tag, table);
    }
    return writeSfnt(tables);
  }

  private table(tag: string): Uint8Array {
    return this.tables.get(tag) ?? new Uint8Array();
  }

  private patched(tag: string, patch: (view: DataView) => void): Uint8Array {
    const copy = Uint8Array.from(this.table(tag));
    patch(viewOf(copy));
    return copy;
  }

  private number(key: string, member: number | Composite): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.members.push(member) - 1;
    this.numbers.set(key, number);
    return number;
  }

  private outline(member: number | Composite): Uint8Array {
    if (typeof member !== 'number') {
      return compositeOutline(
        member,
        (glyphId) => this.include(glyphId),
        (glyphId) => this.originalOutline(glyphId),
      );
    }
    const bytes = this.originalOutline(member);
    const isComposite = bytes.length > GLYPH_HEAD_BYTES && viewOf(bytes).getInt16(0) < 0;
    return isComposite ? this.renumbered(bytes) : bytes;
  }

  private originalOutline(glyphId: number): Uint8Array {
    const offsets = viewOf(this.table('loca'));
    const isLong = viewOf(this.table('head')).getUint16(HEAD.longOffsets) === 1;
    const at = (index: number): number =>
      isLong ? offsets.getUint32(index * 4) : offsets.getUint16(index * 2) * 2;
    return this.table('glyf').subarray(at(glyphId), at(glyphId + 1));
  }

  private renumbered(composite: Uint8Array): Uint8Array {
    const copy = Uint8Array.from(composite);
    const view = viewOf(copy);
    let at = GLYPH_HEAD_BYTES;
    for (let more = true; more;) {
      const flags = view.getUint16(at);
      view.setUint16(at + 2, this.include(view.getUint16(at + 2)));
      at += componentBytes(flags);
      more = (flags & COMPONENT.more) !== 0;
    }
    return copy;
  }

  private metric(glyphId: number): Uint8Array {
    const metrics = viewOf(this.table('hmtx'));
    const full = viewOf(this.table('hhea')).getUint16(HHEA_METRIC_COUNT);
    const result = new Uint8Array(METRIC_BYTES);
    const last = Math.min(glyphId, full - 1);
    const bearingAt =
      glyphId < full ? glyphId * METRIC_BYTES + 2 : full * METRIC_BYTES + (glyphId - full) * 2;
    viewOf(result).setUint16(0, metrics.getUint16(last * METRIC_BYTES));
    viewOf(result).setInt16(2, metrics.getInt16(bearingAt));
    return result;
  }
}

function patchHead(view: DataView): void {
  view.setUint32(HEAD.checksumAdjustment, 0);
  view.setUint16(HEAD.longOffsets, 1);
}

function patchLimits(view: DataView, glyphCount: number): void {
  view.setUint16(MAXP.glyphCount, glyphCount);
  const atLeast = (offset: number, least: number): void => {
    view.setUint16(offset, Math.max(least, view.getUint16(offset)));
  };
  atLeast(MAXP.compositePoints, COMPOSITE_LIMITS.points);
  atLeast(MAXP.compositeContours, COMPOSITE_LIMITS.contours);
  atLeast(MAXP.componentElements, COMPOSITE_LIMITS.elements);
  atLeast(MAXP.componentDepth, COMPOSITE_LIMITS.depth);
}

function baseOf(member: number | Composite): number {
  return typeof member === 'number' ? member : member.baseId;
}

function componentBytes(flags: number): number {
  let bytes = 4 + ((flags & COMPONENT.words) !== 0 ? 4 : 2);
  if ((flags & COMPONENT.scale) !== 0) bytes += 2;
  if ((flags & COMPONENT.xyScale) !== 0) bytes += 4;
  if ((flags & COMPONENT.matrix) !== 0) bytes += 8;
  return bytes;
}

function offsetsOf(outlines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array((outlines.length + 1) * 4);
  const view = viewOf(bytes);
  let offset = 0;
  outlines.forEach((outline, index) => {
    view.setUint32(index * 4, offset);
    offset += outline.length;
  });
  view.setUint32(outlines.length * 4, offset);
  return bytes;
}
