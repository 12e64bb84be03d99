import type { Fault } from '../../errors.ts';
import { builder } from '../builder.ts';
import { between, idOf, line, withChecks, withRules } from '../input/checks.ts';
import { AddressInput } from '../types/address.ts';
import { LEASE_RULES, newTenancyFieldsOf } from './tenant-changes.ts';
import { MAX_BEDROOMS } from './unit.ts';

const ImportedTenancyInput = builder.inputType('ImportedTenancyInput', {
  description: 'Tenancy on the unit of an imported row.',
  ...LEASE_RULES,
  fields: newTenancyFieldsOf,
});

interface PlaceShape {
  readonly propertyId?: string | null;
  readonly propertyName?: string | null;
}

/** A property is named by its ID or by its name. */
const oneProperty = (
  { propertyId, propertyName }: PlaceShape,
  _context: unknown,
  faulty: readonly string[],
): readonly Fault[] => {
  if (faulty.includes('propertyId') || faulty.includes('propertyName')) return [];
  if (propertyId && propertyName) {
    const message = 'Both the ID and the name of the property are given. Give only one of them.';
    return [{ path: ['propertyId'], code: 'contradiction', message }];
  }
  if (propertyId || propertyName) return [];
  const message = 'The property is missing. Give its name, or its ID.';
  return [{ path: ['propertyName'], code: 'required', message }];
};

export const ImportRowInput = builder.inputType('ImportRowInput', {
  description: 'Line of a rent roll: a unit of a property, and the tenancy on it.',
  ...withRules<PlaceShape>(oneProperty),
  fields: (t) => ({
    propertyId: t.id({
      description: 'ID of the property. Give either this or its name.',
      ...withChecks(idOf('Property')),
    }),
    propertyName: t.string({
      description:
        'Name of the property, without regard to case and accents. A property that does not exist is created. Fails with `CONFLICT` `ambiguous_property` if several have the name.',
      ...withChecks(line()),
    }),
    address: t.field({
      type: AddressInput,
      description: 'Address of a new property. That of an existing property does not change.',
    }),
    unitLabel: t.string({
      required: true,
      description: 'Label of the unit. A unit that does not exist is created.',
      ...withChecks(line()),
    }),
    bedrooms: t.int({
      description: `Number of bedrooms of a new unit, 0 to ${MAX_BEDROOMS}.`,
      ...withChecks(between(0, MAX_BEDROOMS)),
    }),
    tenancy: t.field({
      type: ImportedTenancyInput,
      description: 'The tenancy on the unit. Omit it for a vacant unit.',
    }),
  }),
});
