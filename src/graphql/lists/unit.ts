import { presentOn } from '../../accounts/tenancy-status.ts';
import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { visibleLeases } from '../../policies/lease.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { UnitStatus } from '../nouns/unit.ts';
import { since } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const UnitFilter = builder.inputType('UnitFilter', {
  description: 'Conditions on units. A unit must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    status: t.field({
      type: UnitStatus,
      description: 'Filter by the status on `asOf`. Tenants find the units that they live in.',
    }),
    asOf: t.field({ type: 'Date', description: 'Day of the status. Defaults to today.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only units that changed at this instant or later.',
    }),
  }),
});

const UnitOrder = orderInput('Unit', 'units', {
  LABEL: {
    value: 'labelKey',
    description: 'Label, without regard to case and accents. The number `2` comes before `10`.',
  },
  CREATED,
  UPDATED,
});

export const UNIT_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: UnitFilter,
    description: 'Returns only matching units. Returns all units if omitted.',
  }),
  orderBy: t.field(UnitOrder),
}));

interface Arguments {
  readonly filter?: typeof UnitFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof UnitOrder.type.$inferInput | null | undefined;
}

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

export function unitsWhere({ filter }: Arguments, context: Context): Prisma.UnitWhereInput {
  return {
    AND: [statusOf(filter ?? {}, context)],
    property: { removedAt: null },
    propertyId: filter?.property ?? undefined,
    updatedAt: since(filter?.updatedSince),
  };
}

export function unitsQuery(args: Arguments, context: Context) {
  return { where: unitsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
