import type { Draft } from '../facts.ts';
import { heading } from '../kit/block/heading.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { eventsTable } from '../notice/events.ts';
import { opening } from '../notice/opening.ts';
import { reasonList } from '../notice/options.ts';
import { N7_REASONS, type N7Facts } from './facts.ts';
import * as words from './words.ts';

export const N7_IMPRINT: Imprint = {
  title: 'N7 – Notice to end a tenancy for serious problems in the unit or the building',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 63, 65 and 66',
  code: 'N7',
  layout: 2,
  origin: ORIGIN,
};

/** N7 as slices. */
export function n7Slices(facts: Draft<N7Facts>): readonly Slice[] {
  return [
    ...opening('N7', words, facts),
    ...reasonList(N7_REASONS, words.REASONS, facts.reasons ?? [], 'box'),
    ...eventsTable(facts.events),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}
