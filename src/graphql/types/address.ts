import type { Address } from '../../address/address.ts';
import { builder } from '../builder.ts';
import { checked, kept, line } from '../input/checks.ts';

const DESCRIPTIONS = {
  street: 'Street number and name, e.g. `12 Main St`.',
  city: 'City, town or other municipality.',
  province: 'Two-letter code of the province or territory, e.g. `ON`.',
  postalCode: 'Canadian postal code, e.g. `M5V 2T6`.',
};

export const AddressType = builder.objectRef<Address>('Address').implement({
  description: 'Civic address in Canada.',
  fields: (t) => ({
    street: t.exposeString('street', { description: DESCRIPTIONS.street }),
    city: t.exposeString('city', { description: DESCRIPTIONS.city }),
    province: t.exposeString('province', { description: DESCRIPTIONS.province }),
    postalCode: t.exposeString('postalCode', { description: DESCRIPTIONS.postalCode }),
  }),
});

export const AddressInput = builder.inputType('AddressInput', {
  description: 'Complete civic address in Canada.',
  fields: (t) => ({
    street: t.string({ required: true, description: DESCRIPTIONS.street, ...checked(line()) }),
    city: t.string({ required: true, description: DESCRIPTIONS.city, ...checked(line()) }),
    province: t.string({
      required: true,
      defaultValue: 'ON',
      description: DESCRIPTIONS.province,
      ...checked(line(50)),
    }),
    postalCode: t.string({ required: true, description: DESCRIPTIONS.postalCode, ...checked(line(20)) }),
  }),
});

export const AddressPatch = builder.inputType('AddressPatch', {
  description:
    'Changes to an address. Omitted fields keep their value; a new address needs every field but the province.',
  fields: (t) => ({
    street: t.string({ description: DESCRIPTIONS.street, ...kept(line()) }),
    city: t.string({ description: DESCRIPTIONS.city, ...kept(line()) }),
    province: t.string({ description: DESCRIPTIONS.province, ...kept(line(50)) }),
    postalCode: t.string({ description: DESCRIPTIONS.postalCode, ...kept(line(20)) }),
  }),
});
