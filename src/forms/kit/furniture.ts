import type { PDFPage } from 'pdf-lib';
import type { Ink } from './draw.ts';
import { rule } from './draw.ts';
import {
  FOOTER_BASELINE_PT,
  HAIRLINE_PT,
  MARGIN_PT,
  PAGE_HEIGHT_PT,
  PAGE_WIDTH_PT,
  SIZE_PT,
} from './geometry.ts';
import type { Imprint } from './imprint.ts';
import type { TextMark } from './slice.ts';
import type { Line } from './text/line.ts';
import { setLine } from './text/line.ts';

const WATERMARK_SIZE_PT = 150;
const WATERMARK_SHADE = 0.91;
/** Slant of the watermark, in radians. */
const WATERMARK_ANGLE = Math.PI / 4;
const FOOTER_SHADE = 0.3;
const RULE_ABOVE_FOOTER_PT = 12;

/** Draws the word DRAFT across the page, below everything else. */
export function drawWatermark(ink: Ink, page: PDFPage): void {
  const line = setLine([{ text: 'DRAFT', weight: 'bold' }]);
  const half = (line.width * WATERMARK_SIZE_PT) / 2000;
  const cos = Math.cos(WATERMARK_ANGLE);
  const sin = Math.sin(WATERMARK_ANGLE);
  const drop = WATERMARK_SIZE_PT / 3;
  const x = PAGE_WIDTH_PT / 2 - half * cos + drop * sin;
  const y = PAGE_HEIGHT_PT / 2 - half * sin - drop * cos;
  const mark: TextMark = {
    kind: 'text',
    line,
    xPt: 0,
    baselinePt: 0,
    sizePt: WATERMARK_SIZE_PT,
    shade: WATERMARK_SHADE,
  };
  ink.textAt(page, mark, [cos, sin, -sin, cos, x, y]);
}

/** Draws the footer: form code and layout at the left, source of the layout in the middle, page number at the right. */
export function drawFooter(
  ink: Ink,
  page: PDFPage,
  imprint: Imprint,
  { page: number, of }: { readonly page: number; readonly of: number },
): void {
  const topPt = FOOTER_BASELINE_PT - RULE_ABOVE_FOOTER_PT;
  const widthPt = PAGE_WIDTH_PT - 2 * MARGIN_PT;
  rule(page, { xPt: MARGIN_PT, topPt, widthPt, heightPt: 0 }, HAIRLINE_PT / 2);
  const [left, middle, right] = [
    `KeyNest ${imprint.code}, layout ${imprint.layout}`,
    imprint.origin,
    `Page ${number} of ${of}`,
  ].map((text) => setLine([{ text, weight: 'regular' }])) as [Line, Line, Line];
  const leftEndPt = MARGIN_PT + lengthPt(left);
  const rightPt = MARGIN_PT + widthPt - lengthPt(right);
  const middlePt = leftEndPt + (rightPt - leftEndPt - lengthPt(middle)) / 2;
  const place = { kind: 'text', baselinePt: 0, sizePt: SIZE_PT.label, shade: FOOTER_SHADE } as const;
  ink.text(page, { ...place, line: left, xPt: MARGIN_PT }, FOOTER_BASELINE_PT);
  ink.text(page, { ...place, line: middle, xPt: middlePt }, FOOTER_BASELINE_PT);
  ink.text(page, { ...place, line: right, xPt: rightPt }, FOOTER_BASELINE_PT);
}

function lengthPt(line: Line): number {
  return (line.width * SIZE_PT.label) / 1000;
}
