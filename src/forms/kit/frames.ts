import type { PDFPage } from 'pdf-lib';
import { fill, outline, rule } from './draw.ts';
import { HAIRLINE_PT } from './geometry.ts';
import type { PlacedPage } from './paginate.ts';
import type { Area, Frame } from './slice.ts';

interface FrameOnPage {
  readonly frame: Frame;
  readonly area: Area;
}

/** The part of each frame on a page, as a closed box. Pure. */
function framesOn(page: PlacedPage): readonly FrameOnPage[] {
  const found: { frame: Frame; topPt: number; bottomPt: number }[] = [];
  for (const { slice, topPt } of page) {
    if (!slice.frame) continue;
    const last = found.at(-1);
    const bottomPt = topPt + slice.heightPt;
    if (last?.frame === slice.frame) last.bottomPt = bottomPt;
    else found.push({ frame: slice.frame, topPt, bottomPt });
  }
  return found.map(({ frame, topPt, bottomPt }) => ({
    frame,
    area: { xPt: frame.xPt, topPt, widthPt: frame.widthPt, heightPt: bottomPt - topPt },
  }));
}

/** Draws the tint of frames (before the text) or their borders (after the text). */
export function drawFrames(page: PDFPage, placed: PlacedPage, what: 'fill' | 'outline'): void {
  for (const { frame, area } of framesOn(placed)) {
    if (what === 'fill') {
      if (frame.fillShade !== undefined) fill(page, area, frame.fillShade);
      continue;
    }
    outline(page, area, HAIRLINE_PT);
    for (const xPt of frame.rulesAtPt) rule(page, { ...area, xPt, widthPt: 0 }, HAIRLINE_PT);
  }
}
