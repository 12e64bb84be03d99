import { IN_POSSESSION } from '../../accounts/possession.ts';
import {
  arrearsOf,
  findRoll,
  ROLL_SELECTION,
  rollOf,
  type Arrears,
  type RentRollRow,
} from '../../accounts/rent-roll.ts';
import { builder } from '../builder.ts';
import { AgeingType, AS_OF, LedgerType } from './ledger.ts';
import { Property } from './property.ts';
import { Workspace } from './workspace.ts';

const RentRollRowType = builder.objectRef<RentRollRow>('RentRollRow').implement({
  description: 'One tenancy of a rent roll.',
  fields: (t) => ({
    leaseId: t.id({ description: 'The tenancy.', resolve: ({ lease }) => lease.id }),
    propertyId: t.id({ description: 'Where.', resolve: ({ lease }) => lease.unit.propertyId }),
    propertyName: t.string({
      description: 'Where, by name.',
      resolve: ({ lease }) => lease.unit.property.name,
    }),
    unitId: t.id({ description: 'The rental unit.', resolve: ({ lease }) => lease.unit.id }),
    unitLabel: t.string({
      description: 'The rental unit, by label.',
      resolve: ({ lease }) => lease.unit.label,
    }),
    tenants: t.stringList({
      description: 'Who is on the lease, the primary tenant first.',
      resolve: ({ lease }) => lease.tenants.map(({ name }) => name),
    }),
    rent: t.expose('rentCents', { type: 'Money', description: 'Per rental period, on the day.' }),
    deposit: t.field({
      type: 'Money',
      nullable: true,
      description: 'Rent deposit held.',
      resolve: ({ lease }) => lease.depositCents,
    }),
    leaseEnd: t.field({
      type: 'Date',
      nullable: true,
      description: 'Last day of the fixed term; null for month-to-month.',
      resolve: ({ lease }) => lease.endsOn,
    }),
    balance: t.field({
      type: 'Money',
      description: 'Positive: the tenant owes. Negative: in credit.',
      resolve: ({ ledger }) => ledger.balanceCents,
    }),
    arrears: t.field({
      type: 'Money',
      description: 'Rent due and not paid.',
      resolve: ({ ledger }) => ledger.arrearsCents,
    }),
    arrearsSince: t.field({
      type: 'Date',
      nullable: true,
      description: 'Due day of the oldest rent owing.',
      resolve: ({ ledger }) => ledger.arrearsSince,
    }),
    ledger: t.expose('ledger', { type: LedgerType, description: 'Period by period.' }),
  }),
});

const ArrearsType = builder.objectRef<Arrears>('Arrears').implement({
  description: 'Rent owing across tenancies.',
  fields: (t) => ({
    total: t.expose('totalCents', { type: 'Money', description: 'All of it.' }),
    ageing: t.expose('ageing', { type: AgeingType, description: 'How old it is.' }),
    rows: t.expose('rows', { type: [RentRollRowType], description: 'Who owes, the oldest arrears first.' }),
  }),
});

const ROLL = 'The tenancies in possession, by property and unit.';
const OWING = 'The tenancies with rent owing.';

/** With the property itself, so that a list of properties needs no query for each. */
const ROLL_OF_PROPERTY = {
  units: {
    orderBy: { position: 'asc' },
    select: { leases: { where: IN_POSSESSION, select: ROLL_SELECTION } },
  },
} as const;

builder.prismaObjectField(Workspace, 'rentRoll', (t) =>
  t.field({
    type: [RentRollRowType],
    description: ROLL,
    args: { asOf: t.arg(AS_OF) },
    resolve: async (_workspace, { asOf }, context) => rollOf(context, await findRoll(context), asOf),
  }),
);

builder.prismaObjectField(Workspace, 'arrears', (t) =>
  t.field({
    type: ArrearsType,
    description: OWING,
    args: { asOf: t.arg(AS_OF) },
    resolve: async (_workspace, { asOf }, context) => arrearsOf(context, await findRoll(context), asOf),
  }),
);

builder.prismaObjectField(Property, 'rentRoll', (t) =>
  t.field({
    type: [RentRollRowType],
    description: ROLL,
    args: { asOf: t.arg(AS_OF) },
    select: ROLL_OF_PROPERTY,
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
    description: OWING,
    args: { asOf: t.arg(AS_OF) },
    select: ROLL_OF_PROPERTY,
    resolve: ({ units }, { asOf }, context) =>
      arrearsOf(
        context,
        units.flatMap(({ leases }) => leases),
        asOf,
      ),
  }),
);
