import { LISTED_PAYMENTS, statusOn, withStatus } from '../../accounts/payment-status.ts';
import { receiptDateFault, recordPayment } from '../../commands/payment/record-payment.ts';
import { updatePayment } from '../../commands/payment/update-payment.ts';
import { refundsOf } from '../../accounts/receipts.ts';
import { toColumn } from '../../db/date-column.ts';
import { notFound } from '../../errors.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import type { Context } from '../../request/context.ts';
import { idempotencyArguments, rowArguments } from '../input/arguments.ts';
import { builder } from '../builder.ts';
import { withChecks, idOf, notClearable, line, relativeToToday, positiveAmount } from '../input/checks.ts';
import { PaymentMethod, PaymentPurpose, PaymentSource, PaymentStatus } from '../types/enums.ts';
import { Recorded } from '../types/recorded.ts';
import { PaymentConnection } from '../types/connections.ts';

export const Payment = builder.prismaNode('Payment', {
  nullable: true,
  id: { field: 'id', description: 'Unique ID. Begins with `pay_`.' },
  description:
    'Rent payment for a tenancy, expected or received. Managers see the payments of assigned properties. Tenants see the payments of their tenancies; contractors see no payments.',
  interfaces: [Recorded],
  fields: (t) => ({
    amount: t.expose('amountCents', { type: 'Money', description: 'Amount in Canadian dollars.' }),
    status: t.field({
      type: PaymentStatus,
      description:
        'Status of the payment. An expected row is `PENDING` until its due day has passed, and then `OVERDUE`.',
      select: { status: true, overdueOn: true },
      resolve: (payment, _args, { today }) => statusOn(payment, today),
    }),
    source: t.expose('source', {
      type: PaymentSource,
      description: 'Whether this is rent expected or money received.',
    }),
    purpose: t.expose('purpose', { type: PaymentPurpose, description: 'Purpose of the payment.' }),
    dueOn: t.expose('dueOn', {
      type: 'Date',
      nullable: true,
      description:
        'Due day of the rent that is expected, or that the payment pays first. Null for the oldest rent owing.',
    }),
    period: t.expose('period', {
      type: 'YearMonth',
      nullable: true,
      description:
        'Month of the rent that the payment is for. Null if the payment counts towards the oldest rent owing.',
    }),
    method: t.expose('method', {
      type: PaymentMethod,
      nullable: true,
      description: 'How the payment was made. Null if unknown.',
    }),
    receivedOn: t.expose('receivedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the payment was received. Null until then.',
    }),
    returnedOn: t.expose('returnedOn', {
      type: 'Date',
      nullable: true,
      description: 'Day on which the payment was returned unpaid. Null otherwise, and once it was made good.',
    }),
    refundedAmount: t.field({
      type: 'Money',
      description: 'Amount given back to the tenant so far, in Canadian dollars.',
      select: { refunds: true },
      resolve: ({ refunds }) => refundsOf({ refunds }).reduce((sum, { amountCents }) => sum + amountCents, 0),
    }),
    settledById: t.exposeID('settledById', {
      nullable: true,
      description: 'ID of the payment that settled this expected row. Begins with `pay_`. Null otherwise.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the payment was last corrected, returned or refunded. Null if no reason was given.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'Reference of the payment, e.g. a cheque number or a confirmation code. Null if unknown.',
    }),
    leaseId: t.exposeID('leaseId', { description: 'ID of the lease. Begins with `l_`.' }),
    tenantId: t.exposeID('tenantId', { description: 'ID of the tenant who pays. Begins with `t_`.' }),
    tenant: t.relation('tenant', {
      nullable: true,
      description:
        'Tenant who pays. Null for viewers with the role `TENANT` if the payer has left the lease.',
    }),
    lease: t.relation('lease', { description: 'Lease of the tenancy.' }),
  }),
});

builder.queryField('payment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    nullable: true,
    description:
      'A payment by its ID. Fails with `NOT_FOUND` if it does not exist or the viewer cannot see it.',
    args: { id: t.arg.id({ required: true, description: 'ID of the payment. Begins with `pay_`.' }) },
    resolve: async (query, _root, { id }, context) => {
      const payment = await context.db.payment.findUnique({ ...query, where: { id } });
      if (!payment) throw notFound('payment');
      return payment;
    },
  }),
);

