import { findLedger } from '../../accounts/find-accounts.ts';
import {
  arrearsOf,
  EVER_BEGUN,
  findRollLeases,
  rollOf,
  rowsOfArrears,
  type Arrears,
  type ListedTenancy,
  type RentRollRow,
} from '../../accounts/rent-roll.ts';
import { STANDING_SELECTION } from '../../accounts/report-readings.ts';
import { builder } from '../builder.ts';
import { inTurns } from '../execution/rows-in-turns.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { RentPeriod } from '../types/enums.ts';
import { AgeingType, AS_OF_ARGUMENT, LedgerType } from './ledger.ts';
import { Property } from './property.ts';
import { Workspace } from './workspace.ts';

/** What every list of tenancies shows. */
export const TenancyRow = builder.interfaceRef<ListedTenancy>('TenancyRow').implement({
  description: 'Tenancy in a list, with its property, unit and tenants.',
  fields: (t) => ({
    leaseId: t.id({ description: 'ID of the lease. Begins with `l_`.', resolve: ({ lease }) => lease.id }),
    propertyId: t.id({
      description: 'ID of the property. Begins with `p_`.',
      resolve: ({ lease }) => lease.unit.propertyId,
    }),
    propertyName: t.string({
      description: 'Name of the property.',
      resolve: ({ lease }) => lease.unit.property.name,
    }),
    unitId: t.id({
      description: 'ID of the unit. Begins with `un_`.',
      resolve: ({ lease }) => lease.unit.id,
    }),
    unitLabel: t.string({
      description: 'Label of the unit.',
      resolve: ({ lease }) => lease.unit.label,
    }),
    tenantIds: t.idList({
      description: 'IDs of the tenants of that day, the primary tenant first. Each begins with `t_`.',
      resolve: ({ tenants }) => tenants.map(({ id }) => id),
    }),
    tenants: t.stringList({
      description: 'Full names of the tenants of that day, the primary tenant first.',
      resolve: ({ tenants }) => tenants.map(({ name }) => name),
    }),
    lease: t.prismaField({
      type: 'Lease',
      description: 'Lease of the tenancy.',
      resolve: (query, { lease: { id } }, _args, context) =>
        context.dbForRereads.lease.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    unit: t.prismaField({
      type: 'Unit',
      description: 'Rental unit.',
      resolve: (query, { lease }, _args, context) =>
        context.dbForRereads.unit.findUniqueOrThrow({ ...query, where: { id: lease.unit.id } }),
    }),
    property: t.prismaField({
      type: 'Property',
      description: 'Property of the unit.',
      resolve: (query, { lease }, _args, context) =>
        context.dbForRereads.property.findUniqueOrThrow({ ...query, where: { id: lease.unit.propertyId } }),
    }),
    tenant: t.prismaField({
      type: 'Tenant',
      nullable: true,
      description: 'Primary tenant of that day. Null if the viewer cannot see them.',
      resolve: (query, { tenants: [first] }, _args, context) => {
        const args = { ...query, where: { id: first?.id ?? '' } };
        return first ? context.dbForRereads.tenant.findUnique(args) : null;
      },
    }),
  }),
});

const RentRollRowType = builder.objectRef<RentRollRow>('RentRollRow').implement({
  description: 'Tenancy in a rent roll, with its account.',
  interfaces: [TenancyRow],
  fields: (t) => ({
    isFormer: t.exposeBoolean('isFormer', {
      description: 'Whether the tenancy was over by that day. Only the arrears list these tenancies.',
    }),
    rent: t.field({
      type: 'Money',
      description: 'Rent per rental period in Canadian dollars, as of the day.',
      resolve: ({ account }) => account.rentCents,
    }),
    rentPeriod: t.field({
      type: RentPeriod,
      description: 'How often rent is due.',
      resolve: ({ lease }) => lease.rentalPeriod,
    }),
    deposit: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent deposit held, in Canadian dollars. Null without a deposit.',
      resolve: ({ lease }) => lease.depositCents,
    }),
    leaseEnd: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the fixed term. Null for a periodic tenancy, e.g. month-to-month.',
      resolve: ({ lease }) => lease.endsOn,
    }),
    balance: t.field({
      type: 'Money',
      description: 'Balance in Canadian dollars. Positive if rent is owing, negative for a credit.',
      resolve: ({ account }) => account.balanceCents,
    }),
    arrears: t.field({
      type: 'Money',
      description: 'Rent due but not paid, in Canadian dollars.',
      resolve: ({ account }) => account.arrearsCents,
    }),
    arrearsSince: t.field({
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest rent in arrears. Null without arrears.',
      resolve: ({ account }) => account.arrearsSince,
    }),
    ledger: t.field({
      type: LedgerType,
      description: 'Rent charged and paid in each rental period.',
      resolve: async ({ lease, asOf }, _args, context) => ({
        ...(await findLedger(context, lease.id, asOf)),
        leaseId: lease.id,
      }),
    }),
  }),
});

