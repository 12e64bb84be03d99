import { money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { heading } from '../kit/block/heading.ts';
import { bold, plain } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { eventsTable } from '../notice/events.ts';
import { opening } from '../notice/opening.ts';
import { option } from '../notice/options.ts';
import { orBlank } from '../value/blank.ts';
import type { N5Facts, Occurrence } from './facts.ts';
import * as words from './words.ts';

export const N5_IMPRINT: Imprint = {
  title: 'N5 – Notice to end a tenancy for interference, damage or overcrowding',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 62, 64, 67 and 68',
  code: 'N5',
  layout: 2,
  origin: ORIGIN,
};

/** N5 as slices, in the order of the Board's own form. */
export function n5Slices(facts: Draft<N5Facts>): readonly Slice[] {
  return [
    ...opening('N5', words, facts),
    ...interference(facts),
    ...damage(facts),
    ...overcrowding(facts),
    ...eventsTable(facts.events),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

function interference({ interference: reason }: Draft<N5Facts>): readonly Slice[] {
  return together([
    ...option([bold(words.INTERFERENCE)], reason !== undefined, 'box'),
    ...option(words.FIRST_INTERFERENCE, reason?.occurrence === 'FIRST', 'circle', 1),
    ...second(reason?.occurrence),
    gap(6),
  ]);
}

function damage({ damage: reason }: Draft<N5Facts>): readonly Slice[] {
  const isFirst = reason?.occurrence === 'FIRST';
  return together([
    ...option([bold(words.DAMAGE)], reason !== undefined, 'box'),
    ...option(words.FIRST_DAMAGE, isFirst, 'circle', 1),
    ...costOption(words.REPAIR, isFirst ? reason.repairCents : undefined),
    ...costOption(words.REPLACE, isFirst ? reason.replacementCents : undefined),
    ...second(reason?.occurrence),
    gap(6),
  ]);
}

function costOption(text: string, costCents: number | undefined): readonly Slice[] {
  const amount = bold(orBlank(money(costCents)));
  return option([plain(`${text} `), amount], costCents !== undefined, 'box', 2);
}

function overcrowding({ overcrowding: reason }: Draft<N5Facts>): readonly Slice[] {
  const isFirst = reason?.occurrence === 'FIRST';
  const persons = isFirst ? reason.personsAllowed : undefined;
  const allowed = bold(orBlank(persons === undefined ? undefined : String(persons)));
  return together([
    ...option([bold(words.OVERCROWDING)], reason !== undefined, 'box'),
    ...option([plain(`${words.FIRST_OVERCROWDING} `), allowed], isFirst, 'circle', 1),
    ...second(reason?.occurrence),
    gap(8),
  ]);
}

function second(occurrence: Occurrence | undefined): readonly Slice[] {
  return option(words.SECOND, occurrence === 'SECOND', 'circle', 1);
}
