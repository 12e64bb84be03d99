import { findFormIds } from '../../documents/find-forms.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import type { Check } from '../input/input-check.ts';
import { FormStatus, FormType } from '../types/enums.ts';
import { Standing } from '../types/law-enums.ts';
import { anyOf, knownDaysBetween, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const FormFilter = builder.inputType('FormFilter', {
  description: 'Conditions on forms. A form must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    tenant: t.id({
      description: 'Filter by the ID of a tenant of the tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    type: t.field({ type: [FormType], description: 'Filter by the type of document: any of these.' }),
    status: t.field({ type: [FormStatus], description: 'Filter by status: any of these.' }),
    standing: t.field({
      type: [Standing],
      description:
        'Filter by the legal standing today: any of these. Fails with `BAD_INPUT` `too_many_forms` if over 1,000 notices come into question. N4s that are paid do not count if the standings are those of notices with effect.',
    }),
    servedFrom: t.field({ type: 'Date', description: 'First day of service.' }),
    servedTo: t.field({ type: 'Date', description: 'Last day of service.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only forms that changed at this instant or later.',
    }),
  }),
});

const FormOrder = orderInput('Form', 'forms', { CREATED, UPDATED });

const FILTER_DESCRIPTION = 'Returns only matching forms. Returns all forms if omitted.';

export const FORM_ARGUMENTS = builder.args((t) => ({
  filter: t.field({ type: FormFilter, description: FILTER_DESCRIPTION }),
  orderBy: t.field(FormOrder),
}));

/** A list below an object is read with the object, before any standing is known. */
const withoutStanding: Check = ({ standing }: typeof FormFilter.$inferInput) =>
  standing && standing.length > 0
    ? {
        code: 'only_at_root',
        message:
          'Standing is computed. Ask the field `forms` of the query instead, with `tenant` or `lease`.',
      }
    : null;

/** The same arguments for the forms of a tenant or a lease. */
export const NESTED_FORM_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: FormFilter,
    description: `${FILTER_DESCRIPTION} A \`standing\` fails with \`BAD_INPUT\` \`only_at_root\`.`,
    ...withChecks(withoutStanding),
  }),
  orderBy: t.field(FormOrder),
}));

interface Arguments {
  readonly filter?: typeof FormFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof FormOrder.type.$inferInput | null | undefined;
}

/** The conditions on columns: all but the standing. */
function columnsWhere({ filter }: Arguments, context: Context): Prisma.FormWhereInput {
  const { property, unit, lease, tenant, type, status, updatedSince } = filter ?? {};
  return {
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ property, unit, tenant }, context.viewer),
    type: anyOf(type),
    status: anyOf(status),
    servedKey: knownDaysBetween(filter?.servedFrom, filter?.servedTo),
    updatedAt: since(updatedSince),
  };
}

/** The conditions of a list. A standing is computed, so its forms are found first. */
export async function formsWhere(args: Arguments, context: Context): Promise<Prisma.FormWhereInput> {
  const where = columnsWhere(args, context);
  const { standing } = args.filter ?? {};
  if (!standing || standing.length === 0) return where;
  return { id: { in: await findFormIds(context, where, standing) } };
}

export function nestedFormsQuery(args: Arguments, context: Context) {
  return { where: columnsWhere(args, context), orderBy: orderBy(args.orderBy) };
}

export async function formsQuery(args: Arguments, context: Context) {
  return { where: await formsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
