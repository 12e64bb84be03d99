import { findFormIds } from '../../documents/find-forms.ts';
import { toColumn } from '../../db/date-column.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { FormStatus, FormType } from '../types/enums.ts';
import { Standing } from '../types/law-enums.ts';
import { Form } from './form.ts';

const FormFilter = builder.inputType('FormFilter', {
  description: 'Conditions on forms. A form must meet all of them.',
  fields: (t) => ({
    type: t.field({ type: FormType, description: 'Filter by the type of document.' }),
    status: t.field({ type: FormStatus, description: 'Filter by status.' }),
    standing: t.field({
      type: Standing,
      description:
        'Filter by the legal standing today. Fails with `BAD_INPUT` `too_many_forms` if over 1,000 notices meet the other conditions.',
    }),
    tenant: t.id({ description: 'Filter by the ID of the tenant.', ...withChecks(idOf('Tenant')) }),
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    servedFrom: t.field({ type: 'Date', description: 'Filter by service on or after this day.' }),
    servedTo: t.field({ type: 'Date', description: 'Filter by service on or before this day.' }),
  }),
});

type Filter = typeof FormFilter.$inferInput;

function servedBetween({ servedFrom, servedTo }: Filter): Prisma.DateTimeNullableFilter | undefined {
  if (!servedFrom && !servedTo) return undefined;
  return {
    ...(servedFrom ? { gte: toColumn(servedFrom) } : {}),
    ...(servedTo ? { lte: toColumn(servedTo) } : {}),
  };
}

/** An undefined condition of a Prisma filter matches every row. */
async function whereOf(context: Context, filter: Filter): Promise<Prisma.FormWhereInput> {
  const { type, status, standing, tenant, property } = filter;
  const where: Prisma.FormWhereInput = {
    type: type ?? undefined,
    status: status ?? undefined,
    tenantId: tenant ?? undefined,
    lease: property ? { unit: { propertyId: property } } : undefined,
    servedOn: servedBetween(filter),
  };
  return standing ? { id: { in: await findFormIds(context, where, standing) } } : where;
}

builder.queryField('forms', (t) =>
  t.prismaConnection({
    extensions: { access: 'rows' },
    type: Form,
    cursor: 'id',
    description: 'Forms that the viewer can see, newest first.',
    args: {
      filter: t.arg({
        type: FormFilter,
        description: 'Returns only matching forms. Returns all forms if omitted.',
      }),
    },
    totalCount: async (_connection, { filter }, context) =>
      context.db.form.count({ where: await whereOf(context, filter ?? {}) }),
    resolve: async (query, _root, { filter }, context) =>
      context.db.form.findMany({
        ...query,
        where: await whereOf(context, filter ?? {}),
        orderBy: { id: 'desc' },
      }),
  }),
);
