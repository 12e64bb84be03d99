import { PAGE_HEIGHT_PT } from '../kit/geometry.ts';
import type { TextMark } from '../kit/slice.ts';
import { cleanLine, cleanParagraphs } from '../kit/text/clean.ts';
import type { Line } from '../kit/text/line.ts';
import { setLine } from '../kit/text/line.ts';
import { wrap } from '../kit/text/wrap.ts';
import type { Box } from './blank.ts';
import { charactersOf } from '../kit/text/characters.ts';

const LARGEST_PT = 11;
/** Smaller type is hard to read on a copy. */
const SMALLEST_PT = 7;
const STEP_PT = 0.5;
const INSET_PT = 2;
const LEADING = 1.15;
/** Distance from the top of a line to its baseline, as a share of the type size. */
const ASCENT = 0.9;
/** Height of capitals and figures, as a share of the type size. */
const CAPITALS = 0.72;

const INK = 0;

/** Places a character in the middle of each cell. Blanks leave the printed separators free. Pure. */
export function inCells(text: string, cells: number, box: Box): readonly TextMark[] {
  const cellPt = box.width / cells;
  const sizePt = Math.min(LARGEST_PT, cellPt * 1.1);
  return charactersOf(text).flatMap((character, index) => {
    if (character === ' ') return [];
    const line = setLine([{ text: character, weight: 'regular' }]);
    const xPt = box.x + index * cellPt + (cellPt - lengthPt(line, sizePt)) / 2;
    return [textMark(line, xPt, middleBaseline(box, sizePt), sizePt)];
  });
}

/** Places a single line as large as possible; undefined if it does not fit in the smallest type. Pure. */
export function onOneLine(text: string, box: Box): readonly TextMark[] | undefined {
  const line = setLine([{ text: cleanLine(text), weight: 'regular' }]);
  const sizePt = sizes(box.height).find((size) => lengthPt(line, size) <= box.width - 2 * INSET_PT);
  if (sizePt === undefined) return undefined;
  return [textMark(line, box.x + INSET_PT, middleBaseline(box, sizePt), sizePt)];
}

/** Places wrapped lines as large as possible; undefined if they do not fit in the smallest type. Pure. */
export function onLines(text: string, box: Box): readonly TextMark[] | undefined {
  const widthPt = box.width - 2 * INSET_PT;
  const paragraphs = cleanParagraphs(text);
  for (const sizePt of sizes(box.height)) {
    const lines = paragraphs.flatMap((one) => wrap([{ text: one, weight: 'regular' }], sizePt, widthPt));
    if (lines.length * sizePt * LEADING > box.height) continue;
    const topPt = PAGE_HEIGHT_PT - box.y - box.height;
    return lines.map((line, index) =>
      textMark(line, box.x + INSET_PT, topPt + (index * LEADING + ASCENT) * sizePt, sizePt),
    );
  }
  return undefined;
}

function sizes(heightPt: number): readonly number[] {
  const largest = Math.min(LARGEST_PT, heightPt / LEADING);
  const count = Math.max(0, Math.floor((largest - SMALLEST_PT) / STEP_PT) + 1);
  return Array.from({ length: count }, (_, index) => largest - index * STEP_PT);
}

function middleBaseline(box: Box, sizePt: number): number {
  return PAGE_HEIGHT_PT - box.y - (box.height - CAPITALS * sizePt) / 2;
}

function lengthPt(line: Line, sizePt: number): number {
  return (line.width * sizePt) / 1000;
}

function textMark(line: Line, xPt: number, baselinePt: number, sizePt: number): TextMark {
  return { kind: 'text', line, xPt, baselinePt, sizePt, shade: INK };
}
