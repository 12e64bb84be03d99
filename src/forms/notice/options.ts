import type { ChoiceOptions } from '../kit/block/list.ts';
import { choice } from '../kit/block/list.ts';
import type { Words } from '../kit/block/paragraph.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';

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

/** The reasons of a notice, each with its box or circle. */
export function reasonList<Reason extends string>(
  reasons: readonly Reason[],
  texts: Readonly<Record<Reason, string>>,
  chosen: readonly Reason[],
  shape: ChoiceOptions['shape'],
): readonly Slice[] {
  return reasons.flatMap((reason) =>
    together([...option(texts[reason], chosen.includes(reason), shape), gap(5)]),
  );
}
