import { dayFirst } from '../../calendar/words.ts';
import { dollars, money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { heading } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { table } from '../kit/block/table.ts';
import { topics } from '../kit/block/topic.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, withNext } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { detailsBox } from '../notice/details.ts';
import { opening } from '../notice/opening.ts';
import { reasonList } from '../notice/options.ts';
import { type LatePaymentRow, N8_REASONS, type N8Facts } from './facts.ts';
import * as words from './words.ts';

export const N8_IMPRINT: Imprint = {
  title: 'N8 – Notice to end a tenancy at the end of the term',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 58',
  code: 'N8',
  layout: 2,
  origin: ORIGIN,
};

const BLANK_ROWS = 4;

/** N8 as slices. */
export function n8Slices(facts: Draft<N8Facts>): readonly Slice[] {
  return [
    ...opening('N8', words, facts),
    ...reasonList(N8_REASONS, words.REASONS, facts.reasons ?? [], 'box'),
    gap(3),
    ...lateTable(facts),
    ...details(facts),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

const COLUMNS = [
  { head: 'Rental period (dd/mm/yyyy)', share: 2.1, align: 'center' },
  { head: 'Rent $', share: 1, align: 'right' },
  { head: 'Due on', share: 1.1, align: 'center' },
  { head: 'Paid in full on', share: 1.3, align: 'center' },
  { head: 'Days late', share: 0.8, align: 'right' },
] as const;

function lateRow({ from, to, chargedCents, dueOn, paidOn, daysLate, owingCents }: Draft<LatePaymentRow>) {
  return [
    `${dayFirst(from)} – ${dayFirst(to)}`,
    dollars(chargedCents),
    dayFirst(dueOn),
    paidOn === undefined ? `${money(owingCents)} still owing` : dayFirst(paidOn),
    daysLate === undefined ? '' : String(daysLate),
  ];
}

/** The late periods. A draft without reasons leaves rows for handwriting; other reasons need no table. */
function lateTable({ reasons = [], latePayments }: Draft<N8Facts>): readonly Slice[] {
  if (latePayments === undefined && reasons.length > 0) return [];
  const rows = (latePayments?.late ?? []).map(lateRow);
  const blank = Array.from({ length: BLANK_ROWS }, () => COLUMNS.map(() => ''));
  const count = `Late in ${rows.length} of the ${latePayments?.periods ?? 0} rental periods on record before this notice.`;
  return [
    ...withNext(paragraph(words.LATE_LEAD, { weight: 'bold' })),
    { ...gap(3), keepWithNext: true },
    ...table(COLUMNS, rows.length > 0 ? rows : blank, { sizePt: SIZE_PT.small, minRowHeightPt: 16 }),
    gap(3),
    ...(rows.length > 0 ? paragraph(count) : []),
    gap(4),
  ];
}

function details({ reasons = [], details: text }: Draft<N8Facts>): readonly Slice[] {
  const isLateOnly = reasons.length > 0 && reasons.every((reason) => reason === 'PERSISTENT_LATE_PAYMENT');
  if (text === undefined && isLateOnly) return [];
  return [...detailsBox(words.DETAILS, text), gap(4)];
}
