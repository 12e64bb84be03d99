import { dateInWords, dayFirst } from '../../calendar/words.ts';
import { dollars, money } from '../../money/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, title } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { table } from '../kit/block/table.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, pageBreak, together } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { ORIGIN } from '../notice/contact.ts';
import { agreementHead } from '../notice/head.ts';
import { representativeBlock, signatureBlock } from '../notice/signature.ts';
import type { L1ScheduleFacts } from './facts.ts';
import * as words from './words.ts';

export const L1_SCHEDULE_IMPRINT: Imprint = {
  title: 'L1/L9 – Schedule of arrears',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 74 and 87',
  code: 'L1-schedule',
  layout: 1,
  origin: ORIGIN,
};

const SMALL = { sizePt: SIZE_PT.small, minRowHeightPt: 16 };
const right = 'right' as const;

/** The schedule, and on a page of its own the sheet to update it. */
export function l1ScheduleSlices(facts: Draft<L1ScheduleFacts>): readonly Slice[] {
  return [
    ...title(words.TITLE, 'L1 / L9'),
    ...agreementHead(facts),
    ...about(facts),
    gap(4),
    ...paragraph(words.LEAD, { sizePt: SIZE_PT.small }),
    ...periods(facts),
    ...events(facts),
    ...returned(facts),
    ...deposits(facts),
    ...together([
      ...signatureBlock(facts.signer, LANDLORD_CAPACITIES),
      ...representativeBlock(facts.representative),
    ]),
    pageBreak(),
    ...updateSheet(facts),
  ];
}

function about({ asOf, fileNumber, rentCents, rentPeriod, dailyCents }: Draft<L1ScheduleFacts>) {
  const period = rentPeriod === undefined ? '' : ` per ${RENT_PERIOD_NOUNS[rentPeriod]}`;
  return row([
    { label: 'File number', value: [fileNumber ?? ''], share: 1.2 },
    { label: 'As of', value: [dateInWords(asOf)], bold: true, share: 1.2 },
    { label: `Rent${period}`, value: [money(rentCents)], bold: true, share: 1 },
    { label: 'Per day (rent × 12 ÷ 365)', value: [money(dailyCents)], share: 1 },
  ]);
}

function sum(label: string, cents: number | undefined): readonly Slice[] {
  return row([
    { value: [label], bold: true, align: right, share: 4 },
    { value: [money(cents)], bold: true, align: right, share: 1 },
  ]);
}

function periods({ periods: owing = [], arrearsCents, hearing }: Draft<L1ScheduleFacts>): readonly Slice[] {
  const columns = [
    { head: 'Rental period (dd/mm/yyyy)', share: 2, align: 'center' },
    { head: 'Rent charged $', share: 1, align: right },
    { head: 'Paid $', share: 1, align: right },
    { head: 'Owing $', share: 1, align: right },
  ] as const;
  const rows = owing.map((one) => [
    `${dayFirst(one.from)} – ${dayFirst(one.to)}`,
    dollars(one.chargedCents),
    dollars(one.paidCents),
    dollars(one.owingCents),
  ]);
  const atHearing = `Rent owing at the hearing on ${dateInWords(hearing?.on)}, without further payments`;
  return [
    ...heading(words.PERIODS),
    ...table(columns, rows, SMALL),
    ...sum('Rent owing', arrearsCents),
    ...(hearing ? sum(atHearing, hearing.arrearsCents) : []),
  ];
}

function events({ from, openingCents, events: rows = [] }: Draft<L1ScheduleFacts>): readonly Slice[] {
  const columns = [
    { head: 'Day', share: 1 },
    { head: 'What', share: 3.2 },
    { head: 'Rent $', share: 1, align: right },
    { head: 'Paid $', share: 1, align: right },
    { head: 'Balance $', share: 1, align: right },
  ] as const;
  const texts = rows.map((one) => [
    dayFirst(one.on),
    one.what ?? '',
    dollars(one.chargedCents),
    dollars(one.paidCents),
    dollars(one.balanceCents),
  ]);
  const opening = [dayFirst(from), 'Balance before', '', '', dollars(openingCents)];
  return [...heading(words.EVENTS), ...table(columns, [opening, ...texts], SMALL)];
}

function returned({ returned: rows = [] }: Draft<L1ScheduleFacts>): readonly Slice[] {
  if (rows.length === 0) return [];
  const columns = [
    { head: 'Day', share: 1 },
    { head: 'Charge', share: 4 },
    { head: 'Amount $', share: 1, align: right },
  ] as const;
  const texts = rows.map((one) => [dayFirst(one.on), one.what ?? '', dollars(one.amountCents)]);
  return [...heading(words.RETURNED), ...table(columns, texts, SMALL)];
}

function deposits({ deposits: rows = [] }: Draft<L1ScheduleFacts>): readonly Slice[] {
  if (rows.length === 0) return [];
  const columns = [
    { head: 'Received on', share: 1, align: 'center' },
    { head: 'Held $', share: 1, align: right },
    { head: 'Interest owing $', share: 1, align: right },
  ] as const;
  const texts = rows.map((one) => [
    dayFirst(one.receivedOn),
    dollars(one.heldCents),
    dollars(one.interestCents),
  ]);
  return [...heading(words.DEPOSITS), ...table(columns, texts, SMALL)];
}

const CHANGE_HEIGHT_PT = 30;

/** Ten matters with a box for yes or no, to be filled in by hand. */
function updateSheet({ hearing, fileNumber }: Draft<L1ScheduleFacts>): readonly Slice[] {
  const by = hearing ? ` For this hearing: by ${dateInWords(hearing.updateBy)}.` : '';
  const columns = [
    { head: 'Since the application was filed', share: 2.4 },
    { head: 'Yes / no', share: 0.6 },
    { head: 'Details', share: 2 },
  ] as const;
  return [
    ...title(words.SHEET_TITLE, 'L1 / L9'),
    ...row([
      { label: 'File number', value: [fileNumber ?? ''], share: 1 },
      { label: 'Hearing', value: [dateInWords(hearing?.on)], share: 1 },
    ]),
    gap(4),
    ...paragraph(`Send it to the Board and to the tenant at least five days before the hearing.${by}`),
    gap(4),
    ...table(
      columns,
      words.CHANGES.map((text, index) => [`${index + 1}. ${text}`, '', '']),
      { sizePt: SIZE_PT.small, minRowHeightPt: CHANGE_HEIGHT_PT },
    ),
    ...together([
      ...sum('Rent owing on the day of this sheet', undefined),
      ...row([{ label: 'Name, signature and date (dd/mm/yyyy)', value: [''], share: 1 }], {
        minHeightPt: 40,
      }),
    ]),
  ];
}
