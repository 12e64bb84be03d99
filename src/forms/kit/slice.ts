import type { Line } from './text/line.ts';

/** Grey values: 0 black, 1 white. */
export type Shade = number;

/** A drawn mark. `x` is from the left edge of the page, `y` from the top of the slice, in points. */
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
  /** Number of the cell. Text of a group is written cell by cell, so that screen readers read a cell at a time. */
  readonly cell?: number;
}

export interface Area {
  readonly xPt: number;
  readonly topPt: number;
  readonly widthPt: number;
  readonly heightPt: number;
}

/** A box around consecutive slices. If they span pages, each page gets a closed box. */
export interface Frame {
  readonly xPt: number;
  readonly widthPt: number;
  /** Vertical rules inside the box, from the left edge of the page. */
  readonly rulesAtPt: readonly number[];
  readonly fillShade?: Shade | undefined;
}

/** The smallest unit that moves to another page: a line of a paragraph, a line of a row, or a choice. */
export interface Slice {
  readonly heightPt: number;
  readonly marks: readonly Mark[];
  /** Stays on the same page as the next slice. */
  readonly keepWithNext?: boolean;
  readonly frame?: Frame;
  /** Slices of the same group are written cell by cell, not line by line. */
  readonly group?: symbol;
  /** White space, which is dropped at the top of a page. */
  readonly isGap?: boolean;
  /** The next slice starts on a new page. */
  readonly isPageBreak?: boolean;
  /** Slices repeated above this slice at the top of a page, e.g. the head of a table. */
  readonly repeated?: readonly Slice[];
}

/** White space, with its height in points. */
export function gap(heightPt: number): Slice {
  return { heightPt, marks: [], isGap: true };
}

/** Ends the page. */
export function pageBreak(): Slice {
  return { heightPt: 0, marks: [], isGap: true, isPageBreak: true };
}

/** Keeps slices on the same page if they fit. */
export function together(slices: readonly Slice[]): readonly Slice[] {
  return slices.map((slice, index) => (index < slices.length - 1 ? { ...slice, keepWithNext: true } : slice));
}

/** Keeps slices together and with the next slice. */
export function withNext(slices: readonly Slice[]): readonly Slice[] {
  return slices.map((slice) => ({ ...slice, keepWithNext: true }));
}

/** Keeps the first two and the last two slices of a block together, so that no line stands alone on a page. */
export function withoutOrphans(slices: readonly Slice[]): readonly Slice[] {
  const last = slices.length - 1;
  return slices.map((slice, index) => {
    const tied = slice.keepWithNext === true || (index < last && (index === 0 || index === last - 1));
    return tied ? { ...slice, keepWithNext: true } : slice;
  });
}
