import type { PDFContext, PDFDocument, PDFRawStream, PDFRef } from 'pdf-lib';
import { PDFString } from 'pdf-lib';
import { deflate } from '../deflate.ts';
import type { Face } from './face.ts';
import type { PlacedGlyph } from './placed-glyph.ts';
import type { GlyphSubset } from './glyph-subset.ts';
import { viewOf } from './sfnt.ts';
import { charactersOf } from '../text/characters.ts';

/** A glyph with its characters, since the same outline can stand for different characters. */
interface UsedGlyph {
  readonly number: number;
  readonly codePoints: readonly number[];
  readonly width: number;
}

/** Font flag "nonsymbolic", which PDF readers expect of a text face. */
const FONT_FLAGS = 4;
const CODES_PER_BLOCK = 100;

/** The glyphs of a face that a document uses, numbered in the order of use, so that bytes are repeatable. */
export class FaceSubset {
  /** Name in the resources of the page. */
  readonly resourceName: string;
  /** Reference of the font object, which {@link FaceSubset.embed} writes. */
  readonly ref: PDFRef;
  private readonly face: Face;
  private readonly subset: GlyphSubset;
  private readonly used: UsedGlyph[] = [];
  private readonly codes = new Map<string | number, string>();

  constructor(face: Face, resourceName: string, ref: PDFRef) {
    this.face = face;
    this.resourceName = resourceName;
    this.ref = ref;
    this.subset = face.createSubset();
  }

  /** Code of a glyph in the page content, four hexadecimal digits. */
  encode(glyph: PlacedGlyph): string {
    const key = keyOf(glyph);
    const known = this.codes.get(key);
    if (known !== undefined) return known;
    const { glyphId, codePoints, width, overlays } = glyph;
    // Code 0 is reserved for the missing glyph.
    const number =
      overlays.length > 0
        ? this.subset.includeComposite({ baseId: glyphId, overlays })
        : this.subset.include(glyphId);
    const code = hex4(this.used.push({ number, codePoints, width }));
    this.codes.set(key, code);
    return code;
  }

  /** Writes the font into the document. Call once, after the last page. */
  embed(document: PDFDocument): void {
    const { context } = document;
    const name = `${subsetTag(this.resourceName)}+${this.face.id}`;
    const file = context.register(compressed(context, this.subset.encode()));
    const descendant = context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDToGIDMap: context.register(compressed(context, this.glyphNumbers())),
      CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
      FontDescriptor: context.register(context.obj(this.descriptor(name, file))),
      W: this.widths(),
    });
    const font = context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [context.register(descendant)],
      ToUnicode: context.register(compressed(context, Buffer.from(this.unicodeMap(), 'latin1'))),
    });
    context.assign(this.ref, font);
  }

  private descriptor(
    name: string,
    file: PDFRef,
  ): Record<string, string | number | PDFRef | readonly number[]> {
    const { metrics } = this.face;
    return {
      Type: 'FontDescriptor',
      FontName: name,
      Flags: FONT_FLAGS,
      FontBBox: [...metrics.box],
      ItalicAngle: metrics.italicAngle,
      Ascent: metrics.ascent,
      Descent: metrics.descent,
      CapHeight: metrics.capHeight,
      StemV: 0,
      FontFile2: file,
    };
  }

  private widths(): (number | number[])[] {
    return [1, this.used.map(({ width }) => Math.round(width))];
  }

  /** Outline number of each code, two bytes each. */
  private glyphNumbers(): Uint8Array {
    const bytes = new Uint8Array((this.used.length + 1) * 2);
    this.used.forEach(({ number }, index) => {
      viewOf(bytes).setUint16((index + 1) * 2, number);
    });
    return bytes;
  }

  private unicodeMap(): string {
    const lines = this.used.map(({ codePoints }, index) => `<${hex4(index + 1)}> <${utf16(codePoints)}>`);
    const blocks: string[] = [];
    for (let start = 0; start < lines.length; start += CODES_PER_BLOCK) {
      const block = lines.slice(start, start + CODES_PER_BLOCK);
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
    }
    return [
      '/CIDInit /ProcSet findresource begin',
      '12 dict begin',
      'begincmap',
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
      '/CMapName /Adobe-Identity-UCS def',
      '/CMapType 2 def',
      '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
      ...blocks,
      'endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend',
    ].join('\n');
  }
}

function compressed(context: PDFContext, bytes: Uint8Array): PDFRawStream {
  return context.stream(deflate(bytes), { Filter: 'FlateDecode' });
}

/** One more than the highest code point. */
const CODE_POINTS = 0x110000;

/** Glyphs with the same key have one code. A glyph of one character, as nearly all are, has a number as its key. */
function keyOf({ glyphId, codePoints, overlays }: PlacedGlyph): string | number {
  const [codePoint, ...others] = codePoints;
  if (codePoint !== undefined && others.length === 0 && overlays.length === 0)
    return glyphId * CODE_POINTS + codePoint;
  return JSON.stringify([glyphId, codePoints, overlays]);
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function utf16(codePoints: readonly number[]): string {
  const text = String.fromCodePoint(...codePoints);
  return Array.from({ length: text.length }, (_, index) => hex4(text.charCodeAt(index))).join('');
}

/** The six capitals that PDF requires before a subset's name, derived from document and face, never random. */
function subsetTag(resourceName: string): string {
  const index = Number(resourceName.replace(/\D/gu, ''));
  return charactersOf(index.toString(26).padStart(6, '0'))
    .map((digit) => String.fromCharCode(65 + parseInt(digit, 26)))
    .join('');
}
