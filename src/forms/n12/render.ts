import type { Draft } from '../facts.ts';
import { heading } from '../kit/block/heading.ts';
import { choice } from '../kit/block/list.ts';
import { sideBySide } from '../kit/block/columns.ts';
import { bold, paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { opening } from '../notice/opening.ts';
import { option } from '../notice/options.ts';
import type { N12Facts, Relation } from './facts.ts';
import { RELATIONS } from './facts.ts';
import * as words from './words.ts';

export const N12_IMPRINT: Imprint = {
  title: 'N12 – Notice to end a tenancy because the unit is required',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 48 and 49',
  code: 'N12',
  layout: 3,
  origin: ORIGIN,
};

const RELATION_COLUMNS = 3;
const RELATION_INSET_PT = 18;

/** N12 as slices, in the order of the Board's own form. */
export function n12Slices(facts: Draft<N12Facts>): readonly Slice[] {
  return [
    ...opening('N12', words, facts),
    ...reason(words.LANDLORD_REASON, words.LANDLORD_RELATIONS, facts, facts.side === 'LANDLORD'),
    ...reason(words.PURCHASER_REASON, words.PURCHASER_RELATIONS, facts, facts.side === 'PURCHASER'),
    ...compensation(facts),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...closing(facts.signer, LANDLORD_CAPACITIES, facts.representative),
  ];
}

/** The landlord's statement whether this notice owes compensation. */
function compensation(facts: Draft<N12Facts>): readonly Slice[] {
  if (facts.compensation === undefined) return [];
  const text = facts.compensation === 'OWED' ? words.COMPENSATION_OWED : words.COMPENSATION_NOT_OWED;
  return together([...heading(words.COMPENSATION), ...paragraph(text), gap(4)]);
}

function reason(
  text: string,
  labels: Readonly<Record<Relation, string>>,
  facts: Draft<N12Facts>,
  chosen: boolean,
): readonly Slice[] {
  const movingIn = chosen ? (facts.movingIn ?? []) : [];
  const caregiverFor = chosen ? (facts.caregiverFor ?? []) : [];
  return together([
    ...option([bold(text)], chosen, 'circle'),
    gap(2),
    ...relations(labels, movingIn, 1),
    gap(2),
    ...option(words.CAREGIVER, caregiverFor.length > 0, 'box', 1),
    ...relations(labels, caregiverFor, 2),
    gap(8),
  ]);
}

/** The six relations with their boxes, in columns. */
function relations(
  labels: Readonly<Record<Relation, string>>,
  chosen: readonly Relation[],
  depth: number,
): readonly Slice[] {
  const leftPt = MARGIN_PT + depth * RELATION_INSET_PT;
  const widthPt = (CONTENT_WIDTH_PT - depth * RELATION_INSET_PT) / RELATION_COLUMNS;
  const cells = RELATIONS.map((relation, index) =>
    choice(labels[relation], {
      xPt: leftPt + (index % RELATION_COLUMNS) * widthPt,
      widthPt,
      shape: 'box',
      chosen: chosen.includes(relation),
      cell: index,
    }),
  );
  return [...sideBySide(cells.slice(0, RELATION_COLUMNS)), ...sideBySide(cells.slice(RELATION_COLUMNS))];
}