const PaymentFilter = builder.inputType('PaymentFilter', {
  description: 'Conditions on payments. A payment must meet all of them.',
  fields: (t) => ({
    tenant: t.id({
      description: 'Filter by the ID of the tenant who pays. Use `lease` for all tenants of a tenancy.',
      ...withChecks(idOf('Tenant')),
    }),
    lease: t.id({ description: 'Filter by the ID of the lease.', ...withChecks(idOf('Lease')) }),
    property: t.id({ description: 'Filter by the ID of the property.', ...withChecks(idOf('Property')) }),
    period: t.field({ type: 'YearMonth', description: 'Filter by the month of the rent.' }),
    status: t.field({
      type: PaymentStatus,
      description: 'Filter by status. Expected rows that are settled are listed only with `VOID`.',
    }),
    source: t.field({ type: PaymentSource, description: 'Filter by the kind of row.' }),
    method: t.field({ type: PaymentMethod, description: 'Filter by method.' }),
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

type Filter = typeof PaymentFilter.$inferInput;

/** Days from one to another, both included; undefined without either. */
function between(from: string | null | undefined, to: string | null | undefined) {
  if (!from && !to) return undefined;
  return { ...(from ? { gte: toColumn(from) } : {}), ...(to ? { lte: toColumn(to) } : {}) };
}

function whereOf(filter: Filter, { today }: Context): Prisma.PaymentWhereInput {
  const { tenant, lease, property, period, status, source, method, updatedSince } = filter;
  return {
    AND: [status === 'VOID' ? {} : LISTED_PAYMENTS, status ? withStatus(status, today) : {}],
    tenantId: tenant ?? undefined,
    leaseId: lease ?? undefined,
    lease: property ? { unit: { propertyId: property } } : undefined,
    period: period ?? undefined,
    source: source ?? undefined,
    method: method ?? undefined,
    receivedOn: between(filter.receivedFrom, filter.receivedTo),
    dueOn: between(filter.dueFrom, filter.dueTo),
    updatedAt: updatedSince ? { gte: updatedSince } : undefined,
  };
}

builder.queryField('payments', (t) =>
  t.prismaConnection(
    {
      extensions: { access: 'rows' },
      type: Payment,
      cursor: 'id',
      description: 'Payments that the viewer can see, newest first.',
      args: {
        filter: t.arg({
          type: PaymentFilter,
          description: 'Returns only matching payments. Returns all payments if omitted.',
        }),
      },
      totalCount: (_connection, { filter }, context) =>
        context.db.payment.count({ where: whereOf(filter ?? {}, context) }),
      resolve: (query, _root, { filter }, context) =>
        context.db.payment.findMany({
          ...query,
          where: whereOf(filter ?? {}, context),
          orderBy: { id: 'desc' },
        }),
    },
    PaymentConnection,
  ),
);

const RecordPaymentInput = builder.inputType('RecordPaymentInput', {
  description: 'Payment received from a tenant.',
  fields: (t) => ({
    tenantId: t.id({
      required: true,
      description: 'ID of the tenant who paid.',
      ...withChecks(idOf('Tenant')),
    }),
    amount: t.field({
      type: 'Money',
      required: true,
      description: 'Amount received, in Canadian dollars.',
      ...withChecks(positiveAmount),
    }),
    period: t.field({
      type: 'YearMonth',
      description:
        'Month of the rent that the payment is for. Defaults to the oldest month with rent owing, or else the next month to pay.',
    }),
    method: t.field({ type: PaymentMethod, description: 'How the payment was made.' }),
    receivedOn: t.field({
      type: 'Date',
      description: 'Day on which the payment was received, today or earlier. Defaults to today.',
      ...withChecks(relativeToToday(receiptDateFault)),
    }),
    reference: t.string({
      description: 'Reference of the payment, e.g. a cheque number or a confirmation code.',
      ...withChecks(line()),
    }),
  }),
});

const UpdatePaymentInput = builder.inputType('UpdatePaymentInput', {
  description: 'Change to a payment.',
  fields: (t) => ({
    receivedOn: t.field({
      type: 'Date',
      description: 'With `PAID`: day on which the payment was received, today or earlier. Defaults to today.',
      ...notClearable(relativeToToday(receiptDateFault)),
    }),
    method: t.field({ type: PaymentMethod, description: 'With `PAID`: how the payment was made.' }),
    reference: t.string({
      description: 'With `PAID`: reference of the payment, e.g. a cheque number.',
      ...withChecks(line()),
    }),
    status: t.field({
      type: PaymentStatus,
      description: 'New status. The allowed changes are described at `updatePayment`.',
      ...notClearable(),
    }),
  }),
});

builder.mutationField('recordPayment', (t) =>
  t.prismaField({
    extensions: { act: 'recordPayment' },
    type: Payment,
    description:
      'Records a payment received from a tenant, as `PAID`. Admins, landlords and managers only. The amount may be less or more than the rent owing; the ledger applies it.',
    args: {
      input: t.arg({ type: RecordPaymentInput, required: true, description: 'The payment.' }),
      ...idempotencyArguments(t.arg),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await recordPayment(context, input);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('updatePayment', (t) =>
  t.prismaField({
    extensions: { access: 'rows' },
    type: Payment,
    description:
      'Changes the status of a payment. Admins, landlords and managers only. `PENDING` may become `PAID`, `OVERDUE` or `VOID`. `OVERDUE` may become `PAID` or `VOID`. `PAID` may become `FAILED`, `REFUNDED` or `OVERDUE`. `FAILED` may become `PAID`, `OVERDUE` or `VOID`. Fails with `CONFLICT` `illegal_transition` for any other change.',
    args: {
      ...rowArguments(t.arg),
      input: t.arg({ type: UpdatePaymentInput, required: true, description: 'The change.' }),
    },
    resolve: async (query, _root, { id, input, expectedVersion }, context) => {
      await updatePayment(context, id, input, expectedVersion);
      return context.db.payment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
