import { row } from '../kit/block/cells.ts';
import type { Slice } from '../kit/slice.ts';

const BLANK_HEIGHT_PT = 70;

/** The box for the details of a reason, with room for handwriting in a draft without them. */
export function detailsBox(label: string, details: string | undefined): readonly Slice[] {
  const value = details === undefined ? [] : [details];
  return row([{ label, value, share: 1 }], { minHeightPt: details === undefined ? BLANK_HEIGHT_PT : 0 });
}
