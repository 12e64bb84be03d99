import { dateInWords, dayFirst } from '../../calendar/words.ts';
import { dollars, money } from '../../money/words.ts';
import { RENT_PERIOD_NOUNS } from '../../vocabulary/rent-period.ts';
import type { Draft } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import { heading, sourceBand, title, warningBand } from '../kit/block/heading.ts';
import { paragraph } from '../kit/block/paragraph.ts';
import { table } from '../kit/block/table.ts';
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
import type { PaymentAgreementFacts } from './facts.ts';
import * as words from './words.ts';

export const PAYMENT_AGREEMENT_IMPRINT: Imprint = {
  title: 'L1/L9 – Payment agreement',
  subject: 'Residential Tenancies Act, 2006 (Ontario), sections 78 and 206',
  code: 'Payment-agreement',
  layout: 2,
  origin: ORIGIN,
};

const SMALL = { sizePt: SIZE_PT.small, minRowHeightPt: 16 };
const right = 'right' as const;
/** Lines for instalments that a draft leaves to be filled in. */
const BLANK_INSTALMENTS = 6;

/** A payment agreement as slices, with a signature of the landlord and of every tenant. */
export function paymentAgreementSlices(facts: Draft<PaymentAgreementFacts>): readonly Slice[] {
  return [
    ...title(words.TITLE, 'L1 / L9'),
    ...agreementHead(facts),
    ...about(facts),
    gap(6),
    ...warningBand(words.WARNING),
    gap(6),
    ...owing(facts),
    ...instalments(facts),
    ...newRent(facts),
    ...breach(facts),
    ...heading(words.ABOUT),
    ...topics(words.TOPICS),
    ...agreementSignatures(facts),
    ...officeUse(),
  ];
}

function about({ application, fileNumber, hearingOn }: Draft<PaymentAgreementFacts>): readonly Slice[] {
  return row([
    {
      label: 'Application to the Board',
      value: application === undefined ? [] : [words.APPLICATIONS[application]],
      share: 1.6,
    },
    { label: 'File number', value: [fileNumber ?? ''], share: 1 },
    { label: 'Hearing', value: [dateInWords(hearingOn)], share: 1 },
  ]);
}

function amount(label: string, cents: number | undefined, isTotal = false): readonly Slice[] {
  return row(
    [
      { value: [label], bold: isTotal, align: isTotal ? right : 'left', share: 4 },
      { value: [money(cents)], bold: isTotal, align: right, share: 1 },
    ],
    { sizePt: isTotal ? SIZE_PT.body : SIZE_PT.small },
  );
}

function owing(facts: Draft<PaymentAgreementFacts>): readonly Slice[] {
  const { agreedOn, arrearsCents, returnedCents, filingFeeCents, totalCents } = facts;
  return together([
    ...sourceBand(words.TOTAL),
    gap(6),
    ...amount(`Rent that was due before ${dateInWords(agreedOn)}`, arrearsCents),
    ...amount('Charges for returned payments', returnedCents),
    ...amount('Fee for filing the application', filingFeeCents),
    ...amount('Total', totalCents, true),
  ]);
}

/** Each instalment with what is left after it, so that everybody can add up. */
function instalmentRows({ instalments: list = [], totalCents }: Draft<PaymentAgreementFacts>) {
  let left = totalCents ?? 0;
  return list.map(({ dueOn, amountCents }, index) => {
    left -= amountCents ?? 0;
    return [String(index + 1), dayFirst(dueOn), dollars(amountCents), dollars(Math.max(left, 0))];
  });
}

function instalments(facts: Draft<PaymentAgreementFacts>): readonly Slice[] {
  const columns = [
    { head: 'No.', share: 0.5, align: 'center' },
    { head: 'Paid on or before (dd/mm/yyyy)', share: 2, align: 'center' },
    { head: 'Instalment $', share: 1, align: right },
    { head: 'Left to pay $', share: 1, align: right },
  ] as const;
  const rows = instalmentRows(facts);
  const blank = Array.from({ length: BLANK_INSTALMENTS }, () => ['', '', '', '']);
  const sum = facts.instalments?.reduce((total, { amountCents = 0 }) => total + amountCents, 0);
  return [
    ...heading(words.INSTALMENTS),
    ...table(columns, rows.length > 0 ? rows : blank, SMALL),
    ...amount('Instalments in all', rows.length > 0 ? sum : undefined, true),
  ];
}

function newRent({ newRents = [], rentPeriod }: Draft<PaymentAgreementFacts>): readonly Slice[] {
  if (newRents.length === 0) return [];
  const period = rentPeriod === undefined ? '' : ` per ${RENT_PERIOD_NOUNS[rentPeriod]}`;
  const columns = [
    { head: 'Due from (dd/mm/yyyy)', share: 1, align: 'center' },
    { head: `Rent${period} $`, share: 1, align: right },
  ] as const;
  const rows = newRents.map(({ from, amountCents }) => [dayFirst(from), dollars(amountCents)]);
  return [
    ...heading(words.NEW_RENT),
    ...withNext(paragraph(words.NEW_RENT_STATEMENT, { sizePt: SIZE_PT.small })),
    gap(4),
    ...table(columns, rows, SMALL),
  ];
}

function breach({ breachClause }: Draft<PaymentAgreementFacts>): readonly Slice[] {
  return together([
    ...heading(words.BREACH),
    ...option(words.BREACH_CHOICES.reopen, breachClause === false, 'circle'),
    gap(2),
    ...option(words.BREACH_CHOICES.clause, breachClause === true, 'circle'),
    gap(4),
  ]);
}
