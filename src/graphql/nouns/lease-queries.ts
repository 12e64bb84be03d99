import { notFound } from '../../errors.ts';
import { builder } from '../builder.ts';
import { LEASE_ARGUMENTS, leasesQuery, leasesWhere } from '../lists/lease.ts';
import { LeaseConnection } from '../types/connections.ts';
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

builder.queryField('leases', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Lease,
      cursor: 'id',
      description: 'Leases that the viewer can see, past ones included.',
      args: LEASE_ARGUMENTS,
      totalCount: (_connection, args, context) =>
        context.db.lease.count({ where: leasesWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.lease.findMany({ ...query, ...leasesQuery(args, context) }),
    },
    LeaseConnection,
  ),
);
