import type { Address } from '../../address/address.ts';
import { builder } from '../builder.ts';
import { checked, kept, line, postalCode } from '../input/checks.ts';
import { Province } from './enums.ts';

const WORDS = {
  street: 'Number and street.',
  city: 'Municipality.',
  province: 'Province or territory.',
  postalCode: 'As Canada Post writes it, e.g. `M5V 2T6`. Input may omit the space, in any case.',
};

export const AddressType = builder.objectRef<Address>('Address').implement({
  description: 'A civic address in Canada.',
  fields: (t) => ({
    street: t.exposeString('street', { description: WORDS.street }),
    city: t.exposeString('city', { description: WORDS.city }),
    province: t.expose('province', { type: Province, description: WORDS.province }),
    postalCode: t.exposeString('postalCode', { description: WORDS.postalCode }),
  }),
});

export const AddressInput = builder.inputType('AddressInput', {
  description: 'A whole civic address in Canada.',
  fields: (t) => ({
    street: t.string({ required: true, description: WORDS.street, ...checked(line()) }),
    city: t.string({ required: true, description: WORDS.city, ...checked(line()) }),
    province: t.field({ type: Province, required: true, defaultValue: 'ON', description: WORDS.province }),
    postalCode: t.string({ required: true, description: WORDS.postalCode, ...checked(postalCode) }),
  }),
});

export const AddressPatch = builder.inputType('AddressPatch', {
  description: 'The parts of an address to change; the others stay.',
  fields: (t) => ({
    street: t.string({ description: WORDS.street, ...kept(line()) }),
    city: t.string({ description: WORDS.city, ...kept(line()) }),
    province: t.field({ type: Province, description: WORDS.province, ...kept() }),
    postalCode: t.string({ description: WORDS.postalCode, ...kept(postalCode) }),
  }),
});
