import type { Address } from './address.ts';
import type { Prisma, Property, Workspace } from '../generated/prisma/client.ts';

/** An owner to whom a property was transferred with its tenancies. */
export interface PropertyOwner {
  /** Legal name, as documents print it. */
  readonly name: string;
  /** Names of the person who signs, if stated. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly address: Address;
  readonly phone: string | null;
  /** First day as owner, `YYYY-MM-DD`. */
  readonly from: string;
  /** Whether the former owner assigned the rent that was owing. If not, it still belongs to the former owner. */
  readonly arrearsAssigned: boolean;
}

type Owned = Pick<Property, 'owners'>;

/** The owners of a tenancy's property, which decide whose rent is claimed or paid. */
export const OWNED_SELECTION = {
  unit: { select: { property: { select: { owners: true } } } },
} as const satisfies Prisma.LeaseSelect;

/** The owners that a property was transferred to, in order of their days. */
export function ownersOf({ owners }: Owned): readonly PropertyOwner[] {
  return owners as unknown as PropertyOwner[];
}

/** The last owner to whom a property was transferred by a day; undefined before its first transfer. */
export function ownerOn(property: Owned, day: string): PropertyOwner | undefined {
  return ownersOf(property).findLast(({ from }) => from <= day);
}

/**
 * The day before which rent owing on a day belongs to a former owner: that of the last transfer without its arrears. Null
 * without such a transfer.
 */
export function arrearsKeptBefore(property: Owned, day: string): string | null {
  const kept = ownersOf(property).filter(({ from, arrearsAssigned }) => from <= day && !arrearsAssigned);
  return kept.at(-1)?.from ?? null;
}

type Landlord = Pick<
  Workspace,
  | 'landlordName'
  | 'landlordFirstName'
  | 'landlordLastName'
  | 'landlordStreet'
  | 'landlordCity'
  | 'landlordProvince'
  | 'landlordPostalCode'
  | 'landlordPhone'
>;

/** The workspace with the landlord of a property on a day. Without a phone of the owner, that of the workspace stays. */
export function withLandlordOn<Columns extends Landlord>(
  workspace: Columns,
  property: Owned,
  day: string,
): Columns {
  const owner = ownerOn(property, day);
  if (!owner) return workspace;
  const { name, firstName, lastName, address, phone } = owner;
  return {
    ...workspace,
    landlordName: name,
    landlordFirstName: firstName,
    landlordLastName: lastName,
    landlordStreet: address.street,
    landlordCity: address.city,
    landlordProvince: address.province,
    landlordPostalCode: address.postalCode,
    landlordPhone: phone ?? workspace.landlordPhone,
  };
}
