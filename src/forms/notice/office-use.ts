import { row } from '../kit/block/cells.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';

const OFFICE_SHADE = 0.96;
const OFFICE_HEIGHT_PT = 30;

/** Box for the Board's office, left empty. */
export function officeUse(): readonly Slice[] {
  return [
    gap(8),
    ...together(
      row(
        [
          { label: 'Office use only: file number', share: 1 },
          { label: 'Delivered how', share: 1 },
          { label: 'Filed where', share: 1 },
        ],
        { minHeightPt: OFFICE_HEIGHT_PT, fillShade: OFFICE_SHADE },
      ),
    ),
  ];
}
