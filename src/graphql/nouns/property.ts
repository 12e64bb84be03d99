import { createProperty } from '../../commands/property/create-property.ts';
import { deleteProperty } from '../../commands/property/delete-property.ts';
import { updateProperty } from '../../commands/property/update-property.ts';
import type { Fault } from '../../errors.ts';
import { notFound } from '../../errors.ts';
import { AddressInput, AddressPatch, AddressType } from '../types/address.ts';
import { ownerOn, ownersOf } from '../../address/property-owner.ts';
import { addressOf, landlordAddressOf, type Address } from '../../address/address.ts';
import type { Property as PropertyRow, Workspace } from '../../generated/prisma/client.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { atMost, between, withChecks, notClearable, line, withRules } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';
import { NewUnit, UnitPatch, uniqueLabels, uniqueUnits } from './unit.ts';
import { PropertyConnection, TicketConnection } from '../types/connections.ts';
import { PROPERTY_ARGUMENTS, propertiesClient, propertiesQuery, propertiesWhere } from '../lists/property.ts';
import { TICKET_ARGUMENTS, ticketsQuery } from '../lists/ticket.ts';

/** Limit of one request; a property may have more units. */
const MAX_UNITS = 500;

interface OwnerShape {
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly address: Address | null;
  readonly phone: string | null;
  readonly from: string | null;
  readonly arrearsAssigned: boolean;
}

const PropertyOwnerType = builder.objectRef<OwnerShape>('PropertyOwner').implement({
  description: 'Owner of a property, who is the landlord of its tenancies.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Legal name, as documents print it.' }),
    firstName: t.exposeString('firstName', {
      nullable: true,
      description: 'First name, as signatures print it. Null if only the full name is known.',
    }),
    lastName: t.exposeString('lastName', {
      nullable: true,
      description: 'Last name, as signatures print it. Null if only the full name is known.',
    }),
    address: t.expose('address', {
      type: AddressType,
      nullable: true,
      description: 'Address for service on the owner (RTA s.12(1)). Null if unknown.',
    }),
    phone: t.exposeString('phone', { nullable: true, description: 'Phone number. Null if unknown.' }),
    from: t.expose('from', {
      type: 'Date',
      nullable: true,
      description: 'First day as owner. Null for the landlord of the workspace, before any transfer.',
    }),
    arrearsAssigned: t.exposeBoolean('arrearsAssigned', {
      description: 'Whether the former owner assigned the rent that was owing.',
    }),
  }),
});

/** The owner of a property on a day: the last one that it was transferred to, else the landlord of the workspace. */
function ownerOf(property: Pick<PropertyRow, 'owners'> & { workspace: Workspace }, day: string): OwnerShape {
  const { workspace } = property;
  const landlord = {
    name: workspace.landlordName,
    firstName: workspace.landlordFirstName,
    lastName: workspace.landlordLastName,
    phone: workspace.landlordPhone,
  };
  const address = addressOf(landlordAddressOf(workspace));
  return ownerOn(property, day) ?? { ...landlord, address, from: null, arrearsAssigned: false };
}

export const Property = builder.prismaNode('Property', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `p_`.' },
  select: { id: true },
  description:
    'Building or house in the portfolio. Managers see assigned properties; tenants see those where they rent or have rented. Contractors see the properties of their tickets.',
  interfaces: [Recorded],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the property, as the landlord calls it.' }),
    address: t.field({
      type: AddressType,
      nullable: true,
      description: 'Address of the property. Notices and leases require it.',
      select: { street: true, city: true, province: true, postalCode: true },
      resolve: addressOf,
    }),
    owner: t.field({
      type: PropertyOwnerType,
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the owner. Defaults to today.' }) },
      description: 'Owner of the property on a day. Always null for contractors.',
      select: { owners: true, workspace: true },
      resolve: (property, { asOf }, { today }) => ownerOf(property, asOf ?? today),
    }),
    transfers: t.field({
      type: [PropertyOwnerType],
      nullable: true,
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      description:
        'Owners that the property was transferred to, in order of their days. Always null for contractors.',
      select: { owners: true },
      resolve: (property) => [...ownersOf(property)],
    }),
    deletedAt: t.expose('removedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Instant at which it was deleted. Null for a property in the portfolio.',
    }),
    unitCount: t.relationCount('units', {
      description: 'Number of units in the property that the viewer can see.',
    }),
    units: t.relation('units', {
      description: 'Units of the property, in the order of the landlord.',
      query: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
    }),
    tickets: t.relatedConnection(
      'tickets',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Maintenance tickets of the property, newest first by default.',
        args: TICKET_ARGUMENTS,
        query: (args, context) => ticketsQuery(args, context),
      },
      TicketConnection,
    ),
  }),
});

