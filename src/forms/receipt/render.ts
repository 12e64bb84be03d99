import { dayFirst } from '../../calendar/words.ts';
import { money } from '../../money/words.ts';
import type { Draft } from '../facts.ts';
import { FIELD_HEIGHT_PT, row } from '../kit/block/cells.ts';
import { title } from '../kit/block/heading.ts';
import { table } from '../kit/block/table.ts';
import type { Imprint } from '../kit/imprint.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { dateTwice } from '../notice/termination-date.ts';
import { addressLine, addressLines } from '../value/address.ts';
import type { ReceiptFacts, ReceivedMoney } from './facts.ts';

export const RECEIPT_IMPRINT: Imprint = {
  title: 'Receipt',
  subject: 'Receipt for rent and other payments of a tenant',
  code: 'Receipt',
  layout: 1,
  origin: 'Issued through KeyNest for the landlord',
};

const BOX = { minHeightPt: 32 } as const;
const SIGNATURE = { minHeightPt: FIELD_HEIGHT_PT + 18 } as const;

const COLUMNS = [
  { head: 'Received on (dd/mm/yyyy)', share: 1.3, align: 'center' },
  { head: 'For', share: 2.2 },
  { head: 'Method and reference', share: 1.6 },
  { head: 'Amount', share: 1.1, align: 'right' },
] as const;

/** A receipt as slices: unit, tenants, landlord, each payment, and a signature. */
export function receiptSlices(facts: Draft<ReceiptFacts>): readonly Slice[] {
  return [
    ...title('Receipt', `No. ${facts.number ?? ''}`),
    ...row(
      [
        { label: 'Rental unit', value: addressLines(facts.rentalUnit), bold: true, share: 3 },
        { label: 'Issued on (dd/mm/yyyy)', value: [dateTwice(facts.issuedOn)], bold: true, share: 1.4 },
      ],
      BOX,
    ),
    ...row(
      [
        { label: 'Received from (tenants)', value: facts.tenants ?? [], bold: true, share: 1 },
        { label: 'Landlord', value: landlordLines(facts), bold: true, share: 1 },
      ],
      BOX,
    ),
    gap(8),
    ...table(COLUMNS, (facts.payments ?? []).map(paymentRow)),
    ...row([
      { value: ['Total received'], bold: true, align: 'right', share: 5.1 },
      { value: [money(facts.totalCents)], bold: true, align: 'right', share: 1.1 },
    ]),
    gap(8),
    ...signature(facts),
  ];
}

function landlordLines({ landlord, landlordAddress }: Draft<ReceiptFacts>): readonly string[] {
  return [landlord ?? '', addressLine(landlordAddress)].filter((text) => text !== '');
}

function paymentRow({ receivedOn, purpose, method, reference, amountCents }: Draft<ReceivedMoney>) {
  const how = [method, reference].filter((text) => text !== undefined && text !== '').join(', ');
  return [dayFirst(receivedOn), purpose ?? '', how, money(amountCents)];
}

function signature({ signer }: Draft<ReceiptFacts>): readonly Slice[] {
  return together(
    row(
      [
        { label: 'Landlord or authorized agent', value: [signer ?? ''], share: 2 },
        {
          label: 'Signature',
          field: { name: 'signature', label: 'Signature of the landlord or authorized agent' },
          share: 3,
        },
      ],
      SIGNATURE,
    ),
  );
}
