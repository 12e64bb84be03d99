import type { ChoiceOptions } from '../kit/block/list.ts';
import { choice } from '../kit/block/list.ts';
import type { Words } from '../kit/block/paragraph.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';

const STEP_PT = 18;

/** A choice indented by a number of steps under its parent choice. */
export function option(
  words: Words,
  chosen: boolean,
  shape: ChoiceOptions['shape'],
  depth = 0,
): readonly Slice[] {
  const insetPt = depth * STEP_PT;
  return choice(words, { chosen, shape, xPt: MARGIN_PT + insetPt, widthPt: CONTENT_WIDTH_PT - insetPt });
}
