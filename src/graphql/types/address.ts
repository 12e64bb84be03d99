import type { Address } from '../../address/address.ts';
import { builder } from '../builder.ts';
import { checked, kept, line } from '../input/checks.ts';

const WORDS = {
  street: 'Number and street.',
  city: 'Municipality.',
  province: 'Two letters; Ontario is `ON`.',
  postalCode: 'As Canada Post writes it, e.g. `M5V 2T6`.',
};

export const AddressType = builder.objectRef<Address>('Address').implement({
  description: 'A civic address in Canada.',
  fields: (t) => ({
    street: t.exposeString('street', { description: WORDS.street }),
    city: t.exposeString('city', { description: WORDS.city }),
    province: t.exposeString('province', { description: WORDS.province }),
    postalCode: t.exposeString('postalCode', { description: WORDS.postalCode }),
  }),
});

export const AddressInput = builder.inputType('AddressInput', {
  description: 'A whole civic address.',
  fields: (t) => ({
    street: t.string({ required: true, description: WORDS.street, ...checked(line()) }),
    city: t.string({ required: true, description: WORDS.city, ...checked(line()) }),
    province: t.string({
      required: true,
      defaultValue: 'ON',
      description: WORDS.province,
      ...checked(line(50)),
    }),
    postalCode: t.string({ required: true, description: WORDS.postalCode, ...checked(line(20)) }),
  }),
});

export const AddressPatch = builder.inputType('AddressPatch', {
  description: 'The parts of an address to change; the others stay.',
  fields: (t) => ({
    street: t.string({ description: WORDS.street, ...kept(line()) }),
    city: t.string({ description: WORDS.city, ...kept(line()) }),
    province: t.string({ description: WORDS.province, ...kept(line(50)) }),
    postalCode: t.string({ description: WORDS.postalCode, ...kept(line(20)) }),
  }),
});
