import { CONTENT_WIDTH_PT, lineHeightPt, MARGIN_PT, SIZE_PT } from '../geometry.ts';
import type { Frame, Shade, Slice } from '../slice.ts';
import { cleanParagraphs } from '../text/clean.ts';
import { framed, sideBySide } from './columns.ts';
import type { Align } from './paragraph.ts';
import { paragraph } from './paragraph.ts';

/** A cell of a row: a small label, then a value or a fillable field. */
export interface Cell {
  readonly label?: string;
  /** Lines of the value; an empty list prints an empty cell for handwriting. */
  readonly value?: readonly string[];
  /** Needs a row of at least the height of the label plus `FIELD_HEIGHT_PT`. */
  readonly field?: { readonly name: string; readonly label: string };
  readonly bold?: boolean;
  readonly align?: Align;
  /** Share of the row's width. */
  readonly share: number;
}

export interface RowOptions {
  readonly xPt?: number;
  readonly widthPt?: number;
  readonly sizePt?: number;
  readonly minHeightPt?: number;
  readonly fillShade?: Shade;
}

const CELL_PADDING_PT = 5;
export const FIELD_HEIGHT_PT = 22;

/** A row of adjacent boxes. Cells wrap and grow; a row can break across pages. */
export function row(cells: readonly Cell[], options: RowOptions = {}): readonly Slice[] {
  const { xPt = MARGIN_PT, widthPt = CONTENT_WIDTH_PT } = options;
  const shares = cells.reduce((sum, cell) => sum + cell.share, 0);
  let leftPt = xPt;
  const stacks = cells.map((cell, index) => {
    const cellWidthPt = (widthPt * cell.share) / shares;
    const stack = stackOf(cell, index, leftPt, cellWidthPt, options);
    leftPt += cellWidthPt;
    return { stack, rightPt: leftPt };
  });
  const frame: Frame = {
    xPt,
    widthPt,
    rulesAtPt: stacks.slice(0, -1).map(({ rightPt }) => rightPt),
    fillShade: options.fillShade,
  };
  const slices = sideBySide(stacks.map(({ stack }) => stack));
  return framed(slices, frame, { minHeightPt: options.minHeightPt ?? 0 });
}

function stackOf(
  cell: Cell,
  index: number,
  leftPt: number,
  cellWidthPt: number,
  options: RowOptions,
): readonly Slice[] {
  const place = {
    xPt: leftPt + CELL_PADDING_PT,
    widthPt: cellWidthPt - 2 * CELL_PADDING_PT,
    align: cell.align ?? 'left',
    cell: index,
  } as const;
  const weight = cell.bold === true ? 'bold' : 'regular';
  const sizePt = options.sizePt ?? SIZE_PT.body;
  const label =
    cell.label === undefined
      ? []
      : paragraph(cell.label, { ...place, sizePt: SIZE_PT.label, shade: LABEL_SHADE });
  const value = (cell.value ?? [])
    .flatMap((text) => cleanParagraphs(text))
    .flatMap((text) => paragraph(text, { ...place, sizePt, weight }));
  return [
    ...label.map((slice) => ({ ...slice, keepWithNext: true })),
    ...value,
    ...fieldSlice(cell, place.xPt, place.widthPt),
  ];
}

/** Dark enough to stay readable on a poor copy. */
const LABEL_SHADE = 0.25;

function fieldSlice(cell: Cell, xPt: number, widthPt: number): readonly Slice[] {
  if (!cell.field) return [];
  const area = { xPt, topPt: 1, widthPt, heightPt: FIELD_HEIGHT_PT - 2 };
  // A single line high, so that a long name beside it stays together. The minimum height of the row makes room.
  return [{ heightPt: lineHeightPt(SIZE_PT.body), marks: [{ kind: 'field', area, ...cell.field }] }];
}
