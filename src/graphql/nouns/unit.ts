import { IN_POSSESSION } from '../../accounts/possession.ts';
import type { Fault } from '../../errors.ts';
import { builder } from '../builder.ts';
import { between, checked, idOf, kept, line, payable, ruled } from '../input/checks.ts';
import { Recorded } from '../types/recorded.ts';

const MAX_BEDROOMS = 100;

export const UnitStatus = builder.enumType('UnitStatus', {
  description: 'Whether somebody has possession of a unit.',
  values: {
    VACANT: { description: 'No tenancy on it is active or under notice.' },
    OCCUPIED: { description: 'A tenancy on it is active or under notice.' },
  } as const,
});

export const Unit = builder.prismaNode('Unit', {
  nullable: true,
  id: { field: 'id', description: 'Begins with `un_`.' },
  description: 'A rental unit of a property.',
  interfaces: [Recorded],
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Unique in its property, e.g. `2B`.' }),
    bedrooms: t.exposeInt('bedrooms', { nullable: true, description: 'How many; null where not said.' }),
    rent: t.expose('rentCents', {
      extensions: { hiddenFrom: ['CONTRACTOR'] },
      type: 'Money',
      nullable: true,
      description: 'What the landlord asks for it; null to contractors. The rent of a tenancy is its own.',
    }),
    property: t.relation('property', { description: 'The property it is part of.' }),
    status: t.field({
      type: UnitStatus,
      nullable: true,
      description:
        'Null to contractors, who see no tenancies, and to tenants who do not live there, who see only their own.',
      select: { leases: { where: IN_POSSESSION, select: { id: true } } },
      resolve: ({ leases }, _args, { viewer }) => {
        if (leases.length > 0) return 'OCCUPIED';
        return viewer.role === 'CONTRACTOR' || viewer.role === 'TENANT' ? null : 'VACANT';
      },
    }),
    tenants: t.field({
      type: ['Tenant'],
      description: 'Who has possession of it, the primary tenant first.',
      select: (_args, _context, nested) => ({
        leases: {
          where: IN_POSSESSION,
          select: { tenants: nested({ where: { removedAt: null }, orderBy: { id: 'asc' } }) },
        },
      }),
      resolve: (unit) => unit.leases.flatMap((lease) => lease.tenants),
    }),
    leases: t.relatedConnection('leases', {
      cursor: 'id',
      description: 'Its tenancies, newest first, past ones too.',
      query: { orderBy: { id: 'desc' } },
    }),
    tickets: t.relatedConnection('tickets', {
      cursor: 'id',
      description: 'Its maintenance tickets, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});

/** Labels given twice in one request. */
function labelsTwice(units: readonly { label?: string | null }[] | null | undefined): readonly Fault[] {
  const labels = (units ?? []).map((unit) => unit.label);
  return labels.flatMap((label, index) => {
    const isRepeated = typeof label === 'string' && labels.indexOf(label) < index;
    const message = `Unit labels are unique in a property; "${label ?? ''}" is given twice.`;
    return isRepeated ? [{ path: ['units', index, 'label'], code: 'label_taken', message }] : [];
  });
}

/** Ids given twice in one request: of two changes to a unit one would be lost. */
export const uniqueUnits = ({ units }: { units?: readonly { id?: string | null }[] | null }) => {
  const ids = (units ?? []).map(({ id }) => id);
  return ids.flatMap((id, index): Fault[] => {
    const isRepeated = typeof id === 'string' && ids.indexOf(id) < index;
    const message = 'This unit is given twice; say in one place what to change of it.';
    return isRepeated ? [{ path: ['units', index, 'id'], code: 'repeated', message }] : [];
  });
};

/** A rule for inputs with `units`. */
export const uniqueLabels = (input: { units?: readonly { label?: string | null }[] | null }) =>
  labelsTwice(input.units);

export const NewUnit = builder.inputType('NewUnit', {
  description: 'A unit to add to a property.',
  fields: (t) => ({
    label: t.string({ required: true, description: 'Unique in its property.', ...checked(line(50)) }),
    bedrooms: t.int({ description: 'How many.', ...checked(between(0, MAX_BEDROOMS)) }),
    rent: t.field({ type: 'Money', description: 'What the landlord asks for it.', ...checked(payable) }),
  }),
});

interface UnitPatchShape {
  id?: string | null;
  label?: string | null;
}

const labelOfNewUnit = ({ id, label }: Partial<UnitPatchShape>): readonly Fault[] => {
  if (id || label) return [];
  return [
    { path: ['label'], code: 'required', message: 'A unit without an id is added, and needs a label.' },
  ];
};

export const UnitPatch = builder.inputType('UnitPatch', {
  description: 'A unit to change, when it has an id, or else to add.',
  ...ruled<UnitPatchShape>(labelOfNewUnit),
  fields: (t) => ({
    id: t.id({ description: 'The unit to change; without it a unit is added.', ...kept(idOf('Unit')) }),
    label: t.string({ description: 'Unique in its property.', ...kept(line(50)) }),
    bedrooms: t.int({ description: 'How many; null clears it.', ...checked(between(0, MAX_BEDROOMS)) }),
    rent: t.field({
      type: 'Money',
      description: 'What the landlord asks; null clears it.',
      ...checked(payable),
    }),
  }),
});
