import type { Path } from '../../faults/faults.ts';
import type { Fault } from '../../errors.ts';
import type { Address, Draft, NoticeParties, Representative, Signer } from '../facts.ts';
import { oneOf, text, texts } from './faults.ts';

/** Faults of an address. Every part but the unit is required. */
export function address(path: Path, value: Draft<Address> | undefined): readonly Fault[] {
  return (['street', 'city', 'province', 'postalCode'] as const).flatMap((key) =>
    text([...path, key], value?.[key]),
  );
}

/** Faults of the names and the unit at the head of a notice. */
export function parties(facts: Draft<NoticeParties>): readonly Fault[] {
  return [
    ...texts(['tenants'], facts.tenants),
    ...texts(['landlords'], facts.landlords),
    ...address(['rentalUnit'], facts.rentalUnit),
  ];
}

/** Faults of the person who signs. */
export function signer<Capacity extends string>(
  path: Path,
  value: Draft<Signer<Capacity>> | undefined,
  capacities: readonly string[],
): readonly Fault[] {
  const names = (['firstName', 'lastName', 'phone'] as const).flatMap((key) =>
    text([...path, key], value?.[key]),
  );
  return [...oneOf<string>([...path, 'capacity'], value?.capacity, capacities), ...names];
}

/** Faults of a representative, if given. */
export function representative(value: Draft<Representative> | undefined): readonly Fault[] {
  if (!value) return [];
  const path = ['representative'];
  return [
    ...text([...path, 'name'], value.name),
    ...text([...path, 'phone'], value.phone),
    ...address([...path, 'address'], value.address),
  ];
}
