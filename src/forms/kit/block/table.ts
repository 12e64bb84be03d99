import { SIZE_PT } from '../geometry.ts';
import type { Slice } from '../slice.ts';
import { withNext } from '../slice.ts';
import type { Cell } from './cells.ts';
import { row } from './cells.ts';
import type { Align } from './paragraph.ts';

export interface Column {
  readonly head: string;
  /** Share of the table's width. */
  readonly share: number;
  readonly align?: Align;
}

export interface TableOptions {
  readonly sizePt?: number;
  /** Minimum height of a row, so that blank rows can be filled in by hand. */
  readonly minRowHeightPt?: number;
  /** Repeated above the head of the table, on each page but the first. */
  readonly above?: readonly Slice[];
}

const HEAD_SHADE = 0.93;

/** A table whose head repeats on each page. Each row has a text for each column. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { sizePt = SIZE_PT.body, minRowHeightPt = 18, above = [] }: TableOptions = {},
): readonly Slice[] {
  const head = withNext(
    row(
      columns.map((column) => ({ share: column.share, value: [column.head], bold: true, align: 'center' })),
      { sizePt: SIZE_PT.small, fillShade: HEAD_SHADE },
    ),
  );
  const body = rows.flatMap((values) => {
    const cells = columns.map((column, index): Cell => ({
      share: column.share,
      align: column.align ?? 'left',
      value: [values[index] ?? ''],
    }));
    return row(cells, { sizePt, minHeightPt: minRowHeightPt });
  });
  const repeated = [...above, ...head];
  return [...head, ...body.map((slice) => ({ ...slice, repeated }))];
}
