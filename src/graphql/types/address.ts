import type { Address } from '../../address/address.ts';
import { builder } from '../builder.ts';
import { withChecks, notClearable, line, postalCode } from '../input/checks.ts';
import { Province } from './enums.ts';

const DESCRIPTIONS = {
  street: 'Street number and name, e.g. `12 Main St`.',
  city: 'City, town or other municipality.',
  province: 'Province or territory.',
  postalCode: 'Canadian postal code, e.g. `M5V 2T6`. Case-insensitive; the space is optional.',
};

export const AddressType = builder.objectRef<Address>('Address').implement({
  description: 'Civic address in Canada.',
  fields: (t) => ({
    street: t.exposeString('street', { description: DESCRIPTIONS.street }),
    city: t.exposeString('city', { description: DESCRIPTIONS.city }),
    province: t.expose('province', { type: Province, description: DESCRIPTIONS.province }),
    postalCode: t.exposeString('postalCode', { description: DESCRIPTIONS.postalCode }),
  }),
});

export const AddressInput = builder.inputType('AddressInput', {
  description: 'Complete civic address in Canada.',
  fields: (t) => ({
    street: t.string({ required: true, description: DESCRIPTIONS.street, ...withChecks(line()) }),
    city: t.string({ required: true, description: DESCRIPTIONS.city, ...withChecks(line()) }),
    province: t.field({
      type: Province,
      required: true,
      defaultValue: 'ON',
      description: DESCRIPTIONS.province,
    }),
    postalCode: t.string({ required: true, description: DESCRIPTIONS.postalCode, ...withChecks(postalCode) }),
  }),
});

export const AddressPatch = builder.inputType('AddressPatch', {
  description:
    'Changes to an address. Omitted fields keep their value; a new address needs every field but the province.',
  fields: (t) => ({
    street: t.string({ description: DESCRIPTIONS.street, ...notClearable(line()) }),
    city: t.string({ description: DESCRIPTIONS.city, ...notClearable(line()) }),
    province: t.field({ type: Province, description: DESCRIPTIONS.province, ...notClearable() }),
    postalCode: t.string({ description: DESCRIPTIONS.postalCode, ...notClearable(postalCode) }),
  }),
});
