import { BODY_BOTTOM_PT, BODY_TOP_PT } from './geometry.ts';
import type { Slice } from './slice.ts';

const BROKEN_BOX_PADDING_PT = 3;

/** A slice with the distance of its top from the top of the page, in points. */
export interface PlacedSlice {
  readonly slice: Slice;
  readonly topPt: number;
}

export type PlacedPage = readonly PlacedSlice[];

/** Distributes slices over pages. Pure. */
export function paginate(slices: readonly Slice[]): readonly PlacedPage[] {
  const pages: PlacedSlice[][] = [[]];
  let topPt = BODY_TOP_PT;
  const place = (slice: Slice): void => {
    pages.at(-1)?.push({ slice, topPt });
    topPt += slice.heightPt;
  };
  const turn = (first: Slice): void => {
    const inside = first.frame !== undefined && pages.at(-1)?.at(-1)?.slice.frame === first.frame;
    if (inside) place(padding(first));
    pages.push([]);
    topPt = BODY_TOP_PT;
    first.repeated?.forEach(place);
    if (inside) place(padding(first));
  };
  for (const unit of units(slices)) {
    const fits = topPt + heightOf(unit) <= BODY_BOTTOM_PT;
    const first = unit.find((slice) => !slice.isGap);
    if (!fits && first && !isFresh(pages.at(-1))) turn(first);
    for (const slice of unit) {
      if (slice.isPageBreak === true && !isFresh(pages.at(-1))) turn(slice);
      if (slice.isGap && isFresh(pages.at(-1))) continue;
      // A unit taller than a page breaks at the end of the page.
      if (topPt + slice.heightPt > BODY_BOTTOM_PT && !slice.isGap && !isFresh(pages.at(-1))) turn(slice);
      place(slice);
    }
  }
  return pages;
}

/** Space between the text and the border of a box that breaks across pages. */
function padding({ frame, group }: Slice): Slice {
  return { heightPt: BROKEN_BOX_PADDING_PT, marks: [], ...(frame && { frame }), ...(group && { group }) };
}

function isFresh(page: PlacedPage | undefined): boolean {
  return page === undefined || page.length === 0;
}

function heightOf(unit: readonly Slice[]): number {
  return unit.reduce((sum, slice) => sum + slice.heightPt, 0);
}

/** Groups of slices that stay on the same page. */
function units(slices: readonly Slice[]): readonly (readonly Slice[])[] {
  const result: Slice[][] = [];
  let open: Slice[] = [];
  for (const slice of slices) {
    open.push(slice);
    if (slice.keepWithNext === true) continue;
    result.push(open);
    open = [];
  }
  if (open.length > 0) result.push(open);
  return result;
}
