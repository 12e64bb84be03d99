import { money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { heading } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together, withNext } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { detailsBox } from '../notice/details.ts';
import { opening } from '../notice/opening.ts';
import { option, reasonList } from '../notice/options.ts';
import { N13_REASONS, type N13Facts, PERMITS } from './facts.ts';
import * as words from './words.ts';

export const N13_IMPRINT: Imprint = {
  title: 'N13 – Notice to end a tenancy for demolition, conversion or repairs',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 50',
  code: 'N13',
  layout: 2,
  origin: ORIGIN,
};

/** N13 as slices. */
export function n13Slices(facts: Draft<N13Facts>): readonly Slice[] {
  return [
    ...opening('N13', words, facts),
    ...reasonList(N13_REASONS, words.REASONS, facts.reason ? [facts.reason] : [], 'circle'),
    gap(3),
    ...detailsBox(words.DETAILS, facts.details),
    gap(6),
    ...permits(facts),
    ...compensation(facts),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

function permits({ permits: chosen }: Draft<N13Facts>): readonly Slice[] {
  return together([
    ...withNext(paragraph(words.PERMITS_LEAD)),
    gap(2),
    ...PERMITS.flatMap((one) => option(words.PERMIT_LABELS[one], chosen === one, 'circle')),
    gap(4),
  ]);
}

/** The landlord's statement of what this notice owes. */
function compensation({ compensation: owed }: Draft<N13Facts>): readonly Slice[] {
  if (owed?.months === undefined) return [];
  const { months, amountCents, isLessOnReturn = false } = owed;
  const rent = months === 1 ? 'one month’s rent' : `${months} months’ rent`;
  const amount = amountCents === undefined ? rent : `${rent} (${money(amountCents)})`;
  const text = months === 0 ? words.NO_COMPENSATION : words.compensationText(amount, isLessOnReturn);
  return together([...heading(words.COMPENSATION), ...paragraph(text), gap(4)]);
}
