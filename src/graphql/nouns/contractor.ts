import { builder } from '../builder.ts';
import { CONTRACTOR_ARGUMENTS, contractorsQuery, contractorsWhere } from '../lists/user.ts';
import { UserConnection } from '../types/connections.ts';
import { User } from './session.ts';

builder.queryField('contractors', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: User,
      cursor: 'id',
      description:
        'Users with the role `CONTRACTOR`, newest first by default. Tickets can be assigned to them. Contractors see only themselves, and tenants see an empty list.',
      args: CONTRACTOR_ARGUMENTS,
      totalCount: (_connection, args, context) => context.db.user.count({ where: contractorsWhere(args) }),
      resolve: (query, _root, args, context) =>
        context.db.user.findMany({ ...query, ...contractorsQuery(args) }),
    },
    UserConnection,
  ),
);