export const ArrearsType = builder.objectRef<Arrears>('Arrears').implement({
  description: 'Rent in arrears across tenancies.',
  fields: (t) => ({
    asOf: t.expose('asOf', { type: 'Date', description: 'Day of the calculation, inclusive.' }),
    total: t.expose('totalCents', { type: 'Money', description: 'Sum of all arrears, in Canadian dollars.' }),
    ageing: t.expose('ageing', { type: AgeingType, description: 'Arrears by age.' }),
    rows: t.field({
      type: [RentRollRowType],
      description: 'Tenancies with arrears, the oldest arrears first.',
      resolve: async (arrears, _args, context) => inTurns(await rowsOfArrears(context, arrears)),
    }),
  }),
});

const RENT_ROLL_DESCRIPTION =
  'Tenancies of a day that the viewer can see, by property and unit. Rents and balances are those of that day.';
const ARREARS_DESCRIPTION =
  'Arrears of the tenancies that the viewer can see, as of a day. Former tenants with rent owing are included.';

/** Selected with the property, so that a list of properties needs no extra query for each. */
const PROPERTY_SELECTION = {
  units: {
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: {
      leases: {
        where: EVER_BEGUN,
        orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
        select: STANDING_SELECTION,
      },
    },
  },
} as const;

export const PROPERTY_ARGUMENT = {
  description: 'ID of the property. Begins with `p_`. Covers all visible properties if omitted.',
  ...withChecks(idOf('Property')),
};

builder.prismaObjectField(Workspace, 'rentRoll', (t) =>
  t.field({
    type: [RentRollRowType],
    description: RENT_ROLL_DESCRIPTION,
    args: { asOf: t.arg(AS_OF_ARGUMENT), property: t.arg.id(PROPERTY_ARGUMENT) },
    resolve: async (_workspace, scope, context) =>
      inTurns(await rollOf(context, await findRollLeases(context, scope, { withFormer: false }), scope.asOf)),
  }),
);

builder.prismaObjectField(Workspace, 'arrears', (t) =>
  t.field({
    type: ArrearsType,
    description: ARREARS_DESCRIPTION,
    args: { asOf: t.arg(AS_OF_ARGUMENT), property: t.arg.id(PROPERTY_ARGUMENT) },
    resolve: async (_workspace, scope, context) =>
      arrearsOf(context, await findRollLeases(context, scope, { withFormer: true }), scope.asOf),
  }),
);

builder.prismaObjectField(Property, 'rentRoll', (t) =>
  t.field({
    type: [RentRollRowType],
    description: RENT_ROLL_DESCRIPTION,
    args: { asOf: t.arg(AS_OF_ARGUMENT) },
    select: PROPERTY_SELECTION,
    resolve: ({ units }, { asOf }, context) =>
      rollOf(
        context,
        units.flatMap(({ leases }) => leases),
        asOf,
      ),
  }),
);

builder.prismaObjectField(Property, 'arrears', (t) =>
  t.field({
    type: ArrearsType,
    description: ARREARS_DESCRIPTION,
    args: { asOf: t.arg(AS_OF_ARGUMENT) },
    select: PROPERTY_SELECTION,
    resolve: ({ units }, { asOf }, context) =>
      arrearsOf(
        context,
        units.flatMap(({ leases }) => leases),
        asOf,
      ),
  }),
);
