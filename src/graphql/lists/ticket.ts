import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, line, withChecks } from '../input/checks.ts';
import { TicketPriority, TicketStatus } from '../types/enums.ts';
import { anyOf, havingWords, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const TicketFilter = builder.inputType('TicketFilter', {
  description: 'Conditions on tickets. A ticket must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    tenant: t.id({
      description: 'Filter by the ID of a tenant of the tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    contractor: t.id({
      description: "Filter by the ID of the contractor's user account.",
      ...withChecks(idOf('User')),
    }),
    status: t.field({ type: [TicketStatus], description: 'Filter by status: any of these.' }),
    priority: t.field({ type: [TicketPriority], description: 'Filter by urgency: any of these.' }),
    q: t.string({
      description:
        'Filter by words in the title, the description or the name of the contractor. All words must occur.',
      ...withChecks(line()),
    }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only tickets that changed at this instant or later.',
    }),
  }),
});

const TicketOrder = orderInput('Ticket', 'tickets', {
  PRIORITY: { value: 'priorityKey', description: 'Urgency, from `LOW` to `EMERGENCY`.' },
  CREATED,
  UPDATED,
});

export const TICKET_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: TicketFilter,
    description: 'Returns only matching tickets. Returns all tickets if omitted.',
  }),
  orderBy: t.field(TicketOrder),
}));

interface Arguments {
  readonly filter?: typeof TicketFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof TicketOrder.type.$inferInput | null | undefined;
}

export function ticketsWhere({ filter }: Arguments, { viewer }: Context): Prisma.TicketWhereInput {
  const { property, unit, lease, tenant, contractor, status, priority, q, updatedSince } = filter ?? {};
  return {
    propertyId: property ?? undefined,
    unitId: unit ?? undefined,
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ tenant }, viewer),
    contractorId: contractor ?? undefined,
    status: anyOf(status),
    priority: anyOf(priority),
    updatedAt: since(updatedSince),
    ...(q ? havingWords(q) : {}),
  };
}

export function ticketsQuery(args: Arguments, context: Context) {
  return { where: ticketsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
