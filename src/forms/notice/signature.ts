import type { Draft, Representative, Signer } from '../facts.ts';
import { FIELD_HEIGHT_PT, row } from '../kit/block/cells.ts';
import { heading } from '../kit/block/heading.ts';
import { choice } from '../kit/block/list.ts';
import { sideBySide } from '../kit/block/columns.ts';
import { CONTENT_WIDTH_PT, MARGIN_PT } from '../kit/geometry.ts';
import type { Slice } from '../kit/slice.ts';
import { gap, together } from '../kit/slice.ts';
import { addressLines } from '../value/address.ts';

const NAME_HEIGHT_PT = 31;
const SIGNATURE_HEIGHT_PT = FIELD_HEIGHT_PT + 18;
const LABELS: Readonly<Record<string, string>> = {
  LANDLORD: 'Landlord',
  TENANT: 'Tenant',
  REPRESENTATIVE: 'Representative',
};

/** The heading of one of several signatures, so that everybody sees how many are needed; of a single one, plainly. */
export function signatureName(place: number, count: number): string {
  return count === 1 ? 'Signature' : `Signature ${place} of ${count}`;
}

/** Signature block with capacity, names, phone and boxes for handwriting. It stays on one page. */
export function signatureBlock<Capacity extends string>(
  signer: Draft<Signer<Capacity>> | undefined,
  capacities: readonly Capacity[],
  suffix = '',
  name = 'Signature',
): readonly Slice[] {
  return together([
    ...heading(name),
    ...capacityRow(signer?.capacity, capacities),
    gap(3),
    ...signatureRows(signer, suffix),
  ]);
}

function capacityRow(chosen: string | undefined, capacities: readonly string[]): readonly Slice[] {
  const widthPt = CONTENT_WIDTH_PT / 4;
  const stacks = capacities.map((capacity, index) =>
    choice(LABELS[capacity] ?? capacity, {
      xPt: MARGIN_PT + index * widthPt,
      widthPt,
      shape: 'circle',
      chosen: capacity === chosen,
      cell: index,
    }),
  );
  return sideBySide(stacks);
}

/** Names, phone, signature and date of a signer. `suffix` makes field names unique for several signers. */
export function signatureRows(
  signer: Draft<Omit<Signer, 'capacity'>> | undefined,
  suffix = '',
): readonly Slice[] {
  const value = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
  return together([
    ...row(
      [
        { label: 'First name', value: value(signer?.firstName), share: 2 },
        { label: 'Last name', value: value(signer?.lastName), share: 2 },
        { label: 'Phone, with area code', value: value(signer?.phone), share: 1.3 },
      ],
      { minHeightPt: NAME_HEIGHT_PT },
    ),
    ...signatureFields(suffix),
  ]);
}

/** Boxes for the signature and its date. */
export function signatureFields(suffix: string): readonly Slice[] {
  return row(
    [
      {
        label: 'Signature',
        field: { name: `signature${suffix}`, label: 'Signature' },
        share: 4,
      },
      {
        label: 'Date signed (dd/mm/yyyy)',
        field: { name: `signatureDate${suffix}`, label: 'Date signed, day/month/year' },
        share: 1.3,
      },
    ],
    { minHeightPt: SIGNATURE_HEIGHT_PT },
  );
}

/** The representative, if any. */
export function representativeBlock(representative: Draft<Representative> | undefined): readonly Slice[] {
  if (!representative) return [];
  const value = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
  const { address } = representative;
  const height = { minHeightPt: NAME_HEIGHT_PT };
  return together([
    ...heading('Representative'),
    ...row(
      [
        { label: 'Name', value: value(representative.name), share: 2 },
        { label: 'Law Society number', value: value(representative.lawSocietyNumber), share: 1 },
        { label: 'Company', value: value(representative.company), share: 2 },
      ],
      height,
    ),
    ...row(
      [
        {
          label: 'Mailing address',
          value: addressLines(
            address && { ...address, city: undefined, province: undefined, postalCode: undefined },
          ),
          share: 3.4,
        },
        { label: 'Phone', value: value(representative.phone), share: 1.6 },
      ],
      height,
    ),
    ...row(
      [
        { label: 'Municipality', value: value(address?.city), share: 2 },
        { label: 'Province', value: value(address?.province), share: 0.7 },
        { label: 'Postal code', value: value(address?.postalCode), share: 0.7 },
        { label: 'Fax', value: value(representative.fax), share: 1.6 },
      ],
      height,
    ),
  ]);
}
