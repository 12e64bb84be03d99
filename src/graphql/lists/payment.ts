import { LISTED_PAYMENTS, withStatus } from '../../accounts/payment-status.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { builder } from '../builder.ts';
import { idOf, withChecks } from '../input/checks.ts';
import { PaymentMethod, PaymentSource, PaymentStatus } from '../types/enums.ts';
import { anyOf, knownDaysBetween, since, tenanciesOf } from './conditions.ts';
import { CREATED, orderBy, orderInput, UPDATED } from './order.ts';

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'Conditions on payments. A payment must meet all of them.',
  fields: (t) => ({
    tenant: t.id({
      description: 'Filter by the ID of the tenant who pays. Use `lease` for all tenants of a tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    unit: t.id({ description: 'Filter by the ID of the unit.', ...withChecks(idOf('Unit')) }),
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    period: t.field({ type: 'YearMonth', description: 'Filter by the month of the rent.' }),
    status: t.field({
      type: [PaymentStatus],
      description:
        'Filter by status: any of these. Expected rows that are settled are listed only with `VOID`.',
    }),
    source: t.field({ type: PaymentSource, description: 'Filter by the kind of row.' }),
    method: t.field({ type: [PaymentMethod], description: 'Filter by method: any of these.' }),
    receivedFrom: t.field({ type: 'Date', description: 'First day of receipt.' }),
    receivedTo: t.field({ type: 'Date', description: 'Last day of receipt.' }),
    dueFrom: t.field({ type: 'Date', description: 'First due day.' }),
    dueTo: t.field({ type: 'Date', description: 'Last due day.' }),
    updatedSince: t.field({
      type: 'DateTime',
      description: 'Only payments that changed at this instant or later.',
    }),
  }),
});

const PaymentOrder = orderInput('Payment', 'payments', {
  AMOUNT: { value: 'amountCents', description: 'Amount.' },
  DUE: { value: 'dueKey', description: 'Due day. A payment without one counts as the latest.' },
  RECEIVED: {
    value: 'receivedKey',
    description: 'Day of receipt. A payment without one counts as the latest.',
  },
  CREATED,
  UPDATED,
});

export const PAYMENT_ARGUMENTS = builder.args((t) => ({
  filter: t.field({
    type: PaymentFilter,
    description: 'Returns only matching payments. Returns all payments if omitted.',
  }),
  orderBy: t.field(PaymentOrder),
}));

interface Arguments {
  readonly filter?: typeof PaymentFilter.$inferInput | null | undefined;
  readonly orderBy?: typeof PaymentOrder.type.$inferInput | null | undefined;
}

/** Of any of these statuses. Rows that are settled or forgiven are listed only where they are asked for. */
function statusWhere(
  status: readonly Parameters<typeof withStatus>[0][] | null | undefined,
  today: string,
): Prisma.PaymentWhereInput[] {
  const asked = status ?? [];
  const any = asked.length > 0 ? [{ OR: asked.map((one) => withStatus(one, today)) }] : [];
  return asked.includes('VOID') ? any : [LISTED_PAYMENTS, ...any];
}

export function paymentsWhere({ filter }: Arguments, { today, viewer }: Context): Prisma.PaymentWhereInput {
  const { tenant, lease, unit, property, period, status, source, method, updatedSince } = filter ?? {};
  return {
    AND: statusWhere(status, today),
    tenantId: tenant ?? undefined,
    leaseId: lease ?? undefined,
    lease: tenanciesOf({ unit, property }, viewer),
    period: period ?? undefined,
    source: source ?? undefined,
    method: anyOf(method),
    receivedKey: knownDaysBetween(filter?.receivedFrom, filter?.receivedTo),
    dueKey: knownDaysBetween(filter?.dueFrom, filter?.dueTo),
    updatedAt: since(updatedSince),
  };
}

export function paymentsQuery(args: Arguments, context: Context) {
  return { where: paymentsWhere(args, context), orderBy: orderBy(args.orderBy) };
}
