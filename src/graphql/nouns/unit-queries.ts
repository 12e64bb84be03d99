import { notFound } from '../../errors.ts';
import { builder } from '../builder.ts';
import { UNIT_ARGUMENTS, unitsQuery, unitsWhere } from '../lists/unit.ts';
import { UnitConnection } from '../types/connections.ts';
import { Unit } from './unit.ts';

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

builder.queryField('units', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Unit,
      cursor: 'id',
      description: 'Units of the properties that the viewer can see.',
      args: UNIT_ARGUMENTS,
      totalCount: (_connection, args, context) => context.db.unit.count({ where: unitsWhere(args, context) }),
      resolve: (query, _root, args, context) =>
        context.db.unit.findMany({ ...query, ...unitsQuery(args, context) }),
    },
    UnitConnection,
  ),
);
