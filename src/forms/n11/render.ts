import type { Draft } from '../facts.ts';
import { heading, sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { ORIGIN } from '../notice/contact.ts';
import { agreementHead } from '../notice/head.ts';
import { officeUse } from '../notice/office-use.ts';
import { agreementSignatures } from '../notice/party-signatures.ts';
import { terminationDateRow } from '../notice/termination-date.ts';
import type { N11Facts } from './facts.ts';
import * as words from './words.ts';

export const N11_IMPRINT: Imprint = {
  title: 'N11 – Agreement to end the tenancy',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 37 and 77',
  code: 'N11',
  layout: 2,
  origin: ORIGIN,
};

/** N11 as slices, with a signature of the landlord and of every tenant. */
export function n11Slices(facts: Draft<N11Facts>): readonly Slice[] {
  return [
    ...title(words.TITLE, 'N11'),
    ...agreementHead(facts),
    ...warningBand(words.WARNING),
    gap(6),
    ...together([
      ...sourceBand(words.AGREED),
      gap(6),
      ...paragraph(words.STATEMENT),
      gap(4),
      ...terminationDateRow('Agreed termination date', facts.terminationDate),
    ]),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...agreementSignatures(facts),
    ...officeUse(),
  ];
}
