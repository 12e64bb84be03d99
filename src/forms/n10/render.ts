import { dayFirst } from '../../calendar/words.ts';
import { money } from '../../money/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together, withNext } from '../kit/slice.ts';
import { ORIGIN } from '../notice/contact.ts';
import { agreementHead } from '../notice/head.ts';
import { officeUse } from '../notice/office-use.ts';
import { option } from '../notice/options.ts';
import { agreementSignatures } from '../notice/party-signatures.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { percentOf } from '../rent-increase/percent.ts';
import { IN_EXCHANGE_FOR, type N10Facts } from './facts.ts';
import * as words from './words.ts';

export const N10_IMPRINT: Imprint = {
  title: 'N10 – Agreement to increase the rent above the guideline',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 121',
  code: 'N10',
  layout: 3,
  origin: ORIGIN,
};

const BOX_HEIGHT_PT = 34;
const PURPOSE_HEIGHT_PT = 60;

/** N10 as slices, with a signature of the landlord and of every tenant. */
export function n10Slices(facts: Draft<N10Facts>): readonly Slice[] {
  return [
    ...title(words.TITLE, 'N10'),
    ...agreementHead(facts),
    ...warningBand(words.WARNING),
    gap(6),
    ...terms(facts),
    ...cancellation(facts),
    ...exchange(facts),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...agreementSignatures(facts),
    ...officeUse(),
  ];
}

function terms({
  effectiveOn,
  rentBeforeCents,
  newRentCents,
  rentPeriod,
}: Draft<N10Facts>): readonly Slice[] {
  const period = rentPeriod === undefined ? '' : `per ${RENT_PERIOD_NOUNS[rentPeriod]}`;
  const percent = percentOf(rentBeforeCents, newRentCents);
  const box = { sizePt: SIZE_PT.band, minHeightPt: BOX_HEIGHT_PT };
  return together([
    ...sourceBand(words.TERMS),
    gap(6),
    ...row(
      [
        {
          label: 'First day of the new rent (dd/mm/yyyy)',
          value: [dateTwice(effectiveOn)],
          bold: true,
          share: 2,
        },
        { label: `New rent, ${period}`, value: [money(newRentCents)], bold: true, share: 1 },
      ],
      box,
    ),
    ...row(
      [
        { label: `Last lawful rent, ${period}`, value: [money(rentBeforeCents)], share: 1 },
        { label: 'Increase in per cent', value: [percent === '' ? '' : `${percent} %`], share: 1 },
      ],
      box,
    ),
    gap(6),
  ]);
}

/** Until when the tenant can cancel. Without a day of signing, the warning above says it in days. */
function cancellation({ agreedOn, cancelBy }: Draft<N10Facts>): readonly Slice[] {
  if (agreedOn === undefined || cancelBy === undefined) return [];
  const label = `Last day to cancel by written notice, if signed on ${dayFirst(agreedOn)} (dd/mm/yyyy)`;
  return [
    ...row([{ label, value: [dateTwice(cancelBy)], bold: true, share: 1 }], { minHeightPt: BOX_HEIGHT_PT }),
    gap(6),
  ];
}

function exchange({ inExchangeFor, purpose }: Draft<N10Facts>): readonly Slice[] {
  const choices = IN_EXCHANGE_FOR.flatMap((kind) => [
    ...option(words.EXCHANGE_LABELS[kind], inExchangeFor === kind, 'circle'),
    gap(2),
  ]);
  return [
    ...withNext(paragraph(words.EXCHANGE)),
    gap(3),
    ...together(choices),
    gap(3),
    ...row([{ label: 'The work or the service', value: purpose === undefined ? [] : [purpose], share: 1 }], {
      minHeightPt: PURPOSE_HEIGHT_PT,
    }),
    gap(4),
  ];
}
