import { dayFirst } from '../../calendar/words.ts';
import { dollars, money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { bold, paragraph, plain } from '../kit/block/paragraph.ts';
import { table } from '../kit/block/table.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together, withNext } from '../kit/slice.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { LANDLORD_TO_TENANT, noticeHead } from '../notice/head.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { orBlank } from '../value/blank.ts';
import type { N4Facts } from './facts.ts';
import * as words from './words.ts';

export const N4_IMPRINT: Imprint = {
  title: 'N4 – Notice to end a tenancy early for rent not paid',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 59',
  code: 'N4',
  layout: 2,
  origin: ORIGIN,
};

/** Number of blank rows in a draft without periods. */
const BLANK_ROWS = 3;
const STATEMENT_SIZE_PT = SIZE_PT.body + 0.5;

/** N4 as slices, in the order of the Board's own form. */
export function n4Slices(facts: Draft<N4Facts>): readonly Slice[] {
  return [
    ...title(words.TITLE, 'N4'),
    ...noticeHead(facts, LANDLORD_TO_TENANT),
    ...warningBand(words.WARNING),
    gap(6),
    ...statement(facts),
    ...heading(words.FROM_BOARD_RULES),
    ...topics(words.TOPICS),
    ...arrears(facts),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

function statement(facts: Draft<N4Facts>): readonly Slice[] {
  const size = { sizePt: STATEMENT_SIZE_PT };
  return together([
    ...sourceBand(words.FROM_LANDLORD),
    gap(6),
    ...paragraph(
      [
        plain('I say that you owe me '),
        bold(orBlank(money(facts.rentOwedCents))),
        plain(' in rent. The table in this notice shows how this sum is made up.'),
      ],
      size,
    ),
    gap(4),
    ...row(
      [
        { label: 'Rent owed', value: [money(facts.rentOwedCents)], bold: true, share: 1 },
        {
          label: 'Pay this amount, or move out, by the termination date (dd/mm/yyyy)',
          value: [dateTwice(facts.terminationDate)],
          bold: true,
          share: 2,
        },
      ],
      { sizePt: SIZE_PT.band, minHeightPt: 34 },
    ),
    gap(6),
    ...paragraph(
      'If you do neither by that date, I may apply to the Landlord and Tenant Board for an order that ends your tenancy and evicts you.',
      size,
    ),
    gap(3),
    ...paragraph(words.EXTRA_RENT, size),
  ]);
}

function arrears(facts: Draft<N4Facts>): readonly Slice[] {
  const periods = facts.periods ?? [];
  const rows = periods.map((period) => [
    dayFirst(period.from),
    dayFirst(period.to),
    dollars(period.chargedCents),
    dollars(period.paidCents),
    dollars(period.owingCents),
  ]);
  const blank = Array.from({ length: BLANK_ROWS }, () => ['', '', '', '', '']);
  return [
    gap(2),
    ...sourceBand(words.FROM_LANDLORD),
    gap(6),
    ...withNext(paragraph(words.TABLE_LEAD)),
    gap(3),
    ...tied(table(COLUMNS, rows.length > 0 ? rows : blank)),
    ...row([
      { value: ['Total rent owing (the amount on page 1)'], bold: true, align: 'right', share: 4 },
      { value: [money(facts.rentOwedCents)], bold: true, align: 'right', share: 1.2 },
    ]),
  ];
}

const COLUMNS = [
  { head: 'Period from (dd/mm/yyyy)', share: 1, align: 'center' },
  { head: 'Period to (dd/mm/yyyy)', share: 1, align: 'center' },
  { head: 'Rent charged $', share: 1, align: 'right' },
  { head: 'Rent paid $', share: 1, align: 'right' },
  { head: 'Rent owing $', share: 1.2, align: 'right' },
] as const;

/** Keeps the last row of the table with the total. */
function tied(slices: readonly Slice[]): readonly Slice[] {
  const last = slices.length - 1;
  return slices.map((slice, index) => (index === last ? { ...slice, keepWithNext: true } : slice));
}
