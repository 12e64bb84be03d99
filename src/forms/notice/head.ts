import type { Draft, NoticeParties } from '../facts.ts';
import { row } from '../kit/block/cells.ts';
import type { Slice } from '../kit/slice.ts';
import { gap } from '../kit/slice.ts';
import { addressLines } from '../value/address.ts';

const NAMES_HEIGHT_PT = 40;
const ADDRESS_HEIGHT_PT = 40;

/** Labels of the two name boxes, since giver and recipient differ between landlord's and tenant's notices. */
export interface HeadLabels {
  readonly to: string;
  readonly from: string;
}

export const LANDLORD_TO_TENANT: HeadLabels = {
  to: 'To (tenants): every tenant by full name',
  from: 'From (landlord): full name',
};

export const TENANT_TO_LANDLORD: HeadLabels = {
  to: 'To (landlord): full name',
  from: 'From (tenants): every tenant by full name',
};

const AGREEMENT: HeadLabels = { to: 'Tenants: every tenant by full name', from: 'Landlord: full name' };

/** Head of an agreement, which names nobody as its giver: the tenants first, as in a landlord's notice. */
export function agreementHead(parties: Draft<NoticeParties>): readonly Slice[] {
  const { tenants = [], landlords = [] } = parties;
  return noticeHead({ ...parties, tenants: landlords, landlords: tenants }, AGREEMENT);
}

/** Head of a notice: giver, recipient and rental unit. */
export function noticeHead(parties: Draft<NoticeParties>, labels: HeadLabels): readonly Slice[] {
  const { tenants = [], landlords = [] } = parties;
  const [to, from] = labels === LANDLORD_TO_TENANT ? [tenants, landlords] : [landlords, tenants];
  return [
    ...row(
      [
        { label: labels.to, value: to, bold: true, share: 1 },
        { label: labels.from, value: from, bold: true, share: 1 },
      ],
      { minHeightPt: NAMES_HEIGHT_PT },
    ),
    ...row(
      [
        {
          label: 'Rental unit: full address with unit number and postal code',
          value: addressLines(parties.rentalUnit),
          bold: true,
          share: 1,
        },
      ],
      { minHeightPt: ADDRESS_HEIGHT_PT },
    ),
    gap(6),
  ];
}
