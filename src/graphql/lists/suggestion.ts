import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { SuggestionStatus } from '../types/charge-enums.ts';
import { anyOf, daysBetween, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const SuggestionFilter = builder.inputType('SuggestionFilter', {
  description: 'Conditions on suggestions. A suggestion must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    tenant: t.id({
      description: 'Filter by the ID of a tenant of the tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    status: t.field({ type: [SuggestionStatus], description: 'Filter by status: any of these.' }),
    dueFrom: t.field({ type: 'Date', description: 'First due day.' }),
    dueTo: t.field({ type: 'Date', description: 'Last due day.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only suggestions that changed at this instant or later.',
    }),
  }),
});

const SuggestionOrder = orderInput('Suggestion', 'suggestions', {
  DUE: { value: 'dueOn', description: 'Due day of the oldest overdue rent.' },
  CREATED,
  UPDATED,
});

export const SUGGESTION_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: SuggestionFilter,
    description: 'Returns only matching suggestions. Returns all suggestions if omitted.',
  }),
  orderBy: t.field(SuggestionOrder),
}));

interface Arguments {
  readonly filter?: typeof SuggestionFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof SuggestionOrder.type.$inferInput | null | undefined;
}

export function suggestionsWhere({ filter }: Arguments, { viewer }: Context): Prisma.SuggestionWhereInput {
  const { property, unit, lease, tenant, status, updatedSince } = filter ?? {};
  return {
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ property, unit, tenant }, viewer),
    status: anyOf(status),
    dueOn: daysBetween(filter?.dueFrom, filter?.dueTo),
    updatedAt: since(updatedSince),
  };
}

export function suggestionsQuery(args: Arguments, context: Context) {
  return { where: suggestionsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
