import type { PDFPage } from 'pdf-lib';
import { PDFArray, PDFHexString, PDFName, PDFNumber, PDFOperator, PDFOperatorNames } from 'pdf-lib';
import type { PDFDocument } from 'pdf-lib';
import type { Face, ShapedWord } from './font/face.ts';
import type { PlacedGlyph } from './font/placed-glyph.ts';
import { FaceSubset } from './font/subset.ts';
import { PAGE_HEIGHT_PT } from './geometry.ts';
import type { Area, Shade, TextMark } from './slice.ts';

/** Smaller differences of advances, in thousandths, are not corrected in the page content. */
const KERNING_TOLERANCE = 0.5;

/** Draws marks into a document, collects the glyphs used and embeds their fonts at the end. */
export class Ink {
  private readonly document: PDFDocument;
  private readonly subsets = new Map<Face, FaceSubset>();
  /** The faces whose fonts the resources of a page name. */
  private readonly named = new WeakMap<PDFPage, ReadonlySet<Face>>();
  private readonly shown = new WeakMap<ShapedWord, readonly PDFOperator[]>();

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
    const operators = [
      operator(PDFOperatorNames.BeginText),
      operator(PDFOperatorNames.NonStrokingColorGray, shade),
      operator(PDFOperatorNames.SetTextMatrix, ...matrix.map(rounded)),
    ];
    let face: Face | undefined;
    for (const word of line.words) {
      const subset = this.subsetOf(word.face, page);
      if (word.face !== face) {
        const name = PDFName.of(subset.resourceName);
        operators.push(PDFOperator.of(PDFOperatorNames.SetFontAndSize, [name, PDFNumber.of(sizePt)]));
        face = word.face;
      }
      operators.push(...this.showWord(word, subset, sizePt));
    }
    page.pushOperators(...operators, operator(PDFOperatorNames.EndText));
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
  private showWord(word: ShapedWord, subset: FaceSubset, sizePt: number): readonly PDFOperator[] {
    const known = this.shown.get(word);
    if (known) return known;
    const operators = this.makeOperators(word, subset, sizePt);
    // A raised glyph depends on the size of the type.
    if (word.glyphs.every(({ offsetY }) => offsetY === 0)) this.shown.set(word, operators);
    return operators;
  }

  private makeOperators(word: ShapedWord, subset: FaceSubset, sizePt: number): readonly PDFOperator[] {
    const operators: PDFOperator[] = [];
    let items = PDFArray.withContext(this.document.context);
    const flush = (): void => {
      if (items.size() > 0) operators.push(PDFOperator.of(PDFOperatorNames.ShowTextAdjusted, [items]));
      items = PDFArray.withContext(this.document.context);
    };
    let rise = 0;
    for (const glyph of word.glyphs) {
      if (glyph.offsetY !== rise) {
        flush();
        operators.push(operator(PDFOperatorNames.SetTextRise, rounded((glyph.offsetY * sizePt) / 1000)));
        rise = glyph.offsetY;
      }
      pushGlyph(items, glyph, subset.encode(glyph));
    }
    flush();
    if (rise !== 0) operators.push(operator(PDFOperatorNames.SetTextRise, 0));
    return operators;
  }
}

function pushGlyph(items: PDFArray, glyph: PlacedGlyph, code: string): void {
  const correction = glyph.width + glyph.offsetX - glyph.advance;
  if (Math.abs(glyph.offsetX) > KERNING_TOLERANCE) items.push(PDFNumber.of(rounded(-glyph.offsetX)));
  const last = items.size() > 0 ? items.get(items.size() - 1) : undefined;
  if (last instanceof PDFHexString) replaceLast(items, PDFHexString.of(last.asString() + code));
  else items.push(PDFHexString.of(code));
  if (Math.abs(correction) > KERNING_TOLERANCE) items.push(PDFNumber.of(rounded(correction)));
}

function replaceLast(items: PDFArray, item: PDFHexString): void {
  items.set(items.size() - 1, item);
}

function operator(name: PDFOperatorNames, ...values: number[]): PDFOperator {
  return PDFOperator.of(
    name,
    values.map((value) => PDFNumber.of(value)),
  );
}

/** Rounds to hundredths of a point, finer than any printer. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function pdfRectangle(area: Area): readonly [number, number, number, number] {
  const y = PAGE_HEIGHT_PT - area.topPt - area.heightPt;
  return [rounded(area.xPt), rounded(y), rounded(area.widthPt), rounded(area.heightPt)];
}

/** Fills a rectangle; the area is measured from the top of the page. */
export function fill(page: PDFPage, area: Area, shade: Shade): void {
  page.pushOperators(
    operator(PDFOperatorNames.NonStrokingColorGray, shade),
    operator(PDFOperatorNames.AppendRectangle, ...pdfRectangle(area)),
    operator(PDFOperatorNames.FillNonZero),
  );
}

/** Draws the border of a rectangle in black. */
export function outline(page: PDFPage, area: Area, thicknessPt: number): void {
  page.pushOperators(
    operator(PDFOperatorNames.StrokingColorGray, 0),
    operator(PDFOperatorNames.SetLineWidth, thicknessPt),
    operator(PDFOperatorNames.AppendRectangle, ...pdfRectangle(area)),
    operator(PDFOperatorNames.StrokePath),
  );
}

/** Draws a straight line from the top left to the bottom right of an area. */
export function rule(page: PDFPage, area: Area, thicknessPt: number): void {
  const [x, y, width, height] = pdfRectangle(area);
  page.pushOperators(
    operator(PDFOperatorNames.StrokingColorGray, 0),
    operator(PDFOperatorNames.SetLineWidth, thicknessPt),
    operator(PDFOperatorNames.MoveTo, x, y + height),
    operator(PDFOperatorNames.LineTo, x + width, y),
    operator(PDFOperatorNames.StrokePath),
  );
}
