import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { DepositKind } from '../types/deposit-enums.ts';
import { anyOf, daysBetween, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const DepositFilter = builder.inputType('DepositFilter', {
  description: 'Conditions on deposits. A deposit must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    tenant: t.id({
      description: 'Filter by the ID of a tenant of the tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    kind: t.field({ type: [DepositKind], description: 'Filter by kind: any of these.' }),
    receivedFrom: t.field({ type: 'Date', description: 'First day of receipt.' }),
    receivedTo: t.field({ type: 'Date', description: 'Last day of receipt.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only deposits that changed at this instant or later.',
    }),
  }),
});

const DepositOrder = orderInput('Deposit', 'deposits', {
  AMOUNT: { value: 'amountCents', description: 'Amount.' },
  RECEIVED: { value: 'receivedOn', description: 'Day of receipt.' },
  CREATED,
  UPDATED,
});

export const DEPOSIT_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: DepositFilter,
    description: 'Returns only matching deposits. Returns all deposits if omitted.',
  }),
  orderBy: t.field(DepositOrder),
}));

interface Arguments {
  readonly filter?: typeof DepositFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof DepositOrder.type.$inferInput | null | undefined;
}

export function depositsWhere({ filter }: Arguments, { viewer }: Context): Prisma.DepositWhereInput {
  const { property, unit, lease, tenant, kind, updatedSince } = filter ?? {};
  return {
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ property, unit, tenant }, viewer),
    kind: anyOf(kind),
    receivedOn: daysBetween(filter?.receivedFrom, filter?.receivedTo),
    updatedAt: since(updatedSince),
  };
}

export function depositsQuery(args: Arguments, context: Context) {
  return { where: depositsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
