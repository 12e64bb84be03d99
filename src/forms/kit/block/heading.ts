import { CONTENT_WIDTH_PT, MARGIN_PT, SIZE_PT } from '../geometry.ts';
import type { Frame, Slice } from '../slice.ts';
import { gap, withNext } from '../slice.ts';
import { framed } from './columns.ts';
import { INK, paragraph } from './paragraph.ts';

const WHITE = 1;
const TINT = 0.93;
const BAND_PADDING_PT = 6;
const INSET_PT = 8;

/** A bold heading that stays with the next slice. */
export function heading(text: string): readonly Slice[] {
  const words = paragraph(text, { sizePt: SIZE_PT.heading, weight: 'bold' });
  return [gap(9), ...withNext(words), { ...gap(4), keepWithNext: true }];
}

/** The title of the document, with its code at the right as on the Board's forms. */
export function title(name: string, code: string): readonly Slice[] {
  return [
    ...paragraph(name, { sizePt: SIZE_PT.title, weight: 'bold', align: 'right' }),
    ...(code === '' ? [] : paragraph(code, { sizePt: SIZE_PT.title, weight: 'bold', align: 'right' })),
    gap(7),
  ];
}

/** The warning line: white text on a black band. */
export function warningBand(text: string): readonly Slice[] {
  return band(text, SIZE_PT.band, INK, WHITE);
}

/** A tinted band that names the source of the information below it. */
export function sourceBand(text: string): readonly Slice[] {
  return withNext(band(text, SIZE_PT.heading, TINT, INK));
}

function band(text: string, sizePt: number, fillShade: number, shade: number): readonly Slice[] {
  const frame: Frame = { xPt: MARGIN_PT, widthPt: CONTENT_WIDTH_PT, rulesAtPt: [], fillShade };
  const words = paragraph(text, {
    xPt: MARGIN_PT + INSET_PT,
    widthPt: CONTENT_WIDTH_PT - 2 * INSET_PT,
    sizePt,
    weight: 'bold',
    align: 'center',
    shade,
  });
  const paddingPt = fillShade === INK ? BAND_PADDING_PT : 3.5;
  return withNext(framed(words, frame, { paddingPt }));
}
