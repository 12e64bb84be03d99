import type { Draft } from '../facts.ts';
import { heading, sourceBand, title } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap } from '../kit/slice.ts';
import { TENANT_CAPACITIES } from '../notice/capacity.ts';
import { closing } from '../notice/closing.ts';
import { ORIGIN } from '../notice/contact.ts';
import { noticeHead, TENANT_TO_LANDLORD } from '../notice/head.ts';
import { signatureBlock, signatureName } from '../notice/signature.ts';
import { terminationDateRow } from '../notice/termination-date.ts';
import type { N9Facts } from './facts.ts';
import * as words from './words.ts';

export const N9_IMPRINT: Imprint = {
  title: 'N9 – Tenant’s notice to end the tenancy',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 44',
  code: 'N9',
  layout: 2,
  origin: ORIGIN,
};

/** N9 as slices, in the order of the Board's own form. */
export function n9Slices(facts: Draft<N9Facts>): readonly Slice[] {
  const signers = facts.signers?.length ? facts.signers : [undefined];
  return [
    ...title(words.TITLE, 'N9'),
    ...noticeHead(facts, TENANT_TO_LANDLORD),
    ...sourceBand(words.FROM_TENANT),
    gap(6),
    ...paragraph(words.STATEMENT),
    gap(4),
    ...terminationDateRow('Termination date: last day of the tenancy', facts.terminationDate),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...signers
      .slice(0, -1)
      .flatMap((signer, index) =>
        signatureBlock(signer, TENANT_CAPACITIES, suffix(index), signatureName(index + 1, signers.length)),
      ),
    ...closing(
      signers.at(-1),
      TENANT_CAPACITIES,
      facts.representative,
      suffix(signers.length - 1),
      signatureName(signers.length, signers.length),
    ),
  ];
}

/** Suffix that makes the field names of several signers unique; empty for the first signer. */
function suffix(index: number): string {
  return index === 0 ? '' : String(index + 1);
}
