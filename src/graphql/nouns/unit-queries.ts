import { presentOn } from '../../accounts/tenancy-status.ts';
import { notFound } from '../../errors.ts';
import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { visibleLeases } from '../../policies/lease.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { UnitConnection } from '../types/connections.ts';
import { Unit, UnitStatus } from './unit.ts';

builder.queryField('unit', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Unit,
    nullable: true,
    description:
      'A unit by ID. Fails with `NOT_FOUND` if the unit does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the unit. Begins with `un_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const unit = await context.db.unit.findUnique({ ...query, where: { id } });
      if (!unit) throw notFound('unit');
      return unit;
    },
  }),
);

const UnitFilter = builder.inputType('UnitFilter', {
  description: 'Conditions on units. A unit must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    status: t.field({
      type: UnitStatus,
      description: 'Filter by the status on `asOf`. Tenants find the units that they live in.',
    }),
    asOf: t.field({ type: 'Date', description: 'Day of the status. Defaults to today.' }),
  }),
});

type Filter = typeof UnitFilter.$inferInput;

/** Only tenancies that the viewer sees tell that a unit is occupied, and only staff learn that it is vacant. */
function statusOf({ status, asOf }: Filter, { today, viewer }: Context): Prisma.UnitWhereInput {
  const day = asOf ?? today;
  assertWithinHorizon('asOf', day, today);
  if (!status) return {};
  const present = { AND: [presentOn(day, today), visibleLeases(viewer)] };
  if (status === 'OCCUPIED') return { leases: { some: present } };
  return viewer.role === 'TENANT' ? { id: { in: [] } } : { leases: { none: present } };
}

function whereOf(filter: Filter, context: Context): Prisma.UnitWhereInput {
  return {
    AND: [statusOf(filter, context)],
    property: { removedAt: null },
    propertyId: filter.property ?? undefined,
  };
}

builder.queryField('units', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Unit,
      cursor: 'id',
      description: 'Units of the properties that the viewer can see, newest first.',
      args: {
        filter: t.arg({
          type: UnitFilter,
          description: 'Returns only matching units. Returns all units if omitted.',
        }),
      },
      totalCount: (_connection, { filter }, context) =>
        context.db.unit.count({ where: whereOf(filter ?? {}, context) }),
      resolve: (query, _root, { filter }, context) =>
        context.db.unit.findMany({
          ...query,
          where: whereOf(filter ?? {}, context),
          orderBy: { id: 'desc' },
        }),
    },
    UnitConnection,
  ),
);
