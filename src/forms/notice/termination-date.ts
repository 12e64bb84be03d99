import { dateInWords, dayFirst } from '../../calendar/words.ts';
import { row } from '../kit/block/cells.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';

const DATE_HEIGHT_PT = 34;

/** A date in figures and in words, so that day and month are not confused; empty without a date. */
export function dateTwice(date: string | undefined): string {
  return date === undefined ? '' : `${dayFirst(date)}  (${dateInWords(date)})`;
}

/** The box with the termination date. */
export function terminationDateRow(label: string, date: string | undefined): readonly Slice[] {
  return row([{ label: `${label} (dd/mm/yyyy)`, value: [dateTwice(date)], bold: true, share: 1 }], {
    sizePt: SIZE_PT.band,
    minHeightPt: DATE_HEIGHT_PT,
  });
}
