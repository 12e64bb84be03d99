import { money } from '../../money/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { bold, paragraph, plain } from '../kit/block/paragraph.ts';
import { topics, type Topic } from '../kit/block/topic.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { LANDLORD_TO_TENANT, noticeHead } from '../notice/head.ts';
import { option } from '../notice/options.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { addressLine } from '../value/address.ts';
import { orBlank } from '../value/blank.ts';
import type { RentIncreaseFacts } from './facts.ts';
import { percentOf } from './percent.ts';
import * as words from './words.ts';

export const N1_IMPRINT: Imprint = {
  title: 'N1 – Notice of rent increase',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 116, 119 and 120',
  code: 'N1',
  layout: 2,
  origin: ORIGIN,
};

export const N2_IMPRINT: Imprint = {
  title: 'N2 – Notice of rent increase (unit partly exempt)',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 6.1, 116 and 119',
  code: 'N2',
  layout: 2,
  origin: ORIGIN,
};

const BOX_HEIGHT_PT = 34;

/** N1 as slices: the guideline binds the rent. */
export function n1Slices(facts: Draft<RentIncreaseFacts>): readonly Slice[] {
  const choices = together([
    ...option([bold(words.WITHIN_GUIDELINE)], true, 'circle'),
    gap(2),
    ...option(words.ABOVE_GUIDELINE, false, 'circle'),
    gap(6),
  ]);
  return slices('N1', words.TITLE, facts, choices, words.N1_TOPICS);
}

/** N2 as slices: the unit is exempt from the guideline. */
export function n2Slices(facts: Draft<RentIncreaseFacts>): readonly Slice[] {
  return slices('N2', words.TITLE, facts, [...paragraph(words.EXEMPT), gap(6)], words.N2_TOPICS);
}

function slices(
  code: string,
  name: string,
  facts: Draft<RentIncreaseFacts>,
  choices: readonly Slice[],
  about: readonly Topic[],
): readonly Slice[] {
  return [
    ...title(name, code),
    ...noticeHead(facts, LANDLORD_TO_TENANT),
    ...landlordAddress(facts),
    ...warningBand(words.WARNING),
    gap(6),
    ...increase(facts),
    gap(6),
    ...choices,
    ...heading(words.ABOUT),
    ...topics(about),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

function landlordAddress({ landlordAddress: address }: Draft<RentIncreaseFacts>): readonly Slice[] {
  if (!address) return [];
  return [...row([{ label: 'Landlord’s address', value: [addressLine(address)], share: 1 }]), gap(6)];
}

function increase(facts: Draft<RentIncreaseFacts>): readonly Slice[] {
  const { rentBeforeCents: before, newRentCents: after, rentPeriod } = facts;
  const period = rentPeriod === undefined ? undefined : `per ${RENT_PERIOD_NOUNS[rentPeriod]}`;
  const rise = before === undefined || after === undefined ? undefined : after - before;
  const percent = percentOf(before, after);
  const box = { sizePt: SIZE_PT.band, minHeightPt: BOX_HEIGHT_PT };
  return together([
    ...sourceBand(words.FROM_LANDLORD),
    gap(6),
    ...paragraph([
      plain('Your rent will rise to '),
      bold(orBlank(money(after))),
      plain(` ${orBlank(period)}. This is the whole rent, with services that you pay to me.`),
    ]),
    gap(4),
    ...row(
      [
        {
          label: 'First day of the new rent (dd/mm/yyyy)',
          value: [dateTwice(facts.effectiveOn)],
          bold: true,
          share: 2,
        },
        { label: `New rent, ${period ?? ''}`, value: [money(after)], bold: true, share: 1 },
      ],
      box,
    ),
    ...row(
      [
        { label: `Rent until then, ${period ?? ''}`, value: [money(before)], share: 1 },
        { label: `Increase, ${period ?? ''}`, value: [money(rise)], share: 1 },
        { label: 'Increase in per cent', value: [percent === '' ? '' : `${percent} %`], share: 1 },
      ],
      box,
    ),
  ]);
}
