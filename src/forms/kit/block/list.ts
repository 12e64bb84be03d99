import { baselinePt, CONTENT_WIDTH_PT, lineHeightPt, MARGIN_PT, SIZE_PT } from '../geometry.ts';
import type { ChoiceShape, Mark, Slice } from '../slice.ts';
import { setLine } from '../text/line.ts';
import type { ParagraphOptions, Words } from './paragraph.ts';
import { INK, paragraph } from './paragraph.ts';

const INDENT_PT = 16;
const CHOICE_SIDE_PT = 8.5;

/** A list item with a bullet and hanging lines. */
export function bullet(words: Words, options: ParagraphOptions = {}): readonly Slice[] {
  const { xPt = MARGIN_PT, sizePt = SIZE_PT.body, cell = 0 } = options;
  const mark: Mark = {
    kind: 'text',
    line: setLine([{ text: '•', weight: 'regular' }]),
    xPt: xPt + 4,
    baselinePt: baselinePt(sizePt),
    sizePt,
    shade: INK,
    cell,
  };
  return hanging(words, options, mark);
}

export interface ChoiceOptions extends ParagraphOptions {
  readonly chosen: boolean;
  /** A box for multiple choices, a circle for a single choice. */
  readonly shape: ChoiceShape;
}

/** A box or circle, marked or not, with its text. */
export function choice(words: Words, options: ChoiceOptions): readonly Slice[] {
  const { xPt = MARGIN_PT, sizePt = SIZE_PT.body, chosen, shape } = options;
  const topPt = (lineHeightPt(sizePt) - CHOICE_SIDE_PT) / 2;
  const area = { xPt: xPt + 1, topPt, widthPt: CHOICE_SIDE_PT, heightPt: CHOICE_SIDE_PT };
  return hanging(words, options, { kind: 'choice', area, shape, chosen });
}

function hanging(words: Words, options: ParagraphOptions, mark: Mark): readonly Slice[] {
  const { xPt = MARGIN_PT, widthPt = CONTENT_WIDTH_PT } = options;
  const lines = paragraph(words, { ...options, xPt: xPt + INDENT_PT, widthPt: widthPt - INDENT_PT });
  return lines.map((slice, index) => (index === 0 ? { ...slice, marks: [mark, ...slice.marks] } : slice));
}
