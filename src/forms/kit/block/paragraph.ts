import type { Weight } from '../font/catalog.ts';
import { baselinePt, CONTENT_WIDTH_PT, lineHeightPt, MARGIN_PT, SIZE_PT } from '../geometry.ts';
import type { Shade, Slice } from '../slice.ts';
import { withoutOrphans } from '../slice.ts';
import { cleanLine } from '../text/clean.ts';
import type { Line, Span } from '../text/line.ts';
import { wrap } from '../text/wrap.ts';

/** The text of a paragraph: plain, or runs of regular and bold text. */
export type Words = string | readonly Span[];

export type Align = 'left' | 'center' | 'right';

export interface ParagraphOptions {
  /** Distance of the left edge from the left edge of the page. */
  readonly xPt?: number;
  readonly widthPt?: number;
  readonly sizePt?: number;
  readonly weight?: Weight;
  readonly align?: Align;
  readonly shade?: Shade;
  readonly cell?: number;
}

export const INK = 0;

/** A bold run inside a paragraph. */
export function bold(text: string): Span {
  return { text, weight: 'bold' };
}

/** A regular run beside bold runs. */
export function plain(text: string): Span {
  return { text, weight: 'regular' };
}

/** A wrapped paragraph with a slice for each line. Its first and last lines never stand alone on a page. */
export function paragraph(words: Words, options: ParagraphOptions = {}): readonly Slice[] {
  const { sizePt = SIZE_PT.body, widthPt = CONTENT_WIDTH_PT, weight = 'regular' } = options;
  const spans = typeof words === 'string' ? [{ text: cleanLine(words), weight }] : words;
  const lines = wrap(spans, sizePt, widthPt);
  return withoutOrphans(lines.map((line) => lineSlice(line, options)));
}

function lineSlice(line: Line, options: ParagraphOptions): Slice {
  const { xPt = MARGIN_PT, widthPt = CONTENT_WIDTH_PT, sizePt = SIZE_PT.body, align = 'left' } = options;
  const { shade = INK, cell = 0 } = options;
  const sparePt = widthPt - (line.width * sizePt) / 1000;
  const shiftPt = { left: 0, center: sparePt / 2, right: sparePt }[align];
  return {
    heightPt: lineHeightPt(sizePt),
    marks: [{ kind: 'text', line, xPt: xPt + shiftPt, baselinePt: baselinePt(sizePt), sizePt, shade, cell }],
  };
}
