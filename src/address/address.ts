import type { Workspace } from '../generated/prisma/client.ts';
import { postalCodeOf } from './postal-code.ts';
import type { Province } from '../vocabulary/province.ts';

/** A complete civic address in Canada. */
export interface Address {
  readonly street: string;
  readonly city: string;
  readonly province: Province;
  /** As Canada Post writes it, e.g. `M5V 2T6`. */
  readonly postalCode: string;
}

/** The parts of an address. */
export const ADDRESS_PARTS = [
  'street',
  'city',
  'province',
  'postalCode',
] as const satisfies (keyof Address)[];

/** An address as stored in four columns. */
export type AddressColumns = { readonly [Part in keyof Address]: Address[Part] | null };

/** The known parts of an address. */
export type AddressParts = Partial<AddressColumns>;

/** Returns the address with its postal code as Canada Post writes it. */
export function canonical<Parts extends { readonly postalCode?: string | null | undefined }>(
  address: Parts,
): Parts {
  const { postalCode } = address;
  return typeof postalCode === 'string'
    ? { ...address, postalCode: postalCodeOf(postalCode) ?? postalCode }
    : address;
}

/** The address of four columns; null unless it is complete. */
export function addressOf({ street, city, province, postalCode }: AddressColumns): Address | null {
  return street && city && province && postalCode ? { street, city, province, postalCode } : null;
}

/** The landlord's address for notices (RTA s.12(1)), from the columns of the workspace. */
export function landlordAddressOf(workspace: Workspace): AddressColumns {
  return {
    street: workspace.landlordStreet,
    city: workspace.landlordCity,
    province: workspace.landlordProvince,
    postalCode: workspace.landlordPostalCode,
  };
}

/** An address, perhaps of a unit, of which parts may be unknown. */
type KnownAddress = { readonly [Part in keyof Address | 'unit']?: string | null | undefined };

/** An address in one line; undefined without street and city. */
export function addressLineOf({
  unit,
  street,
  city,
  province,
  postalCode,
}: KnownAddress): string | undefined {
  return street && city
    ? [unit, street, city, [province, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
    : undefined;
}