builder.queryField('property', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Property,
    nullable: true,
    description:
      'A property by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the property. Begins with `p_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const property = await context.db.property.findUnique({ ...query, where: { id } });
      if (!property) throw notFound('property');
      return property;
    },
  }),
);

builder.queryField('properties', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Property,
      cursor: 'id',
      description: 'Properties that the viewer can see, newest first by default.',
      args: PROPERTY_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        propertiesClient(args, context).property.count({ where: propertiesWhere(args) }),
      resolve: (query, _root, args, context) =>
        propertiesClient(args, context).property.findMany({ ...query, ...propertiesQuery(args) }),
    },
    PropertyConnection,
  ),
);

interface UnitsShape {
  unitCount?: number | null;
  units?: readonly { id?: string | null; label?: string | null }[] | null;
}

const eitherCountOrUnits = ({ unitCount, units }: UnitsShape): readonly Fault[] => {
  if (typeof unitCount !== 'number' || !units) return [];
  const message = 'Both the number of units and a list of units are given. Give only one of them.';
  return [{ path: ['unitCount'], code: 'contradiction', message }];
};

const CreatePropertyInput = builder.inputType('CreatePropertyInput', {
  description: 'Property to create.',
  ...withRules<UnitsShape>(eitherCountOrUnits, uniqueLabels),
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Name of the property, as the landlord calls it.',
      ...withChecks(line()),
    }),
    address: t.field({
      type: AddressInput,
      description: 'Address of the property. Notices and leases require it.',
    }),
    unitCount: t.int({
      description: `Number of units to create, at most ${MAX_UNITS}. Their labels are \`1\`, \`2\` and so on. Not allowed together with \`units\`.`,
      ...withChecks(between(0, MAX_UNITS)),
    }),
    units: t.field({
      type: [NewUnit],
      description: `Units to create, in the order given; at most ${MAX_UNITS}.`,
      ...withChecks(atMost(MAX_UNITS)),
    }),
  }),
});

const UpdatePropertyInput = builder.inputType('UpdatePropertyInput', {
  description: 'Changes to a property. Omitted fields keep their value.',
  ...withRules<UnitsShape>(uniqueLabels, uniqueUnits),
  fields: (t) => ({
    name: t.string({
      description: 'Name of the property, as the landlord calls it.',
      ...notClearable(line()),
    }),
    address: t.field({
      type: AddressPatch,
      description: 'Address of the property. Null clears the whole address.',
    }),
    units: t.field({
      type: [UnitPatch],
      description: `Units to change or to create, at most ${MAX_UNITS}. Units that the list omits remain.`,
      ...notClearable(atMost(MAX_UNITS)),
    }),
  }),
});

builder.mutationField('createProperty', (t) =>
  t.prismaField({
    extensions: { act: 'createProperty' },
    type: Property,
    description:
      'Creates a property and its units. Admins, landlords and managers only. A manager is assigned to the new property.',
    args: {
      input: t.arg({ type: CreatePropertyInput, required: true, description: 'The property.' }),
      ...idempotencyArguments(t.arg),
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
      'Changes a property and its units. Admins, landlords and assigned managers only. Fails with `CONFLICT` `label_taken` if another unit of the property has the label.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdatePropertyInput, required: true, description: 'The changes.' }),
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
      'Deletes a property from all lists and returns its ID; its history remains. Landlords and admins only. Fails with `CONFLICT` `property_occupied` until every tenancy on the property is `PAST`.',
    args: rowArguments(t.arg),
    resolve: async (_root, { id, expectedVersion }, context) => {
      await deleteProperty(context, id, expectedVersion);
      return id;
    },
  }),
);
