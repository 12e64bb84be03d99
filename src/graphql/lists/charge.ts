import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { ChargeKind, ChargeStatus } from '../types/charge-enums.ts';
import { anyOf, daysBetween, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const ChargeFilter = builder.inputType('ChargeFilter', {
  description: 'Conditions on charges. A charge must meet all of them.',
  fields: (t) => ({
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    tenant: t.id({
      description: 'Filter by the ID of a tenant of the tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    kind: t.field({ type: [ChargeKind], description: 'Filter by kind: any of these.' }),
    status: t.field({ type: ChargeStatus, description: 'Filter by status.' }),
    from: t.field({ type: 'Date', description: 'First day of the charge.' }),
    to: t.field({ type: 'Date', description: 'Last day of the charge.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only charges that changed at this instant or later.',
    }),
  }),
});

const ChargeOrder = orderInput('Charge', 'charges', {
  AMOUNT: { value: 'amountCents', description: 'Amount.' },
  DATE: { value: 'onDate', description: 'Day of the charge.' },
  CREATED,
  UPDATED,
});

export const CHARGE_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: ChargeFilter,
    description: 'Returns only matching charges. Returns all charges if omitted.',
  }),
  orderBy: t.field(ChargeOrder),
}));

interface Arguments {
  readonly filter?: typeof ChargeFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof ChargeOrder.type.$inferInput | null | undefined;
}

export function chargesWhere({ filter }: Arguments, { viewer }: Context): Prisma.ChargeWhereInput {
  const { property, unit, lease, tenant, kind, status, updatedSince } = filter ?? {};
  return {
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ property, unit, tenant }, viewer),
    kind: anyOf(kind),
    voidedOn: status ? (status === 'VOID' ? { not: null } : null) : undefined,
    onDate: daysBetween(filter?.from, filter?.to),
    updatedAt: since(updatedSince),
  };
}

export function chargesQuery(args: Arguments, context: Context) {
  return { where: chargesWhere(args, context), orderBy: orderBy(args.orderBy) };
}
