import type { PlacedPage, PlacedSlice } from './paginate.ts';
import type { Mark } from './slice.ts';

export interface PlacedMark {
  readonly mark: Mark;
  /** Top of the mark's slice, from the top of the page. */
  readonly topPt: number;
}

/** The marks of a page in reading order: top to bottom, and cell by cell in grouped slices. */
export function inReadingOrder(page: PlacedPage): readonly PlacedMark[] {
  const groups: PlacedSlice[][] = [];
  for (const placed of page) {
    const last = groups.at(-1);
    const { group } = placed.slice;
    if (group !== undefined && last?.[0]?.slice.group === group) last.push(placed);
    else groups.push([placed]);
  }
  return groups.flatMap((group) => {
    const marks = group.flatMap(({ slice, topPt }) => slice.marks.map((mark) => ({ mark, topPt })));
    return [...marks].sort((a, b) => cellOf(a.mark) - cellOf(b.mark));
  });
}

function cellOf(mark: Mark): number {
  return mark.kind === 'text' ? (mark.cell ?? 0) : 0;
}
