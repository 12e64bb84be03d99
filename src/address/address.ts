import type { Workspace } from '../generated/prisma/client.ts';

/** The parts of an address. */
export const ADDRESS_PARTS = ['street', 'city', 'province', 'postalCode'] as const;

type AddressPart = (typeof ADDRESS_PARTS)[number];

/** Each part of an address, as far as it is known. */
export type AddressParts = Partial<Record<AddressPart, string | null>>;

/** The landlord's address for notices (RTA s.12(1)), out of the workspace's columns. */
export function landlordAddressOf(workspace: Workspace): Record<AddressPart, string | null> {
  return {
    street: workspace.landlordStreet,
    city: workspace.landlordCity,
    province: workspace.landlordProvince,
    postalCode: workspace.landlordPostalCode,
  };
}

/** As four columns hold it. */
export interface AddressColumns {
  readonly street: string | null;
  readonly city: string | null;
  readonly province: string | null;
  readonly postalCode: string | null;
}

export interface Address {
  readonly street: string;
  readonly city: string;
  readonly province: string;
  readonly postalCode: string;
}

/** An address is whole or absent. */
export function addressOf({ street, city, province, postalCode }: AddressColumns): Address | null {
  return street && city && province && postalCode ? { street, city, province, postalCode } : null;
}
