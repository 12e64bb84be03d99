import { createProperty } from '../../commands/property/create-property.ts';
import { deleteProperty } from '../../commands/property/delete-property.ts';
import { updateProperty } from '../../commands/property/update-property.ts';
import type { Fault } from '../../errors.ts';
import { notFound } from '../../errors.ts';
import { AddressInput, AddressPatch, AddressType } from '../types/address.ts';
import { addressOf } from '../../address/address.ts';
import { onceArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, between, checked, kept, line, ruled } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';
import { NewUnit, UnitPatch, uniqueLabels, uniqueUnits } from './unit.ts';

/** A property may have more units in the end; one request adds this many. */
const MAX_UNITS = 500;

export const Property = builder.prismaNode('Property', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `p_`.' },
  description: 'A building, or a house, of the portfolio.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'What the landlord calls it.' }),
    address: t.field({
      type: AddressType,
      nullable: true,
      description: 'Notices and leases need it.',
      resolve: addressOf,
    }),
    unitCount: t.relationCount('units', { description: 'How many of its units the viewer may see.' }),
    units: t.relation('units', {
      description: 'Its units, in their order.',
      query: { orderBy: { position: 'asc' } },
    }),
    tickets: t.relatedConnection('tickets', {
      cursor: 'id',
      description: 'Its maintenance tickets, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});

builder.queryField('property', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    nullable: true,
    description: 'A property by its id. NOT_FOUND for what does not exist or may not be seen.',
    args: { id: t.arg.id({ required: true, description: 'Begins with `p_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const property = await context.db.property.findUnique({ ...query, where: { id } });
      if (!property) throw notFound('property');
      return property;
    },
  }),
);

builder.queryField('properties', (t) =>
  t.prismaConnection({
    extensions: { access: 'rows' },
    type: Property,
    cursor: 'id',
    description: 'The properties that the viewer may see, newest first.',
    totalCount: (_connection, _args, context) => context.db.property.count(),
    resolve: (query, _root, _args, context) =>
      context.db.property.findMany({ ...query, orderBy: { id: 'desc' } }),
  }),
);

interface UnitsShape {
  unitCount?: number | null;
  units?: readonly { id?: string | null; label?: string | null }[] | null;
}

const eitherCountOrUnits = ({ unitCount, units }: UnitsShape): readonly Fault[] => {
  if (typeof unitCount !== 'number' || !units) return [];
  const message = 'Give either how many units there are, or the units; not both.';
  return [{ path: ['unitCount'], code: 'contradiction', message }];
};

const CreatePropertyInput = builder.inputType('CreatePropertyInput', {
  description: 'A property to add.',
  ...ruled<UnitsShape>(eitherCountOrUnits, uniqueLabels),
  fields: (t) => ({
    name: t.string({ required: true, description: 'What the landlord calls it.', ...checked(line()) }),
    address: t.field({ type: AddressInput, description: 'Notices and leases need it.' }),
    unitCount: t.int({
      description: `Makes units labelled "1" to "n", at most ${MAX_UNITS}.`,
      ...checked(between(0, MAX_UNITS)),
    }),
    units: t.field({
      type: [NewUnit],
      description: 'Its units, in their order.',
      ...checked(atMost(MAX_UNITS)),
    }),
  }),
});

const UpdatePropertyInput = builder.inputType('UpdatePropertyInput', {
  description: 'What to change of a property; what is absent stays.',
  ...ruled<UnitsShape>(uniqueLabels, uniqueUnits),
  fields: (t) => ({
    name: t.string({ description: 'What the landlord calls it.', ...kept(line()) }),
    address: t.field({ type: AddressPatch, description: 'The parts to change; null clears the whole.' }),
    units: t.field({
      type: [UnitPatch],
      description: 'Units to change or to add; none is removed by absence.',
      ...kept(atMost(MAX_UNITS)),
    }),
  }),
});

builder.mutationField('createProperty', (t) =>
  t.prismaField({
    extensions: { act: 'createProperty' },
    type: Property,
    description: 'Adds a property and its units. A manager is assigned to what they add.',
    args: {
      input: t.arg({ type: CreatePropertyInput, required: true, description: 'The property.' }),
      ...onceArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await createProperty(context, input);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updateProperty', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    description:
      'Changes a property and its units. CONFLICT `label_taken` for a label that another unit has.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdatePropertyInput, required: true, description: 'What to change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updateProperty(context, id, input, expectedVersion);
      return context.db.property.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('deleteProperty', (t) =>
  t.id({
    extensions: { access: 'rows' },
    description:
      'Takes a property off every list; its history stays. CONFLICT `property_occupied` while a tenancy is not over. Gives its id.',
    args: rowArguments(t.arg),
    resolve: async (_root, { id, expectedVersion }, context) => {
      await deleteProperty(context, id, expectedVersion);
      return id;
    },
  }),
);
