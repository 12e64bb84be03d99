import type { NoticeParties, Representative, Signer } from '../facts.ts';
import { addressLines } from '../value/address.ts';
import type { FieldValue } from './field-value.ts';
import { mark, text } from './field-value.ts';

/** Head of a landlord's notice. A tenant's notice swaps the names. */
export function headValues(parties: NoticeParties, giver: 'LANDLORD' | 'TENANT'): readonly FieldValue[] {
  const tenants = parties.tenants.join('\n');
  const landlords = parties.landlords.join('\n');
  const [to, from] = giver === 'LANDLORD' ? [tenants, landlords] : [landlords, tenants];
  return [
    ...text('TO_TenameName', to),
    ...text('From_LandlordName', from),
    ...text('RentalUnitAddress', addressLines(parties.rentalUnit).join('\n')),
  ];
}

/** Capacity, names and phone of the signer. Signature and date stay empty. */
export function signerValues(signer: Signer | Signer<'TENANT' | 'REPRESENTATIVE'>): readonly FieldValue[] {
  return [
    ...mark('SelectSign', true, signer.capacity === 'REPRESENTATIVE' ? 1 : 0),
    ...text('RFirstName', signer.firstName),
    ...text('RLastName', signer.lastName),
    { leaf: 'RDayPhone', kind: 'phone', phone: signer.phone },
  ];
}

/** The representative, if any. */
export function representativeValues(representative: Representative | undefined): readonly FieldValue[] {
  if (!representative) return [];
  const { address } = representative;
  const street = [address.unit, address.street]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
  return [
    ...text('AgentName', representative.name),
    ...text('AgentLSUC', representative.lawSocietyNumber),
    ...text('AgentCompany', representative.company),
    ...text('AgentAddress', street),
    ...text('AgentPhoneNum', representative.phone),
    ...text('AgentMunicipality', address.city),
    ...text('AgentProvince', address.province),
    ...text('AgentPostCode', address.postalCode),
    ...text('AgentFaxNum', representative.fax),
  ];
}
