import type { PDFDocument, PDFOperatorNames, PDFPage } from 'pdf-lib';
import { PDFName, PDFNumber, PDFOperator } from 'pdf-lib';
import type { Face, ShapedWord } from './font/face.ts';
import type { PlacedGlyph } from './font/placed-glyph.ts';
import { FaceSubset } from './font/subset.ts';
import { PAGE_HEIGHT_PT } from './geometry.ts';
import type { Area, Shade, TextMark } from './slice.ts';

/** Smaller differences of advances, in thousandths, are not corrected in the page content. */
const KERNING_TOLERANCE = 0.5;

/**
 * Appends operators to the content of a page, a line each, e.g. `0 g`. The library takes a name as it is: an object for
 * each operator and each of its numbers took a quarter of the time of a document.
 */
function write(page: PDFPage, operators: readonly string[]): void {
  page.pushOperators(PDFOperator.of(operators.join('\n') as unknown as PDFOperatorNames));
}

/** A number as PDF writes it: without an exponent. */
function written(value: number): string {
  const text = String(value);
  return text.includes('e') ? PDFNumber.of(value).toString() : text;
}

/** Draws marks into a document, collects the glyphs used and embeds their fonts at the end. */
export class Ink {
  private readonly document: PDFDocument;
  private readonly subsets = new Map<Face, FaceSubset>();
  /** The faces whose fonts the resources of a page name. */
  private readonly named = new WeakMap<PDFPage, ReadonlySet<Face>>();
  private readonly shown = new WeakMap<ShapedWord, readonly string[]>();

  constructor(document: PDFDocument) {
    this.document = document;
  }

  /** Draws a line of text whose baseline starts at a point measured from the top left of the page. */
  text(page: PDFPage, mark: TextMark, topPt: number): void {
    const y = PAGE_HEIGHT_PT - topPt - mark.baselinePt;
    this.textAt(page, mark, [1, 0, 0, 1, mark.xPt, y]);
  }

  /** Draws a line of text under a text matrix (for the slanted watermark). */
  textAt(page: PDFPage, { line, sizePt, shade }: TextMark, matrix: readonly number[]): void {
    const operators = ['BT', `${written(shade)} g`, `${matrix.map(rounded).map(written).join(' ')} Tm`];
    let face: Face | undefined;
    for (const word of line.words) {
      const subset = this.subsetOf(word.face, page);
      if (word.face !== face) {
        operators.push(`/${subset.resourceName} ${written(sizePt)} Tf`);
        face = word.face;
      }
      operators.push(...this.showWord(word, subset, sizePt));
    }
    write(page, [...operators, 'ET']);
  }

  /** Embeds the fonts used. Call once, after the last page. */
  finish(): void {
    for (const subset of this.subsets.values()) subset.embed(this.document);
  }

  private subsetOf(face: Face, page: PDFPage): FaceSubset {
    let subset = this.subsets.get(face);
    if (!subset) {
      subset = new FaceSubset(face, `KN${this.subsets.size + 1}`, this.document.context.nextRef());
      this.subsets.set(face, subset);
    }
    if (!this.named.get(page)?.has(face)) {
      page.node.setFontDictionary(PDFName.of(subset.resourceName), subset.ref);
      this.named.set(page, new Set(this.named.get(page)).add(face));
    }
    return subset;
  }

  /** A word on one line is shown by the same operators wherever it stands, e.g. in each row of a table. */
  private showWord(word: ShapedWord, subset: FaceSubset, sizePt: number): readonly string[] {
    const known = this.shown.get(word);
    if (known) return known;
    const operators = showing(word, subset, sizePt);
    // A raised glyph depends on the size of the type.
    if (word.glyphs.every(({ offsetY }) => offsetY === 0)) this.shown.set(word, operators);
    return operators;
  }
}

/** The operators that show a word, in runs of glyphs at one height. */
function showing({ glyphs }: ShapedWord, subset: FaceSubset, sizePt: number): readonly string[] {
  const operators: string[] = [];
  let run: Run = { items: '', codes: '' };
  const flush = (): void => {
    const { items } = withCodes(run);
    if (items !== '') operators.push(`[ ${items}] TJ`);
    run = { items: '', codes: '' };
  };
  let rise = 0;
  for (const glyph of glyphs) {
    if (glyph.offsetY !== rise) {
      flush();
      operators.push(`${written(rounded((glyph.offsetY * sizePt) / 1000))} Ts`);
      rise = glyph.offsetY;
    }
    run = withGlyph(run, glyph, subset.encode(glyph));
  }
  flush();
  if (rise !== 0) operators.push('0 Ts');
  return operators;
}

/** Glyphs to show: items of an array, each with a space after it, and the codes that the next item begins with. */
interface Run {
  readonly items: string;
  readonly codes: string;
}

/** The run with its codes as an item. */
function withCodes({ items, codes }: Run): Run {
  return codes === '' ? { items, codes } : { items: `${items}<${codes}> `, codes: '' };
}

/** The run with a correction of its advance, in thousandths to the left. */
function corrected(run: Run, correction: number): Run {
  const { items } = withCodes(run);
  return { items: `${items}${written(rounded(correction))} `, codes: '' };
}

function withGlyph(before: Run, { width, offsetX, advance }: PlacedGlyph, code: string): Run {
  const run = Math.abs(offsetX) > KERNING_TOLERANCE ? corrected(before, -offsetX) : before;
  const shown = { ...run, codes: run.codes + code };
  const correction = width + offsetX - advance;
  return Math.abs(correction) > KERNING_TOLERANCE ? corrected(shown, correction) : shown;
}

/** Rounds to hundredths of a point, finer than any printer. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Left, bottom, width and height of an area. */
function pdfRectangle(area: Area): readonly [number, number, number, number] {
  const y = PAGE_HEIGHT_PT - area.topPt - area.heightPt;
  return [rounded(area.xPt), rounded(y), rounded(area.widthPt), rounded(area.heightPt)];
}

/** The operator that draws a rectangle. */
function rectangle(area: Area): string {
  return `${pdfRectangle(area).map(written).join(' ')} re`;
}

/** Fills a rectangle; the area is measured from the top of the page. */
export function fill(page: PDFPage, area: Area, shade: Shade): void {
  write(page, [`${written(shade)} g`, rectangle(area), 'f']);
}

/** Draws the border of a rectangle in black. */
export function outline(page: PDFPage, area: Area, thicknessPt: number): void {
  write(page, ['0 G', `${written(thicknessPt)} w`, rectangle(area), 'S']);
}

/** Draws a straight line from the top left to the bottom right of an area. */
export function rule(page: PDFPage, area: Area, thicknessPt: number): void {
  const [x, y, width, height] = pdfRectangle(area);
  const [from, to] = [`${written(x)} ${written(y + height)} m`, `${written(x + width)} ${written(y)} l`];
  write(page, ['0 G', `${written(thicknessPt)} w`, from, to, 'S']);
}
