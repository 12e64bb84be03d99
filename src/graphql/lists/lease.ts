import { presentOn, withAnyStatus } from '../../accounts/tenancy-status.ts';
import { toColumn } from '../../db/date-column.ts';
import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { TenancyStatus } from '../types/enums.ts';
import { since } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const LeaseFilter = builder.inputType('LeaseFilter', {
  description: 'Conditions on leases. A lease must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    tenant: t.id({ description: 'Filter by the ID of a tenant.', ...withChecks(idOf('Tenant')) }),
    status: t.field({
      type: [TenancyStatus],
      description: 'Filter by the status on `asOf`: any of these.',
    }),
    endsFrom: t.field({ type: 'Date', description: 'First day on which the fixed term may end.' }),
    endsTo: t.field({ type: 'Date', description: 'Last day on which the fixed term may end.' }),
    asOf: t.field({
      type: 'Date',
      description:
        'Day of the status. Defaults to today. Without a status, it selects the tenancies of that day.',
    }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only leases that changed at this instant or later.',
    }),
  }),
});

const LeaseOrder = orderInput('Lease', 'leases', {
  START: { value: 'startsOn', description: 'First day of the tenancy.' },
  CREATED,
  UPDATED,
});

export const LEASE_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: LeaseFilter,
    description: 'Returns only matching leases. Returns all leases if omitted.',
  }),
  orderBy: t.field(LeaseOrder),
}));

interface Arguments {
  readonly filter?: typeof LeaseFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof LeaseOrder.type.$inferInput | null | undefined;
}

type Filter = typeof LeaseFilter.$inferInput;

function lifeOf({ status, asOf }: Filter, today: string): Prisma.LeaseWhereInput {
  const day = asOf ?? today;
  assertWithinHorizon('asOf', day, today);
  if (status && status.length > 0) return withAnyStatus(status, day, today);
  return asOf ? presentOn(day, today) : {};
}

export function leasesWhere({ filter }: Arguments, { today }: Context): Prisma.LeaseWhereInput {
  const { property, unit, tenant, endsFrom, endsTo } = filter ?? {};
  const ends = {
    ...(endsFrom ? { gte: toColumn(endsFrom) } : {}),
    ...(endsTo ? { lte: toColumn(endsTo) } : {}),
  };
  return {
    AND: [lifeOf(filter ?? {}, today)],
    unitId: unit ?? undefined,
    unit: property ? { propertyId: property } : undefined,
    tenants: tenant ? { some: { id: tenant } } : undefined,
    updatedAt: since(filter?.updatedSince),
    endsOn: endsFrom || endsTo ? ends : undefined,
  };
}

export function leasesQuery(args: Arguments, context: Context) {
  return { where: leasesWhere(args, context), orderBy: orderBy(args.orderBy) };
}
