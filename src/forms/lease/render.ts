import type { Draft } from '../facts.ts';
import { FIELD_HEIGHT_PT, row } from '../kit/block/cells.ts';
import { heading, title } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { topics } from '../kit/block/topic.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, pageBreak, together } from '../kit/slice.ts';
import { option } from '../notice/options.ts';
import { cleanParagraphs } from '../kit/text/clean.ts';
import { fullName } from '../value/full-name.ts';
import { agreementSections } from './agreement.ts';
import { conditionSections } from './conditions.ts';
import type { LeaseFacts } from './facts.ts';
import { INFORMATION } from './information.ts';
import { note, section } from './pieces.ts';
import * as words from './words.ts';

export const LEASE_IMPRINT: Imprint = {
  title: 'Residential tenancy agreement',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 12.1; O. Reg. 9/18',
  code: 'Lease',
  layout: 2,
  origin: 'Layout and wording by KeyNest, not the form published by Ontario',
};

const SIGNATURE_HEIGHT_PT = FIELD_HEIGHT_PT + 18;

/** The lease as slices: 17 sections and general information. The additional terms stand before the signatures. */
export function leaseSlices(facts: Draft<LeaseFacts>): readonly Slice[] {
  return [
    ...title(words.TITLE, ''),
    ...paragraph(words.SUBTITLE, { weight: 'bold' }),
    gap(4),
    ...words.OPENING.flatMap(note),
    ...agreementSections(facts),
    ...conditionSections(facts),
    ...section(words.SECTIONS.changes, note(words.CHANGES_TEXT)),
    ...section(words.SECTIONS.repairs, ...words.REPAIRS_TEXT.map(note)),
    ...section(words.SECTIONS.assignment, note(words.ASSIGNMENT_TEXT)),
    ...additionalTerms(facts),
    ...attachment(facts),
    ...section(words.SECTIONS.amendments, note(words.AMENDMENTS_TEXT)),
    ...signatures(facts),
    pageBreak(),
    ...heading(words.INFORMATION_TITLE),
    ...note(words.INFORMATION_LEAD),
    ...topics(INFORMATION),
  ];
}

function additionalTerms({ additionalTerms: terms }: Draft<LeaseFacts>): readonly Slice[] {
  return section(
    words.SECTIONS.additional,
    ...words.ADDITIONAL_TEXT.map(note),
    option('There are no additional terms.', terms?.attached === false, 'circle'),
    option('There is an attachment with additional terms.', terms?.attached === true, 'circle'),
  );
}

function signatures({ landlords = [], tenants = [] }: Draft<LeaseFacts>): readonly Slice[] {
  const tenantNames = tenants.map(fullName);
  return section(
    words.SECTIONS.signatures,
    ...words.SIGNATURES_TEXT.map(note),
    ...signatureRows('Landlord', landlords),
    [gap(6)],
    ...signatureRows('Tenant', tenantNames),
  );
}

function signatureRows(role: 'Landlord' | 'Tenant', names: readonly string[]): readonly (readonly Slice[])[] {
  const rows = names.length > 0 ? names : [''];
  return rows.map((name, index) => {
    const field = `${role.toLowerCase()}${index + 1}`;
    return together(
      row(
        [
          { label: `${role}: name`, value: [name], share: 2 },
          {
            label: 'Signature',
            field: { name: `${field}Signature`, label: `Signature of ${role} ${index + 1}` },
            share: 2.4,
          },
          {
            label: 'Date (yyyy/mm/dd)',
            field: { name: `${field}Date`, label: `Date ${role} ${index + 1} signed, year/month/day` },
            share: 1,
          },
        ],
        { minHeightPt: SIGNATURE_HEIGHT_PT },
      ),
    );
  });
}

function attachment({ additionalTerms: terms }: Draft<LeaseFacts>): readonly Slice[] {
  if (terms?.attached !== true) return [];
  const paragraphs = cleanParagraphs(terms.text ?? '');
  return [...heading(words.ATTACHMENT_TITLE), ...paragraphs.flatMap(note)];
}
