import type { Cell } from '../kit/block/cells.ts';
import { row } from '../kit/block/cells.ts';
import { heading } from '../kit/block/heading.ts';
import { choice } from '../kit/block/list.ts';
import { sideBySide } from '../kit/block/columns.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';

const CELL_HEIGHT_PT = 31;
const QUESTION_SHARE = 0.52;
const AFTER_PT = 4;
const GUTTER_PT = 14;

/** The title of a section, which stays with its first line. */
export function section(name: string, ...content: readonly (readonly Slice[])[]): readonly Slice[] {
  return [...heading(name), ...content.flat()];
}

/** A paragraph of fixed text with a little space below it. */
export function note(text: string): readonly Slice[] {
  return [...paragraph(text), gap(AFTER_PT)];
}

/** A paragraph that stays with the next row. */
export function lead(text: string): readonly Slice[] {
  return [...withNext(paragraph(text)), { ...gap(2), keepWithNext: true }];
}

/** A row of labelled values. An undefined value prints an empty box. */
export function values(
  ...cells: readonly [label: string, value: string | undefined, share?: number][]
): readonly Slice[] {
  const boxes = cells.map(([label, value, share = 1]): Cell => ({
    label,
    share,
    value: value === undefined ? [] : [value],
  }));
  return row(boxes, { minHeightPt: CELL_HEIGHT_PT });
}

/** A question at the left with its choices at the right, one of them marked. */
export function question(
  text: string,
  answers: readonly { readonly label: string; readonly chosen: boolean }[],
): readonly Slice[] {
  const questionWidthPt = CONTENT_WIDTH_PT * QUESTION_SHARE;
  const answerWidthPt = (CONTENT_WIDTH_PT - questionWidthPt) / answers.length;
  const options = answers.map(({ label, chosen }, index) =>
    choice(label, {
      chosen,
      shape: 'circle',
      xPt: MARGIN_PT + questionWidthPt + index * answerWidthPt,
      widthPt: answerWidthPt,
      cell: index + 1,
    }),
  );
  const left = paragraph(text, { widthPt: questionWidthPt - GUTTER_PT });
  return [...sideBySide([left, ...options]), gap(2)];
}

/** A yes-or-no question; undefined marks neither choice. */
export function yesNo(text: string, answer: boolean | undefined): readonly Slice[] {
  return question(text, [
    { label: 'Yes', chosen: answer === true },
    { label: 'No', chosen: answer === false },
  ]);
}
