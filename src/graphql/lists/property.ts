import type { Prisma } from '../../generated/prisma/client.ts';
import { authorize } from '../../policies/acts.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { line, withChecks } from '../input/checks.ts';
import { havingWords, since } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const PropertyFilter = builder.inputType('PropertyFilter', {
  description: 'Conditions on properties. A property must meet all of them.',
  fields: (t) => ({
    q: t.string({
      description:
        'Filter by words in the name or the address. All words must occur. Case, accents and apostrophes do not matter.',
      ...withChecks(line()),
    }),
    deleted: t.boolean({
      description:
        'Whether to list the deleted properties, which `restoreProperty` puts back, in place of the others. Defaults to false. Landlords and admins only.',
    }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only properties that changed at this instant or later.',
    }),
  }),
});

const PropertyOrder = orderInput('Property', 'properties', {
  NAME: { value: 'nameKey', description: 'Name, without regard to case and accents.' },
  ADDRESS: { value: 'addressKey', description: 'Street, city and postal code, as text.' },
  CREATED,
  UPDATED,
});

export const PROPERTY_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: PropertyFilter,
    description: 'Returns only matching properties. Returns all properties if omitted.',
  }),
  orderBy: t.field(PropertyOrder),
}));

interface Arguments {
  readonly filter?: typeof PropertyFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof PropertyOrder.type.$inferInput | null | undefined;
}

/**
 * The client that lists the properties.
 * @throws DomainError FORBIDDEN if deleted ones are asked for by somebody who may not restore them.
 */
export function propertiesClient({ filter }: Arguments, context: Context): Context['db'] {
  if (!filter?.deleted) return context.db;
  authorize(context.viewer, 'listDeletedProperties');
  return context.dbOfDeleted;
}

export function propertiesWhere({ filter }: Arguments): Prisma.PropertyWhereInput {
  const { q, updatedSince } = filter ?? {};
  return { updatedAt: since(updatedSince), ...(q ? havingWords(q) : {}) };
}

export function propertiesQuery(args: Arguments) {
  return { where: propertiesWhere(args), orderBy: orderBy(args.orderBy) };
}
