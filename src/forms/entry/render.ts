import { SERVICE_METHOD_TABLE } from '../../vocabulary/service-method.ts';
import { timeInWords } from '../../calendar/time-of-day.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, title } from '../kit/block/heading.ts';
import { bold, paragraph, plain } from '../kit/block/paragraph.ts';
import type { Imprint } from '../kit/imprint.ts';
import { SIZE_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { LANDLORD_CAPACITIES } from '../notice/capacity.ts';
import { BOARD } from '../notice/contact.ts';
import { LANDLORD_TO_TENANT, noticeHead } from '../notice/head.ts';
import { option } from '../notice/options.ts';
import { representativeBlock, signatureBlock } from '../notice/signature.ts';
import { dateTwice } from '../notice/termination-date.ts';
import type { EntryFacts } from './facts.ts';
import { ENTRY_REASONS } from './facts.ts';
import * as words from './words.ts';

export const ENTRY_IMPRINT: Imprint = {
  title: 'Notice of entry',
  subject: 'Residential Tenancies Act, 2006 (Ontario), section 27',
  code: 'Notice of entry',
  layout: 1,
  origin: 'Layout and wording by KeyNest',
};

const ROW = { minHeightPt: 34 } as const;

/** Notice of entry as slices, usually a single page. */
export function entrySlices(facts: Draft<EntryFacts>): readonly Slice[] {
  return [
    ...title(words.TITLE, ''),
    ...noticeHead(facts, LANDLORD_TO_TENANT),
    ...paragraph(words.LEAD),
    gap(6),
    ...entryTime(facts),
    ...reasons(facts),
    ...details(facts),
    ...givenRow(facts),
    gap(6),
    ...paragraph(words.NEED_NOT_BE_HOME),
    gap(4),
    ...paragraph([
      plain('Questions about entry: Landlord and Tenant Board, '),
      bold(BOARD.phone),
      plain(' or toll-free '),
      bold(BOARD.tollFree),
      plain(', '),
      bold(BOARD.site),
      plain('.'),
    ]),
    ...together([
      ...signatureBlock(facts.signer, LANDLORD_CAPACITIES),
      ...representativeBlock(facts.representative),
    ]),
  ];
}

function entryTime({ entryOn, entryFrom, entryUntil }: Draft<EntryFacts>): readonly Slice[] {
  const until = entryUntil === undefined ? '' : ` to ${timeInWords(entryUntil)}`;
  return row(
    [
      { label: 'Day of entry (dd/mm/yyyy)', value: [dateTwice(entryOn)], bold: true, share: 3 },
      { label: 'Time of entry', value: [timeInWords(entryFrom) + until], bold: true, share: 2 },
    ],
    { ...ROW, sizePt: SIZE_PT.band },
  );
}

function reasons({ reason }: Draft<EntryFacts>): readonly Slice[] {
  const options = ENTRY_REASONS.flatMap((one) => [
    ...option(words.REASON_WORDS[one], one === reason, 'circle'),
    gap(1.5),
  ]);
  return together([...heading('Reason for entry'), ...options, gap(4)]);
}

function details(facts: Draft<EntryFacts>): readonly Slice[] {
  const { reason, agreementClause, authorizedBroker } = facts;
  const value = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
  const clause = row(
    [{ label: 'Clause of the tenancy agreement', value: value(agreementClause), share: 1 }],
    ROW,
  );
  const broker = row(
    [
      {
        label: 'Broker or salesperson entering with the landlord’s written authority, if any',
        value: value(authorizedBroker),
        share: 1,
      },
    ],
    ROW,
  );
  return [
    ...row([{ label: 'What will be done', value: value(facts.purpose), share: 1 }], ROW),
    ...(reason === 'OTHER_IN_AGREEMENT' || agreementClause !== undefined ? clause : []),
    ...(reason === 'PURCHASER_VIEWING' || authorizedBroker !== undefined ? broker : []),
  ];
}

function givenRow({ contact, givenOn, givenAt, method }: Draft<EntryFacts>): readonly Slice[] {
  const given = [dateTwice(givenOn), timeInWords(givenAt)].filter((part) => part !== '').join(', ');
  return [
    ...row(
      [
        {
          label: 'Landlord or agent can be reached at',
          value: contact === undefined ? [] : [contact],
          share: 1,
        },
      ],
      ROW,
    ),
    ...row(
      [
        { label: 'This notice is given on', value: [given], share: 1 },
        {
          label: 'How it is given',
          value: method === undefined ? [] : [SERVICE_METHOD_TABLE[method].printed],
          share: 1,
        },
      ],
      ROW,
    ),
  ];
}
