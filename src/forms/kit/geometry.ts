/** US Letter. */
export const PAGE_WIDTH_PT = 612;
export const PAGE_HEIGHT_PT = 792;

export const MARGIN_PT = 44;
/** Only the footer is below this line, measured from the top of the page. */
export const BODY_BOTTOM_PT = 742;
export const BODY_TOP_PT = 40;
export const CONTENT_WIDTH_PT = PAGE_WIDTH_PT - 2 * MARGIN_PT;

/** First and second footer line, measured from the top of the page. */
export const FOOTER_BASELINE_PT = 764;

/** Type sizes. */
export const SIZE_PT = { title: 14, band: 12, heading: 11, body: 10, small: 8.5, label: 7.5 } as const;

/** Line height as a multiple of the type size. */
export const LEADING = 1.32;
/** Position of the baseline in a line, as a share of the line height. */
const BASELINE_SHARE = 0.76;

export const HAIRLINE_PT = 0.6;

/** Line height for a type size. */
export function lineHeightPt(sizePt: number): number {
  return sizePt * LEADING;
}

/** Distance from the top of a line to its baseline. */
export function baselinePt(sizePt: number): number {
  return lineHeightPt(sizePt) * BASELINE_SHARE;
}
