import { presentOn } from '../../accounts/tenancy-status.ts';
import { tenantsOn } from '../../accounts/present-tenants.ts';
import type { Fault } from '../../errors.ts';
import { builder } from '../builder.ts';
import { between, withChecks, idOf, notClearable, line, positiveAmount, withRules } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';
import { LeaseConnection, TicketConnection } from '../types/connections.ts';
import { LEASE_ARGUMENTS, leasesQuery } from '../lists/lease.ts';
import { TICKET_ARGUMENTS, ticketsQuery } from '../lists/ticket.ts';

export const MAX_BEDROOMS = 100;

export const UnitStatus = builder.enumType('UnitStatus', {
  description: 'Whether a tenant is in possession of a unit.',
  values: {
    VACANT: { description: 'Today no tenancy on the unit is `ACTIVE` or `NOTICE`.' },
    OCCUPIED: { description: 'Today a tenancy on the unit is `ACTIVE` or `NOTICE`.' },
  } as const,
});

export const Unit = builder.prismaNode('Unit', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `un_`.' },
  select: { id: true },
  description:
    'Rental unit of a property. Managers see the units of assigned properties; tenants see the units that they rent or have rented. Contractors see the units of their tickets.',
  interfaces: [Recorded],
  fields: (t) => ({
    label: t.exposeString('label', {
      description: 'Label of the unit, unique within the property, e.g. `2B`.',
    }),
    bedrooms: t.exposeInt('bedrooms', {
      nullable: true,
      description: 'Number of bedrooms. Null if unknown.',
    }),
    rent: t.expose('rentCents', {
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      type: 'Money',
      nullable: true,
      description:
        'Asking rent in Canadian dollars. A tenancy has its own rent. Always null for contractors.',
    }),
    guidelineExempt: t.exposeBoolean('guidelineExempt', {
      description:
        'Whether the unit is exempt from the rent increase guideline, as the landlord states (RTA s.6.1). Notice and the twelve months still apply.',
    }),
    property: t.relation('property', { description: 'Property of the unit.' }),
    status: t.field({
      type: UnitStatus,
      nullable: true,
      description:
        'Whether a tenant is in possession. Null for contractors, and for tenants who do not live in the unit.',
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the status. Defaults to today.' }) },
      select: ({ asOf }, { today }) => ({
        leases: { where: presentOn(asOf ?? today, today), select: { id: true } },
      }),
      resolve: ({ leases }, _args, { viewer }) => {
        if (leases.length > 0) return 'OCCUPIED';
        return viewer.role === 'CONTRACTOR' || viewer.role === 'TENANT' ? null : 'VACANT';
      },
    }),
    tenants: t.field({
      type: ['Tenant'],
      description: 'Tenants in possession of the unit, the primary tenant first.',
      args: { asOf: t.arg({ type: 'Date', description: 'Day of the tenants. Defaults to today.' }) },
      select: ({ asOf }, { today }, nested) => ({
        leases: {
          where: presentOn(asOf ?? today, today),
          select: {
            tenants: nested({
              where: tenantsOn(asOf ?? today),
              orderBy: [{ isPrimary: 'desc' }, { id: 'asc' }],
            }),
          },
        },
      }),
      resolve: (unit) => unit.leases.flatMap((lease) => lease.tenants),
    }),
    leases: t.relatedConnection(
      'leases',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Tenancies on the unit, newest first by default, including past ones.',
        args: LEASE_ARGUMENTS,
        query: (args, context) => leasesQuery(args, context),
      },
      LeaseConnection,
    ),
    tickets: t.relatedConnection(
      'tickets',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Maintenance tickets of the unit, newest first by default.',
        args: TICKET_ARGUMENTS,
        query: (args, context) => ticketsQuery(args, context),
      },
      TicketConnection,
    ),
  }),
});

/** Faults for labels that occur twice in one request. */
function repeatedLabels(units: readonly { label?: string | null }[] | null | undefined): readonly Fault[] {
  const labels = (units ?? []).map((unit) => unit.label);
  return labels.flatMap((label, index) => {
    const isRepeated = typeof label === 'string' && labels.indexOf(label) < index;
    const message = `The unit label "${label ?? ''}" is given twice. Give each unit of a property its own label.`;
    return isRepeated ? [{ path: ['units', index, 'label'], code: 'label_taken', message }] : [];
  });
}

/** Faults for IDs that occur twice in one request: one of the two changes would be lost. */
export const uniqueUnits = ({ units }: { units?: readonly { id?: string | null }[] | null }) => {
  const ids = (units ?? []).map(({ id }) => id);
  return ids.flatMap((id, index): Fault[] => {
    const isRepeated = typeof id === 'string' && ids.indexOf(id) < index;
    const message = 'This unit is listed twice. List all its changes in one item.';
    return isRepeated ? [{ path: ['units', index, 'id'], code: 'repeated', message }] : [];
  });
};

/** Faults for labels that occur twice in an input with `units`. */
export const uniqueLabels = (input: { units?: readonly { label?: string | null }[] | null }) =>
  repeatedLabels(input.units);

export const NewUnit = builder.inputType('NewUnit', {
  description: 'Unit to create.',
  fields: (t) => ({
    label: t.string({
      required: true,
      description: 'Label of the unit, unique within the property. At most 50 characters.',
      ...withChecks(line(50)),
    }),
    bedrooms: t.int({
      description: `Number of bedrooms, 0 to ${MAX_BEDROOMS}.`,
      ...withChecks(between(0, MAX_BEDROOMS)),
    }),
    rent: t.field({
      type: 'Money',
      description: 'Asking rent in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
    guidelineExempt: t.boolean({
      description:
        'Whether the unit is exempt from the rent increase guideline (RTA s.6.1). Defaults to false.',
    }),
  }),
});

interface UnitPatchShape {
  id?: string | null;
  label?: string | null;
}

const requireLabelOfNewUnit = ({ id, label }: Partial<UnitPatchShape>): readonly Fault[] => {
  if (id || label) return [];
  return [
    {
      path: ['label'],
      code: 'required',
      message: 'A new unit needs a label. Give a label, or give the ID of an existing unit.',
    },
  ];
};

export const UnitPatch = builder.inputType('UnitPatch', {
  description: 'Unit to change, if it has an `id`; otherwise a unit to create.',
  ...withRules<UnitPatchShape>(requireLabelOfNewUnit),
  fields: (t) => ({
    id: t.id({
      description: 'ID of the unit to change. Omit it to create a unit.',
      ...notClearable(idOf('Unit')),
    }),
    label: t.string({
      description:
        'Label of the unit, unique within the property. At most 50 characters; required for a new unit.',
      ...notClearable(line(50)),
    }),
    bedrooms: t.int({
      description: `Number of bedrooms, 0 to ${MAX_BEDROOMS}. Null clears it.`,
      ...withChecks(between(0, MAX_BEDROOMS)),
    }),
    rent: t.field({
      type: 'Money',
      description: 'Asking rent in Canadian dollars. Null clears it.',
      ...withChecks(positiveAmount),
    }),
    guidelineExempt: t.boolean({
      description: 'Whether the unit is exempt from the rent increase guideline (RTA s.6.1).',
      ...notClearable(),
    }),
  }),
});
