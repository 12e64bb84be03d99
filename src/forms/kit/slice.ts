import type { Line } from './text/line.ts';

/** Grey values: 0 black, 1 white. */
export type Shade = number;

/** One thing drawn; x from the left edge of the page, y from the top of the slice, both in points. */
export type Mark =
  | TextMark
  | { readonly kind: 'fill'; readonly area: Area; readonly shade: Shade }
  | { readonly kind: 'outline'; readonly area: Area; readonly thicknessPt: number }
  | { readonly kind: 'rule'; readonly area: Area; readonly thicknessPt: number }
  | { readonly kind: 'choice'; readonly area: Area; readonly shape: ChoiceShape; readonly chosen: boolean }
  | { readonly kind: 'field'; readonly area: Area; readonly name: string; readonly label: string };

export type ChoiceShape = 'box' | 'circle';

export interface TextMark {
  readonly kind: 'text';
  readonly line: Line;
  readonly xPt: number;
  readonly baselinePt: number;
  readonly sizePt: number;
  readonly shade: Shade;
  /** Within a group, text is written cell by cell, so that a reader hears one cell after the other. */
  readonly cell?: number;
}

export interface Area {
  readonly xPt: number;
  readonly topPt: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A box around consecutive slices; where they cross a page end, each page gets a closed box. */
export interface Frame {
  readonly xPt: number;
  readonly widthPt: number;
  /** Upright rules inside the box, from the left edge of the page. */
  readonly rulesAtPt: readonly number[];
  readonly fillShade?: Shade | undefined;
}

/** The least that is moved to another page: one line of a paragraph, one line of a row, one choice. */
export interface Slice {
  readonly heightPt: number;
  readonly marks: readonly Mark[];
  /** Must stand on the same page as the slice after it. */
  readonly keepWithNext?: boolean;
  readonly frame?: Frame;
  /** Slices of one group are written cell by cell, not line by line. */
  readonly group?: symbol;
  /** White space: dropped at the top of a page. */
  readonly isGap?: boolean;
  /** What follows starts on a new page. */
  readonly isPageBreak?: boolean;
  /** Printed again above this slice when it starts a page (the head of a table). */
  readonly repeated?: readonly Slice[];
}

/** White space of a height in points. */
export function gap(heightPt: number): Slice {
  return { heightPt, marks: [], isGap: true };
}

/** Ends the page. */
export function pageBreak(): Slice {
  return { heightPt: 0, marks: [], isGap: true, isPageBreak: true };
}

/** The same slices, on one page if a page can hold them. */
export function together(slices: readonly Slice[]): readonly Slice[] {
  return slices.map((slice, index) => (index < slices.length - 1 ? { ...slice, keepWithNext: true } : slice));
}

/** The same slices, tied also to what follows them. */
export function withNext(slices: readonly Slice[]): readonly Slice[] {
  return slices.map((slice) => ({ ...slice, keepWithNext: true }));
}

/** Ties the first two and the last two slices of a block, so that no line stands alone on a page. */
export function withoutOrphans(slices: readonly Slice[]): readonly Slice[] {
  const last = slices.length - 1;
  return slices.map((slice, index) => {
    const tied = slice.keepWithNext === true || (index < last && (index === 0 || index === last - 1));
    return tied ? { ...slice, keepWithNext: true } : slice;
  });
}
