import { presentOn, withTenancyStatus } from '../../accounts/tenancy-status.ts';
import { toColumn } from '../../db/date-column.ts';
import { notFound } from '../../errors.ts';
import { assertWithinHorizon } from '../../faults/date-bounds.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { LeaseConnection } from '../types/connections.ts';
import { TenancyStatus } from '../types/enums.ts';
import { Lease } from './lease.ts';

builder.queryField('lease', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Lease,
    nullable: true,
    description:
      'A lease by ID. Fails with `NOT_FOUND` if the lease does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the lease. Begins with `l_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const lease = await context.db.lease.findUnique({ ...query, where: { id } });
      if (!lease) throw notFound('lease');
      return lease;
    },
  }),
);

const LeaseFilter = builder.inputType('LeaseFilter', {
  description: 'Conditions on leases. A lease must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    tenant: t.id({ description: 'Filter by the ID of a tenant.', ...withChecks(idOf('Tenant')) }),
    status: t.field({ type: TenancyStatus, description: 'Filter by the status on `asOf`.' }),
    endsFrom: t.field({ type: 'Date', description: 'First day on which the fixed term may end.' }),
    endsTo: t.field({ type: 'Date', description: 'Last day on which the fixed term may end.' }),
    asOf: t.field({
      type: 'Date',
      description:
        'Day of the status. Defaults to today. Without a status, it selects the tenancies of that day.',
    }),
  }),
});

type Filter = typeof LeaseFilter.$inferInput;

function lifeOf({ status, asOf }: Filter, today: string): Prisma.LeaseWhereInput {
  const day = asOf ?? today;
  assertWithinHorizon('asOf', day, today);
  if (status) return withTenancyStatus(status, day, today);
  return asOf ? presentOn(day, today) : {};
}

function whereOf(filter: Filter, { today }: Context): Prisma.LeaseWhereInput {
  const { property, unit, tenant, endsFrom, endsTo } = filter;
  const ends = {
    ...(endsFrom ? { gte: toColumn(endsFrom) } : {}),
    ...(endsTo ? { lte: toColumn(endsTo) } : {}),
  };
  return {
    AND: [lifeOf(filter, today)],
    unitId: unit ?? undefined,
    unit: property ? { propertyId: property } : undefined,
    tenants: tenant ? { some: { id: tenant } } : undefined,
    endsOn: endsFrom || endsTo ? ends : undefined,
  };
}

builder.queryField('leases', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Lease,
      cursor: 'id',
      description: 'Leases that the viewer can see, newest first, past ones included.',
      args: {
        filter: t.arg({
          type: LeaseFilter,
          description: 'Returns only matching leases. Returns all leases if omitted.',
        }),
      },
      totalCount: (_connection, { filter }, context) =>
        context.db.lease.count({ where: whereOf(filter ?? {}, context) }),
      resolve: (query, _root, { filter }, context) =>
        context.db.lease.findMany({
          ...query,
          where: whereOf(filter ?? {}, context),
          orderBy: { id: 'desc' },
        }),
    },
    LeaseConnection,
  ),
);
