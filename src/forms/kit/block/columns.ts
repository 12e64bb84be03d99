import type { Frame, Mark, Slice } from '../slice.ts';
import { withoutOrphans } from '../slice.ts';

/** Places stacks of slices side by side; the n-th slices of all stacks share a line. Pure. */
export function sideBySide(stacks: readonly (readonly Slice[])[]): readonly Slice[] {
  const group = Symbol('side by side');
  const length = Math.max(0, ...stacks.map((stack) => stack.length));
  return Array.from({ length }, (_, index): Slice => {
    const beside = stacks.flatMap((stack) => stack[index] ?? []);
    return {
      group,
      heightPt: Math.max(0, ...beside.map((slice) => slice.heightPt)),
      marks: beside.flatMap((slice) => slice.marks),
      keepWithNext: beside.some((slice) => slice.keepWithNext === true),
    };
  });
}

export interface FramingOptions {
  readonly paddingPt?: number;
  /** Minimum height of the box, padding included. */
  readonly minHeightPt?: number;
}

/** Draws a closed box around slices on each of their pages. */
export function framed(
  slices: readonly Slice[],
  frame: Frame,
  { paddingPt = 3, minHeightPt = 0 }: FramingOptions = {},
): readonly Slice[] {
  const heightPt = slices.reduce((sum, slice) => sum + slice.heightPt, 2 * paddingPt);
  const fillerPt = Math.max(0, minHeightPt - heightPt);
  const padding = (padPt: number, marks: readonly Mark[] = []): Slice => ({ heightPt: padPt, marks, frame });
  const inner = [padding(paddingPt), ...slices, padding(paddingPt + fillerPt)];
  const last = inner.length - 1;
  return withoutOrphans(inner).map((slice, index) => {
    const tied = slice.keepWithNext === true || index === 0 || index === 1 || index >= last - 2;
    return { ...slice, frame, keepWithNext: tied && index !== last };
  });
}
