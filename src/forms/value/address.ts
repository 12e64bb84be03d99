import type { Address, Draft } from '../facts.ts';

/** An address in envelope lines: unit and street, then city, province and postal code. */
export function addressLines(address: Draft<Address> | undefined): readonly string[] {
  const { street, unit, city, province, postalCode } = address ?? {};
  const place = [city, [province, postalCode].filter(isGiven).join(' ')].filter(isGiven).join(', ');
  return [[unit, street].filter(isGiven).join(', '), place].filter(isGiven);
}

/** An address on one line. */
export function addressLine(address: Draft<Address> | undefined): string {
  return addressLines(address).join(', ');
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
