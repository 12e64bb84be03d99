import type { PDFPage } from 'pdf-lib';
import { grayscale } from 'pdf-lib';
import { outline, rule } from './draw.ts';
import { HAIRLINE_PT, PAGE_HEIGHT_PT } from './geometry.ts';
import type { Area, ChoiceShape } from './slice.ts';

const CROSS_INSET_PT = 1.8;
const CROSS_PT = 1.3;
const DOT_SHARE = 0.29;

/** Draws a box or circle, with a cross or dot if chosen. The area is measured from the top of the page. */
export function drawChoice(page: PDFPage, area: Area, shape: ChoiceShape, chosen: boolean): void {
  if (shape === 'box') drawBox(page, area, chosen);
  else drawCircle(page, area, chosen);
}

function drawBox(page: PDFPage, area: Area, chosen: boolean): void {
  outline(page, area, HAIRLINE_PT + 0.2);
  if (chosen) {
    drawCross(page, { x: area.xPt, topPt: area.topPt, width: area.widthPt, height: area.heightPt });
  }
}

/** Draws a cross inside an existing box. The area is measured from the top of the page. */
export function drawCross(
  page: PDFPage,
  box: { readonly x: number; readonly topPt: number; readonly width: number; readonly height: number },
): void {
  const inner = {
    xPt: box.x + CROSS_INSET_PT,
    topPt: box.topPt + CROSS_INSET_PT,
    widthPt: box.width - 2 * CROSS_INSET_PT,
    heightPt: box.height - 2 * CROSS_INSET_PT,
  };
  rule(page, inner, CROSS_PT);
  rule(page, { ...inner, topPt: inner.topPt + inner.heightPt, heightPt: -inner.heightPt }, CROSS_PT);
}

function drawCircle(page: PDFPage, area: Area, chosen: boolean): void {
  const x = area.xPt + area.widthPt / 2;
  const y = PAGE_HEIGHT_PT - area.topPt - area.heightPt / 2;
  const radius = area.widthPt / 2;
  page.drawCircle({ x, y, size: radius, borderWidth: HAIRLINE_PT + 0.2, borderColor: grayscale(0) });
  if (chosen) page.drawCircle({ x, y, size: area.widthPt * DOT_SHARE, color: grayscale(0) });
}
